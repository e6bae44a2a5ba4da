/** Secrets that are shown once and kept as digests: sessions, one-time links, invitations. */
import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 32;
const ID_BYTES = 9;

/** 256 bits nobody can guess, in 43 characters that need no quoting anywhere. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString("base64url");

/** What is kept of a token: looking it up by this is constant-time enough, for nobody can aim at it. */
export const digestOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** A name of our own making for a record; `prefix` says of which kind. */
export const newId = (prefix: string): string =>
  `${prefix}_${randomBytes(ID_BYTES).toString("base64url")}`;
