import { defineConfig } from "tsup";

/** One entry an area, ESM and CommonJS; what the entries share is split off in both, so that an error class exists once. */
export default defineConfig({
  entry: {
    index: "src/index.ts",
    clv: "src/clv/index.ts",
    segmentation: "src/segmentation/index.ts",
    servqual: "src/servqual/index.ts",
    satisfaction: "src/satisfaction/index.ts",
    loyalty: "src/loyalty/index.ts",
    schema: "src/schema/index.ts",
  },
  format: ["esm", "cjs"],
  dts: true,
  splitting: true,
  sourcemap: true,
  treeshake: true,
  clean: true,
  target: "es2022",
  platform: "neutral",
});
