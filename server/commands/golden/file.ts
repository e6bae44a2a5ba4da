/** A golden file as it lies on disk (format golden-kpis/1): what must be there, the rest as it is. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { reasonOf } from "../../../shared/events/reasons.ts";
import { zone } from "../../../shared/org/fields.ts";
import { UsageError } from "../options.ts";

/** Fields differ by kind; `text` is for people and never read. */
const event = z.looseObject({ id: z.string(), at: z.string(), kind: z.string() });

/** An ISO week (or any period of the figures API), a span, or null for what is true at an instant. */
const period = z.union([z.string(), z.looseObject({ from: z.string(), to: z.string() }), z.null()]);

const expected = z.object({
  kpi: z.string(),
  scope: z.string(),
  period: period.default(null),
  as_of: z.string().nullish(),
});

const goldenCase = z.object({
  id: z.string(),
  events: z.array(event),
  expected: z.array(expected),
  as_of: z.string().nullish(),
});

/** The settings of every case; what a file leaves out is as in the published one. */
const conventions = z.object({
  zone: zone.default("Europe/Amsterdam"),
  /** Scale in words, such as `1-5` or `good-bad` → its positive scores. */
  csat_positive: z.record(z.string(), z.array(z.union([z.int(), z.string()]))).default({}),
  /** Team → its opening hours in words. */
  schedules: z.record(z.string(), z.string()).default({}),
  service_level: z
    .object({
      T_seconds: z.int().min(0).default(20),
      short_abandon_seconds: z.int().min(0).default(5),
      T_inclusive: z.boolean().default(true),
    })
    .prefault({}),
  sla_first_response_seconds: z.int().min(1).nullish(),
  skew_tolerance_seconds: z.number().default(120),
  fcr_window_hours: z.number().default(168),
});

const goldenFile = z.object({
  conventions: conventions.prefault({}),
  cases: z.array(goldenCase).min(1),
});

export type GoldenEvent = z.infer<typeof event>;
export type Expected = z.infer<typeof expected>;
export type GoldenCase = z.infer<typeof goldenCase>;
export type Conventions = z.infer<typeof conventions>;
export type GoldenFile = z.infer<typeof goldenFile>;

/** A field as an id or a word: numbers become text; absent, null or anything else is undefined. */
export function word(event: GoldenEvent, field: string): string | undefined {
  const value = event[field];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** The file, checked. Throws UsageError with one sentence that says what is wrong where. */
export function goldenFileOf(text: string, name: string): GoldenFile {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (problem) {
    throw new UsageError(`${name} is not JSON: ${problem instanceof Error ? problem.message : ""}`);
  }
  const parsed = goldenFile.safeParse(json, { error: reasonOf });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join(".") ?? "";
  throw new UsageError(
    `${name} is not a golden file: ${path === "" ? "it" : path} ${issue?.message ?? "is not valid"}`,
  );
}

export async function readGoldenFile(name: string): Promise<GoldenFile> {
  const text = await readFile(name, "utf8").catch(() => {
    throw new UsageError(`there is no file ${name}`);
  });
  return goldenFileOf(text, name);
}
