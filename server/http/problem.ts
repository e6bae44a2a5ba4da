/** Errors as RFC 9457 problem documents: `detail` says what to do. */
import type { Response } from "express";

const TITLES: Record<number, string> = {
  300: "Multiple choices",
  400: "Bad request",
  401: "Not authorised",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  411: "Length required",
  413: "Too large",
  415: "Unsupported media type",
  429: "Too many requests",
  500: "Internal error",
  502: "Another system did not do it",
  503: "Busy",
};

export function problem(
  response: Response,
  status: number,
  detail: string,
  more: Record<string, unknown> = {},
): void {
  if (response.headersSent) return;
  const title = TITLES[status] ?? "Error";
  response
    .status(status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: "about:blank", title, status, detail, ...more }));
}
