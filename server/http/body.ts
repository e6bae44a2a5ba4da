/** Reads a request's bytes, with a limit on everything (SEC-9). Faster than a general parser. */
import type { IncomingMessage } from "node:http";
import { fail, ok, type Result } from "../../shared/result.ts";

export interface BodyProblem {
  readonly status: 400 | 413 | 415;
  readonly detail: string;
}

/** How long a body may take to arrive. */
const BODY_MS_MAX = 30_000;

/** The whole body, at most `bytesMax`. Compressed bodies are refused unread. */
export function readBody(
  request: IncomingMessage,
  bytesMax: number,
): Promise<Result<Buffer, BodyProblem>> {
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") {
    return refuse(request, 415, `send the body uncompressed, not as ${encoding.slice(0, 20)}`);
  }
  const tooLarge = `the body may have at most ${bytesMax} bytes; send smaller batches`;
  if (Number(request.headers["content-length"] ?? 0) > bytesMax) {
    return refuse(request, 413, tooLarge);
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const done = (result: Result<Buffer, BodyProblem>) => {
      clearTimeout(late);
      resolve(result);
    };
    const late = setTimeout(
      () => done(fail({ status: 400, detail: "the body took too long to arrive" })),
      BODY_MS_MAX,
    );
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bytesMax) {
        request.removeAllListeners("data").resume();
        done(fail({ status: 413, detail: tooLarge }));
      } else chunks.push(chunk);
    });
    request.on("end", () =>
      done(ok(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks))),
    );
    const broken = () => done(fail({ status: 400, detail: "the body broke off" }));
    request.on("error", broken).on("close", broken);
  });
}

async function refuse(
  request: IncomingMessage,
  status: BodyProblem["status"],
  detail: string,
): Promise<Result<Buffer, BodyProblem>> {
  request.resume();
  return fail({ status, detail });
}
