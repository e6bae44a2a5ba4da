import { defineConfig } from "vitest/config";

/** The tests without the screens: nobody needs them built once more for each mistake. */
export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    setupFiles: "test/support/seed.ts",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "threads",
    isolate: false,
    maxWorkers: 1,
  },
});
