/**
 * The mapping of a survey tool: where in its body each of our fields stands, and how its calls are proved. JSON,
 * kept as the settings of the source's connection; README.md has examples.
 */
import { z } from "zod";
import { pathOf, type Step } from "./paths.ts";

const path = z
  .string()
  .min(1)
  .max(400)
  .transform((text, context): readonly Step[] => {
    const steps = pathOf(text);
    if (steps !== null) return steps;
    context.addIssue({ code: "custom", message: "is no path such as data.answers[0].score" });
    return z.NEVER;
  });

const plain = z.union([z.string().min(1).max(200), z.int()]);

/** A path, a path whose values have other names here, or the same value always. */
const place = z.union([
  path.transform((from) => ({ from, values: null })),
  z
    .strictObject({ path, values: z.record(z.string(), plain).optional() })
    .transform(({ path: from, values }) => ({ from, values: values ?? null })),
  z.strictObject({ value: plain }),
]);

export type Place = z.output<typeof place>;

const scale = z
  .strictObject({ min: z.int(), max: z.int() })
  .refine(({ min, max }) => min < max, { path: ["max"], error: "must be greater than min" });

const header = z
  .string()
  .regex(/^[A-Za-z][\w-]{0,60}$/)
  .transform((name) => name.toLowerCase());

/**
 * `key`: in a header. `address`: `?key=` in the address, where nothing else can be set. `hmac`: the tool signs
 * the body; with `timestamp`, `{time}.{body}` of that header's time.
 */
const proof = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("key") }),
  z.strictObject({ kind: z.literal("address") }),
  z.strictObject({
    kind: z.literal("hmac"),
    header,
    algorithm: z.enum(["sha1", "sha256", "sha512"]).default("sha256"),
    encoding: z.enum(["hex", "base64"]).default("hex"),
    prefix: z.string().max(20).default(""),
    timestamp: header.optional(),
  }),
]);

export type SurveyProof = z.output<typeof proof>;

export const surveyMapping = z
  .strictObject({
    /** For people. */
    about: z.union([z.string(), z.array(z.string())]).optional(),
    proof: proof.default({ kind: "key" }),
    kind: z.union([z.enum(["csat", "nps", "ces"]).transform((value) => ({ value })), place]),
    /** Where the answers are a list. */
    list: path.optional(),
    /** Only bodies, or entries of the list, where this stands; others are put aside. */
    only: z.strictObject({ path, is: z.array(plain).min(1).max(50) }).optional(),
    /** Needed for CSAT and CES; an NPS answer is 0 to 10. */
    scale: scale.optional(),
    purpose: z.enum(["transactional", "relationship"]).optional(),
    fields: z.strictObject({
      surveyId: place,
      time: place,
      score: place,
      sentAt: place.optional(),
      updatedAt: place.optional(),
      contactId: place.optional(),
      agentId: place.optional(),
      teamId: place.optional(),
      customer: place.optional(),
      /** Whether there is a comment; its words are not read. */
      comment: place.optional(),
    }),
  })
  .superRefine(({ kind, scale: own }, context) => {
    const isNps = "value" in kind && kind.value === "nps";
    if (isNps || own !== undefined) return;
    context.addIssue({ code: "custom", path: ["scale"], message: "is needed for CSAT and CES" });
  });

export type SurveyMapping = z.output<typeof surveyMapping>;

/** To begin with. */
export const EXAMPLE = {
  kind: "csat",
  scale: { min: 1, max: 5 },
  fields: { surveyId: "id", time: "answered_at", score: "score", contactId: "ticket" },
};
