/** How the client is built: plain TypeScript and JSX, no plugin; everything from our own origin. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    // The policy forbids inline data but images, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      treeshake: {
        // Schemas are built when a module loads; the client only needs their types.
        moduleSideEffects: (id: string) => !/[\\/]shared[\\/]|node_modules[\\/]zod/.test(id),
      },
    },
  },
});
