import { defineConfig } from "vitest/config";

const source = new URL("./src/", import.meta.url).pathname;

// Node 20 has no Map.groupBy, which the reporter needs to print a failure.
Map.groupBy ??= (items, key) => {
  const groups = new Map();
  let index = 0;
  for (const item of items) {
    const name = key(item, index++);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return groups;
};

export default defineConfig({
  // Tests of the command line, which imports the package by name, run against the sources.
  resolve: {
    alias: [
      { find: /^customer-equity$/, replacement: `${source}index.ts` },
      { find: /^customer-equity\/(.*)$/, replacement: `${source}$1/index.ts` },
    ],
  },
  test: {
    include: ["tests/{unit,property,golden,conformance}/**/*.test.ts", "cli/tests/**/*.test.ts"],
    typecheck: { enabled: true, include: ["tests/types/**/*.test-d.ts"], tsconfig: "./tsconfig.tests.json" },
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      reporter: ["text-summary", "json-summary"],
      thresholds: { statements: 95, branches: 90, functions: 95, lines: 95 },
    },
    maxWorkers: "100%",
    isolate: false,
    testTimeout: 60_000,
  },
});
