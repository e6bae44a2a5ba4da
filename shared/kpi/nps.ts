/** Net Promoter Score (KPIS.md 3). */
import { netPromoters } from "./kpi.ts";

/** Transactional NPS: asked after a contact, credited like CSAT [N1][N2]. */
export const npsScore = netPromoters("nps.score", "nps.raw", {
  version: 1,
  better: "higher",
  nMin: 10,
  perAgent: true,
});
