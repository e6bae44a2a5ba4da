/** A file from the server, told about while it comes, and then saved as the server names it. */
import { fail, ok, type Result } from "../../../shared/result.ts";

export interface TakenFile {
  readonly name: string;
  readonly bytes: number;
}

/** Why not: what the server said, `cut` where the line was lost, `stopped` where somebody did. */
export type NotTaken =
  | {
      readonly because: "refused";
      readonly status: number;
      readonly detail: string;
      /** Of too many: when another may begin; null: not told. */
      readonly waitSeconds: number | null;
    }
  | { readonly because: "cut" }
  | { readonly because: "stopped" };

const nameOf = (response: Response, otherwise: string): string =>
  /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? otherwise;

async function refusal(response: Response): Promise<NotTaken> {
  const body: unknown = await response.json().catch(() => null);
  const { detail }: { detail?: unknown } = { ...(body as object | null) };
  const text = typeof detail === "string" ? detail : "";
  const wait = Number(response.headers.get("retry-after") ?? Number.NaN);
  const waitSeconds = Number.isFinite(wait) ? wait : null;
  return { because: "refused", status: response.status, detail: text, waitSeconds };
}

function save(parts: BlobPart[], type: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.dataset.away = "";
  link.click();
  URL.revokeObjectURL(link.href);
}

/** `onBytes` is told how many are here. */
export async function takeFile(
  path: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Result<TakenFile, NotTaken>> {
  try {
    const response = await fetch(`/api/v1${path}`, { signal });
    if (!response.ok || response.body === null) return fail(await refusal(response));
    const name = nameOf(response, "report");
    const parts: BlobPart[] = [];
    let bytes = 0;
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      bytes += value.byteLength;
      onBytes(bytes);
    }
    save(parts, response.headers.get("content-type") ?? "", name);
    return ok({ name, bytes });
  } catch {
    return fail({ because: signal.aborted ? "stopped" : "cut" });
  }
}
