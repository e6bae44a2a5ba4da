/** Development: the same app, Vite as middleware with hot reload, the demo feed (npm run dev). */
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { startDemo } from "./commands/demo.ts";
import { stopOnSignal } from "./commands/serve.ts";
import { configOf } from "./config.ts";

const client = fileURLToPath(new URL("../client", import.meta.url));
const vite = await createServer({
  configFile: `${client}/vite.config.ts`,
  appType: "spa",
  server: { middlewareMode: true, ws: { port: 24_678 } },
});
const demo = await startDemo(
  {
    config: configOf(process.env),
    say: (line) => console.log(line),
    screens: (request, response, next) => vite.middlewares(request, response, next),
  },
  ["--keep", ...process.argv.slice(2)],
  () => {},
);
stopOnSignal(async () => {
  await vite.close();
  await demo.stop();
});
console.log(`Deskpulse in development ${demo.url}/demo/sign-in?as=lead`);
await demo.fed;
