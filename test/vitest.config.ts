import { defineConfig } from "vitest/config";

/** Files that leave nothing behind in their process share one: what they import is read once, not 250 times. */
const SHARING = "test/{client,contract,rights,server,shared}/**/*.test.ts";

const each = {
  root: new URL("..", import.meta.url).pathname,
  setupFiles: "test/support/seed.ts",
  testTimeout: 900_000,
  hookTimeout: 300_000,
  pool: "forks",
} as const;

export default defineConfig({
  test: {
    root: each.root,
    globalSetup: "test/support/build-client.ts",
    maxWorkers: 2,
    projects: [
      { test: { ...each, name: "sharing", include: [SHARING], isolate: false } },
      {
        test: {
          ...each,
          name: "alone",
          include: ["test/**/*.test.ts"],
          exclude: [SHARING],
        },
      },
    ],
  },
});
