/**
 * The passport of a figure (DESIGN.md 2, UX-10): one line with everything needed to compute it again.
 *
 *     deskpulse:1 aht.mean@2 scope=team:returns period=2026-W10 from=… to=… zone=Europe/Amsterdam
 *     n=123 numerator=45678 denominator=123 value=371.36585365853657 at=… org=… log=12345 fold=1 check=1a2b3c4d
 *
 * Words and spaces, so that two people can compare theirs by eye, and a mail may break the line anywhere
 * between them. The check tells a passport that was mistyped from one that no longer holds.
 */
import { z } from "zod";
import { instantOf } from "../events/instant.ts";
import { fail, ok, type Result } from "../result.ts";
import { crc32 } from "./crc32.ts";

/** Instants are ms since 1970. */
const passport = z.object({
  kpi: z.string(),
  /** Of the KPI's definition (R14). */
  version: z.int(),
  scope: z.string(),
  channel: z.string().optional(),
  direction: z.string().optional(),
  queue: z.string().optional(),
  /** Which part of a breakdown: `agent:ann`, `day:2026-03-02`. */
  by: z.string().optional(),
  period: z.string(),
  from: z.int(),
  to: z.int(),
  zone: z.string(),
  /** The schedules whose open hours it counts in. */
  calendar: z.string().optional(),
  /** Of what is so at an instant: which. */
  asOf: z.int().optional(),
  n: z.int(),
  numerator: z.number(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
  /** What the clock said when it was computed: deadlines, what went on. */
  at: z.int(),
  /** When the organisation's description was last changed; 0: never described. */
  org: z.int(),
  /** Position of the log: everything up to there, and nothing after it. */
  log: z.int(),
  /** Version of the fold (server/fold/version.ts). */
  fold: z.int(),
});

export type Passport = z.infer<typeof passport>;

const PREFIX = "deskpulse:1";
const INSTANTS: ReadonlySet<string> = new Set(["from", "to", "asOf", "at"]);
const NOTHING = "-";

/** Only what survives mails and shells; ids may hold anything. */
const encode = (text: string): string =>
  encodeURIComponent(text.toWellFormed())
    .replace(/%(3A|2F|40|2B|2C)/g, (code) => decodeURIComponent(code))
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function wordOf(name: string, value: string | number | null): string {
  if (value === null) return `${name}=${NOTHING}`;
  if (INSTANTS.has(name)) return `${name}=${new Date(value).toISOString()}`;
  return `${name}=${encode(String(value))}`;
}

/** One line; equal passports are equal lines. */
export function printPassport(one: Passport): string {
  const words = [PREFIX, `${encode(one.kpi)}@${one.version}`];
  for (const name of passport.keyof().options) {
    const value = one[name];
    if (name !== "kpi" && name !== "version" && value !== undefined)
      words.push(wordOf(name, value));
  }
  const text = words.join(" ");
  return `${text} check=${crc32(text)}`;
}

const TEXTS: ReadonlySet<string> = new Set([
  ..."kpi scope channel direction queue by period zone calendar".split(" "),
]);

function fieldOf(name: string, text: string): string | number | null {
  if (TEXTS.has(name)) return decode(text);
  if (text === NOTHING) return null;
  return INSTANTS.has(name) ? instantOf(text) : Number(text);
}

/** Reads one from anything pasted: quoted mails, broken lines. Says what is wrong with it. */
export function parsePassport(pasted: string): Result<Passport, string> {
  const words = pasted.split(/\s+/).filter((word) => word !== "" && !/^>+$/.test(word));
  const start = words.findIndex((word) => word.startsWith("deskpulse:"));
  if (start === -1) return fail("a passport begins with deskpulse:1 and ends with check=…");
  if (words[start] !== PREFIX) return fail(`${words[start]} is a passport of a newer Deskpulse`);
  const end = words.findIndex((word, at) => at > start && word.startsWith("check="));
  if (end === -1) return fail("the passport is not whole: its end, check=…, is missing");
  const text = words.slice(start, end).join(" ");
  if (words[end] !== `check=${crc32(text)}`) {
    return fail(
      "the passport was changed or mistyped on its way: its check does not fit. Copy it again",
    );
  }
  const [, kpi = "", version = ""] = /^(.*)@(\d+)$/.exec(words[start + 1] ?? "") ?? [];
  const fields: Record<string, unknown> = { kpi: decode(kpi), version: Number(version) };
  for (const word of words.slice(start + 2, end)) {
    const [name = "", value = ""] = word.split(/=(.*)/s);
    fields[name] = fieldOf(name, value);
  }
  const parsed = passport.safeParse(fields);
  return parsed.success ? ok(parsed.data) : fail("the passport lacks something this version needs");
}
