/** What browsers get beside the API: headers, the built client, and an answer when something fails. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import helmet from "helmet";
import { problem } from "./http/problem.ts";
import { StoreFull } from "./store/store.ts";

export const CLIENT = fileURLToPath(new URL("../client/dist", import.meta.url));

const NONE = ["'none'"];
const SELF = ["'self'"];

/** SEC-6: nothing from elsewhere, nothing inline. */
export const headers = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: NONE,
      scriptSrc: SELF,
      styleSrc: SELF,
      imgSrc: ["'self'", "data:"],
      fontSrc: SELF,
      connectSrc: SELF,
      manifestSrc: SELF,
      baseUri: NONE,
      objectSrc: NONE,
      frameAncestors: NONE,
      formAction: SELF,
    },
  },
  referrerPolicy: { policy: "no-referrer" },
});

/** The built client; every address without a file is a screen of its own. */
export function screens(): RequestHandler {
  if (!existsSync(CLIENT)) {
    return (_request, response) =>
      problem(response, 503, "the screens are not built yet; run: npm run build");
  }
  const router = express.Router();
  router.use("/assets", express.static(`${CLIENT}/assets`, { immutable: true, maxAge: "1y" }));
  router.use(express.static(CLIENT, { index: false, maxAge: 0 }));
  router.use((request, response, next) => {
    if (request.method !== "GET" || request.path.includes(".")) return next();
    response.set("Cache-Control", "no-cache").sendFile(`${CLIENT}/index.html`);
  });
  router.use((_request, response) => problem(response, 404, "there is no such address"));
  return router;
}

/** The last resort: the sender gets a sentence, the log gets the problem. */
export function failed(onProblem: (about: string, problem: unknown) => void): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const status = Number((error as { status?: unknown }).status);
    if (status >= 400 && status < 500) return problem(response, status, "the request is not right");
    if (error instanceof StoreFull) {
      response.set("Retry-After", "30");
      return problem(response, 503, "nothing was changed: the disk is full; try again later");
    }
    onProblem(`${request.method} ${request.path}`, error);
    problem(response, 500, "something went wrong on our side; it has been logged");
  };
}
