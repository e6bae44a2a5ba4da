/** Sealed reports: numbered, kept bit for bit, and never issued twice (REL-3, R11). */
import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Report, RevisionHead } from "../../shared/wire/report.ts";
import type { Setting, Store } from "../store/store.ts";
import type { Drawn } from "./weekly.ts";

export type Settings = Pick<Store, "setting" | "settings" | "putSettings">;

/** What was said beside the figures when it was sealed; no part of the digest: it is no question of the log alone. */
export type Beside = Pick<Report, "notable" | "quality">;

export interface Sealed {
  readonly head: RevisionHead;
  /** The exact text that the digest is of, deflated, in base64. */
  readonly body: string;
  readonly beside: Beside;
}

/** Names of settings that hold sealed reports begin so. */
export const SEALED_PREFIX = "report/";

/** The settings of a scope's sealed reports; `week` null: of all weeks. */
const folderOf = (scope: string, week: string | null): string =>
  `${SEALED_PREFIX}${encodeURIComponent(scope)}/${week === null ? "" : `${week}/`}`;

const nameOf = (scope: string, week: string, revision: number): string =>
  `${folderOf(scope, week)}${String(revision).padStart(3, "0")}`;

/** The text a report is sealed as. */
export const textOf = ({ report, people }: Drawn): string => JSON.stringify({ report, people });

/** SHA-256 of the text, in hex. */
export const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The sealed report itself. */
export const openSealed = ({ body }: Pick<Sealed, "body">): Drawn =>
  JSON.parse(sealedText({ body })) as Drawn;

/** The exact text whose digest the head has. */
export const sealedText = ({ body }: Pick<Sealed, "body">): string =>
  inflateRawSync(Buffer.from(body, "base64")).toString("utf8");

/** All revisions of a week, the newest last. */
export async function revisionsOf(
  settings: Settings,
  scope: string,
  week: string,
): Promise<Sealed[]> {
  const all = await settings.settings(folderOf(scope, week));
  return all.map(({ value }) => JSON.parse(value) as Sealed);
}

/** One revision, read by its name; null: there is none of this number. */
export async function revisionOf(
  settings: Pick<Settings, "setting">,
  scope: string,
  week: string,
  revision: number,
): Promise<Sealed | null> {
  const text = await settings.setting(nameOf(scope, week, revision));
  return text === null ? null : (JSON.parse(text) as Sealed);
}

export interface Named {
  readonly scope: string;
  readonly week: string;
  readonly sealed: Sealed;
}

/** Every sealed report, or those of one scope, by scope and week. */
export const allRevisions = async (settings: Settings, scope?: string): Promise<Named[]> =>
  namedIn(await settings.settings(scope === undefined ? SEALED_PREFIX : folderOf(scope, null)));

/** Sealed reports from the settings that keep them. */
export const namedIn = (settings: readonly Setting[]): Named[] =>
  settings.map(({ name, value }) => {
    const [own = "", week = ""] = name.slice(SEALED_PREFIX.length).split("/");
    return { scope: decodeURIComponent(own), week, sealed: JSON.parse(value) as Sealed };
  });

export interface Sealing {
  readonly scope: string;
  readonly week: string;
  readonly drawn: Drawn;
  readonly beside: Beside;
  readonly revision: number;
  /** A user's id, or "schedule". */
  readonly by: string;
  readonly differences: RevisionHead["differences"];
  /** The organisation's description as the log has it: for telling later what changed it. */
  readonly document: string;
}

const documentName = (at: number): string => `report-org/${at}`;

/** All of it or nothing. Null: somebody else issued this revision. */
export async function putSealed(
  settings: Settings,
  sealing: Sealing,
): Promise<RevisionHead | null> {
  const { scope, week, drawn, beside, revision, by, differences, document } = sealing;
  const text = textOf(drawn);
  const { facts } = drawn.report;
  const head: RevisionHead = {
    revision,
    sealedAt: facts.asOf,
    by,
    position: facts.position,
    digest: digestOf(text),
    differences,
  };
  const body = deflateRawSync(text).toString("base64");
  const name = nameOf(scope, week, revision);
  const sealed: Sealed = { head, body, beside };
  const isFirst = await settings.putSettings(
    { [name]: JSON.stringify(sealed), [documentName(facts.org)]: document },
    { [name]: null },
  );
  return isFirst ? head : null;
}

/** The description that held when a report was sealed, as text; null: none was kept. */
export const documentOf = (settings: Settings, at: number): Promise<string | null> =>
  settings.setting(documentName(at));
