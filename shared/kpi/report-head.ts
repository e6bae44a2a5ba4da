/** The five figures at the head of every report: on its screen, its spreadsheet and its page of paper (EXP-7). */
import type { KpiId } from "./catalog.ts";

export const HEAD: readonly KpiId[] = ["csat.score", "nps.score", "frt.p50", "aht.mean", "sl.E"];

export const isHead = (id: string): boolean => (HEAD as readonly string[]).includes(id);
