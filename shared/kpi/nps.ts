/** Net Promoter Score and how sure it is (KPIS.md 3). */
import { adjustedWald, npsMargin as margin, npsStandardError } from "./confidence.ts";
import type { Answer, Family, Kpi, Read } from "./kpi.ts";
import type { Measure } from "./measure.ts";
import { count } from "./multiset.ts";

const family = { version: 1, better: "higher", nMin: 10, perAgent: true } as const;
const error: Family = { ...family, better: "neutral", nMin: 1 };

/** Promoters (9–10), passives and detractors (0–6) of a question, as a figure in points. */
function netPromoters<Id extends string>(
  id: Id,
  measure: Measure,
  own: Family,
  pointsOf: (promoters: number, detractors: number, n: number) => number | null,
): Kpi<Id> {
  const answer = (read: Read): Answer => {
    const scores = read(measure, own.only);
    const n = count(scores);
    const promoters = count(scores, 9, 10);
    const detractors = count(scores, 0, 6);
    return {
      value: n === 0 ? null : pointsOf(promoters, detractors, n),
      n,
      numerator: promoters - detractors,
      denominator: n,
      interval: adjustedWald(promoters, detractors, n),
      parts: { promoters, passives: n - promoters - detractors, detractors },
    };
  };
  return { ...own, id, unit: "points", measures: [measure], answer };
}

const score = (promoters: number, detractors: number, n: number): number =>
  (100 * (promoters - detractors)) / n;

/** Transactional NPS: asked after a contact, credited like CSAT [N1][N2]. */
export const npsScore = netPromoters("nps.score", "nps.raw", family, score);

/** Standard error of the same, and its 95 % margin; 0 when all answers agree [N2]. */
export const npsError = netPromoters("nps.se", "nps.raw", error, npsStandardError);
export const npsMargin = netPromoters("nps.moe95", "nps.raw", error, margin);

/** The same score, asked for its adjusted-Wald 95 % interval [N1]. */
export const npsRange = netPromoters("nps.adjusted_wald95", "nps.raw", error, score);

/** Relationship NPS: about the company, no agent's own. */
export const npsRelationship = netPromoters(
  "nps.relationship.score",
  "nps.relationship.raw",
  { ...family, perAgent: false },
  score,
);
