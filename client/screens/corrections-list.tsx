/** What late news did to the figures of today: a quiet list, the newest first. */
import { type Format, NOTHING } from "../../shared/text/format.ts";
import { kpiName } from "../../shared/text/words.ts";
import type { CorrectionItem } from "../../shared/wire/board.ts";
import { causeText } from "./corrections-text.ts";
import { useTongue } from "./language.ts";
import { shownValue } from "./tile-text.ts";

interface CorrectionsProps {
  readonly corrections: readonly CorrectionItem[];
  readonly zone: string;
}

/** A side of a correction: a score of too few is not told here either (UX-9). */
const side = (one: CorrectionItem, value: number | null, n: number, format: Format): string =>
  format.value(shownValue({ kpi: one.kpi, nMin: one.nMin, value, n }), one.unit, one.kpi);

/** Both sides; where rounding hides the change, with one more digit. */
function sidesOf(one: CorrectionItem, format: Format): readonly [string, string] {
  const sides = [
    side(one, one.before, one.nBefore, format),
    side(one, one.after, one.n, format),
  ] as const;
  const { before, after, unit } = one;
  if (sides[0] !== sides[1] || sides[0] === NOTHING || before === null || after === null)
    return sides;
  if (unit === "%") return [format.percent(before, 1), format.percent(after, 1)];
  if (unit === "s") return [`${format.number(before, 1)} s`, `${format.number(after, 1)} s`];
  return [format.number(before, 2), format.number(after, 2)];
}

/** What is too few to tell on both sides says nothing, and what nobody can see did not change. */
function isTold(one: CorrectionItem, format: Format): boolean {
  const [before, after] = sidesOf(one, format);
  return before !== after;
}

export function CorrectionsList({ corrections: all, zone }: CorrectionsProps) {
  const { words, format } = useTongue();
  const corrections = all.filter((one) => isTold(one, format));
  return (
    <section class="panel corrections" aria-label={words("corrections.caption")}>
      <header class="panel-head">
        <h2>{words("corrections.caption")}</h2>
      </header>
      {corrections.length === 0 && <p class="panel-empty">{words("corrections.none")}</p>}
      <ol>
        {corrections.map((one, place) => {
          const [before, after] = sidesOf(one, format);
          return (
            <li key={place}>
              <span class="corrections-time">{format.time(one.at, zone)}</span>
              <span class="corrections-kpi" title={kpiName(words, one.kpi, "long")}>
                {kpiName(words, one.kpi, "label")}
              </span>
              <span class="corrections-values">
                {before}
                <span aria-hidden="true"> → </span>
                <strong>{after}</strong>
              </span>
              <span class="corrections-cause">{causeText(one, words, format)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
