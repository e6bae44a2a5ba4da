/** Targets as they are typed ⇄ as they are kept; and what is missing beside them (UX-29). Pure. */
import type { Unit } from "../../shared/kpi/kpi.ts";
import { clockDuration } from "../../shared/text/format.ts";
import type { TargetsBody } from "../../shared/wire/organisation.ts";

export type Target = TargetsBody["targets"][number];

/** One row of the form: everything as text, until it is right. */
export interface TargetDraft {
  readonly kpi: string;
  readonly value: string;
  readonly limit: string;
  /** `2026-12-01`; empty: from the beginning. */
  readonly from: string;
  readonly channel: Target["channel"] | "";
}

/** Seconds as `5:00`, everything else as a number. */
export const typed = (value: number | undefined, unit: Unit): string => {
  if (value === undefined) return "";
  return unit === "s" ? clockDuration(value) : String(value);
};

/** `5:00`, `1:05:00` or seconds; a comma is a decimal point. Null: it is no such number. */
export function numberIn(text: string, unit: Unit): number | null {
  const plain = text.trim().replace(",", ".").replace("−", "-").replace(/\s*%$/, "");
  if (unit === "s" && /^\d+(:[0-5]?\d){1,2}$/.test(plain)) {
    return plain.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  }
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

export const draftOf = ({ kpi, value, limit, from, channel }: Target, unit: Unit): TargetDraft => ({
  kpi,
  value: typed(value, unit),
  limit: typed(limit, unit),
  from: from?.slice(0, 10) ?? "",
  channel: channel ?? "",
});

export type TargetProblem = "value" | "limit" | "side";

/** On which side of the value the limit lies: where it is worse. */
const isWorse = (limit: number, value: number, better: "higher" | "lower" | "neutral") =>
  better === "higher" ? limit <= value : better === "lower" ? limit >= value : true;

/** What is wrong with a row; null: nothing. */
export function problemIn(
  draft: TargetDraft,
  { unit, better }: { readonly unit: Unit; readonly better: "higher" | "lower" | "neutral" },
): TargetProblem | null {
  const value = numberIn(draft.value, unit);
  if (value === null) return "value";
  if (draft.limit.trim() === "") return null;
  const limit = numberIn(draft.limit, unit);
  if (limit === null) return "limit";
  return isWorse(limit, value, better) ? null : "side";
}

/** Null: a row is not right yet. */
export function targetOf(draft: TargetDraft, unit: Unit): Target | null {
  const value = numberIn(draft.value, unit);
  const limit = draft.limit.trim() === "" ? undefined : numberIn(draft.limit, unit);
  if (value === null || limit === null) return null;
  return {
    kpi: draft.kpi,
    value,
    ...(limit === undefined ? {} : { limit }),
    ...(draft.from === "" ? {} : { from: draft.from }),
    ...(draft.channel === "" || draft.channel === undefined ? {} : { channel: draft.channel }),
  };
}

const QUALITY: readonly string[] = ["csat.score", "reopen.rate"];

/** Handle time has a target only beside one for CSAT or the reopen rate. */
export const lacksCompanion = (drafts: readonly Pick<TargetDraft, "kpi">[]): boolean =>
  drafts.some(({ kpi }) => kpi.startsWith("aht.")) &&
  !drafts.some(({ kpi }) => QUALITY.includes(kpi));
