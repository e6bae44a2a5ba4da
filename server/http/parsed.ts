/** A request's JSON body by its schema; what is not right is told by its path. */
import express, { type Request, type RequestHandler, type Response } from "express";
import type { z } from "zod";
import { problem } from "./problem.ts";

const small = express.json({ limit: "256kb", inflate: false });
const document = express.json({ limit: "4mb", inflate: false });

/**
 * SEC-9: no larger, never compressed. Only the organisation's document, with its people's planned shifts, is
 * larger than anything else that is sent here.
 */
export const jsonBody: RequestHandler = (request, response, next) =>
  (/^\/organisation(?:\/preview)?$/.test(request.path) ? document : small)(request, response, next);

/** Null: it was not right, and the caller has been told. */
export function parsedBody<T>(
  request: Pick<Request, "body">,
  response: Response,
  schema: z.ZodType<T>,
): T | null {
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join(".") ?? "";
  problem(response, 400, `${path} ${issue?.message ?? ""}`.trim().slice(0, 300), { path });
  return null;
}
