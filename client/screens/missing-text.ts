/** What a number misses, as a sentence: between when and when, and of which source (UX-16). Pure. */
import type { Format } from "../../shared/text/format.ts";
import type { LostStretch } from "../../shared/wire/http.ts";
import { sinceTime } from "./silence.ts";

export interface Missing {
  readonly key: "incomplete" | "incomplete.running";
  readonly values: { readonly source: string; readonly from: string; readonly to: string };
}

/** Times with their weekday where they are not of the day of `now` (ms since 1970; null: not known). */
export function missingText(
  { source, name, from, to }: LostStretch,
  format: Format,
  { now, zone }: { readonly now: number | null; readonly zone: string },
): Missing {
  const time = (at: string) => sinceTime(format, Date.parse(at), now, zone);
  return {
    key: to === null ? "incomplete.running" : "incomplete",
    values: { source: name ?? source, from: time(from), to: to === null ? "" : time(to) },
  };
}
