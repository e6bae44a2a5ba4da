/** A mail read back: headers unfolded and decoded, parts with their bodies; enough of MIME for our own mails. */

export interface Part {
  readonly type: string;
  readonly file: string | null;
  readonly body: Buffer;
}

export interface ReadMail {
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
  readonly files: readonly Part[];
}

const quoted = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll(/=\r\n/g, "")
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number(`0x${hex}`))),
    "latin1",
  );

/** Encoded words as the bytes they stand for: a character may be cut in two. */
const words = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, body: string) =>
      (kind.toLowerCase() === "b"
        ? Buffer.from(body, "base64")
        : quoted(body.replaceAll("_", " "))
      ).toString("latin1"),
    );

const decoded = (text: string): string => Buffer.from(words(text), "latin1").toString("utf8");

function split(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf("\r\n\r\n");
  const headers = new Map<string, string>();
  for (const line of raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, " ")
    .split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    if (headers.has(name)) throw new Error(`the header ${name} stands there twice`);
    headers.set(name, decoded(line.slice(colon + 1).trim()));
  }
  return { headers, body: raw.slice(end + 4) };
}

function partsOf(raw: string): Part[] {
  const { headers, body } = split(raw);
  const type = headers.get("content-type") ?? "";
  const boundary = /boundary="([^"]+)"/.exec(type)?.[1];
  if (boundary !== undefined)
    return body
      .split(`--${boundary}`)
      .slice(1, -1)
      .flatMap((part) => partsOf(part.replace(/^\r\n/, "").replace(/\r\n$/, "")));
  const encoding = headers.get("content-transfer-encoding") ?? "7bit";
  const file = /filename="?([^";]+)"?/.exec(headers.get("content-disposition") ?? "")?.[1] ?? null;
  const bytes =
    encoding === "base64"
      ? Buffer.from(body, "base64")
      : encoding === "quoted-printable"
        ? quoted(body)
        : Buffer.from(body, "latin1");
  return [{ type: type.split(";")[0] ?? "", file, body: bytes }];
}

export function readMail(raw: Buffer): ReadMail {
  const text = raw.toString("latin1");
  const parts = partsOf(text);
  const of = (type: string) =>
    parts.find((part) => part.type === type && part.file === null)?.body.toString("utf8") ?? "";
  return {
    headers: split(text).headers,
    text: of("text/plain"),
    html: of("text/html"),
    files: parts.filter(({ file }) => file !== null),
  };
}
