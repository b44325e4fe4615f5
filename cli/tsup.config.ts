import { defineConfig } from "tsup";

/** The command and the demonstration, for Node; the package itself is not bundled in. */
export default defineConfig({
  entry: ["src/main.ts", "src/demo.ts"],
  format: "esm",
  target: "node20",
  sourcemap: true,
  clean: true,
});
