/** Passed on (KPIS.md 6.2): per handled leg, and per contact beside it [G7][A1]. */
import { share } from "./builders.ts";

const family = { version: 1, better: "lower", nMin: 10, perAgent: true } as const;

export const transferPerLeg = share("transfer.rate_per_leg", "leg.transferred", family);
export const transferPerContact = share("transfer.rate_per_contact", "contact.transferred", family);
