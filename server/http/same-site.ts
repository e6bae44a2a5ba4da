/** Cross-site request forgery without tokens (SEC-5): what changes something comes from our own pages. */
import type { RequestHandler } from "express";
import { problem } from "./problem.ts";

/** Methods that change nothing. */
const SAFE = ["GET", "HEAD", "OPTIONS"];

/**
 * Lets through what reads, and what a page of ours (or no browser at all) sends as JSON: a foreign
 * page can send neither that type nor that origin without our leave, which is never given.
 */
export function sameSite(isOwnOrigin: (origin: string) => boolean): RequestHandler {
  return (request, response, next) => {
    if (SAFE.includes(request.method)) return next();
    const { origin, "sec-fetch-site": site } = request.headers;
    if (site === "cross-site" || (origin !== undefined && !isOwnOrigin(origin))) {
      return problem(response, 403, "this can be changed from the dashboard's own pages only");
    }
    const [type = ""] = (request.headers["content-type"] ?? "").split(";");
    if (type.trim().toLowerCase() !== "application/json") {
      return problem(response, 415, "send it as application/json");
    }
    next();
  };
}
