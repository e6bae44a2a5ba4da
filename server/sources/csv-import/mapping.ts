/**
 * The mapping file: which column of a foreign CSV says what. JSON; the format is explained in
 * fixtures/sources/csv-import/README.md. Without `columns`, headings named like our fields count.
 */
import { z } from "zod";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { FIELDS, kindOf, type Profile, REQUIRED } from "./fields.ts";
import { DATE_FORMATS } from "./local-time.ts";
import { activities } from "./meaning.ts";

export const DURATION_UNITS = ["s", "ms", "min", "hh:mm:ss", "mm:ss"] as const;

const heading = z.string().min(1).max(200);
const values = z.record(z.string(), z.string().max(200));
const dates = z.enum(DATE_FORMATS);

/** Where one field comes from: a column, a date beside a time, or the same value in every row. */
const place = z.union([
  heading.transform((column) => ({ column })),
  z.strictObject({
    column: heading,
    values: values.optional(),
    unit: z.enum(DURATION_UNITS).optional(),
    dates: dates.optional(),
  }),
  z.strictObject({ date: heading, time: heading, dates: dates.optional() }),
  z.strictObject({ value: z.union([z.string().min(1).max(200), z.int()]) }),
]);

export type Place = z.output<typeof place>;

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const mappingFile = z
  .strictObject({
    /** For people: what the file is, where it comes from. */
    about: z.union([z.string(), z.array(z.string())]).optional(),
    profile: z.enum(["calls", "surveys", "tickets", "activities", "memberships"]),
    delimiter: z.enum([",", ";", "\t"]).optional(),
    zone: z
      .string()
      .refine(isZone, { error: "must be an IANA time zone such as Europe/Amsterdam" })
      .optional(),
    dates: dates.default("iso"),
    decimals: z.enum([".", ","]).default("."),
    /** Cells that mean nothing is known, besides the empty one. */
    blank: z.array(z.string().max(40)).max(20).default([]),
    columns: z.record(z.string(), place).optional(),
    /** What each activity of an event log means. */
    activities: activities.optional(),
  })
  .superRefine(({ profile, columns, activities }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: ["columns", field], message });
    if ((profile === "activities") !== (activities !== undefined)) {
      const message = "says what each activity means, in the profile activities and only there";
      context.addIssue({ code: "custom", path: ["activities"], message });
    }
    if (columns === undefined) return;
    for (const field of Object.keys(columns)) {
      if (kindOf(profile, field) === undefined) {
        refuse(field, `is no field of ${profile}; averages and rates are never imported (R4)`);
      }
    }
    for (const field of REQUIRED[profile]) {
      if (columns[field] === undefined) refuse(field, `is required by the profile ${profile}`);
    }
  });

export type Mapping = Omit<z.output<typeof mappingFile>, "columns"> & {
  readonly columns: Readonly<Record<string, Place>>;
  /** The file names no columns: headings named like our fields count, as far as they are there. */
  readonly isByName: boolean;
};

/** Headings named exactly like the profile's fields. */
const byName = (profile: Profile): Record<string, Place> =>
  Object.fromEntries(Object.keys(FIELDS[profile]).map((field) => [field, { column: field }]));

/** Reads a mapping file's JSON, or says what is wrong with it and where. */
export function readMapping(input: unknown): Result<Mapping, string> {
  const parsed = mappingFile.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fail(`the mapping: ${issue?.path.join(".") ?? ""} ${issue?.message ?? "is not valid"}`);
  }
  const { columns, ...rest } = parsed.data;
  return ok({
    ...rest,
    columns: columns ?? byName(rest.profile),
    isByName: columns === undefined,
  });
}
