/** First contact resolution: the default and other readings, each under its own name (KPIS.md 6.2). */
import { share } from "./builders.ts";

const family = { version: 1, better: "higher", nMin: 10, perAgent: true } as const;

/** No further contact by the same customer within 7 × 24 h, of the matured first contacts [CH2]. */
export const fcr = share("fcr", "fcr.resolved", { ...family, pending: "state.fcr_pending" });

/** Closed once with one teammate [IN1]. */
export const fcrClosedFirst = share("fcr.closed_first", "fcr.closed_first", family);
/** Resolved in the first response [FW2]. */
export const fcrFirstResponse = share("fcr.first_response", "fcr.first_response", family);
/** As the agent, or the customer, said it [ASQ1]. */
export const fcrAgentSays = share("fcr.agent_says", "fcr.agent_says", family);
export const fcrCustomerSays = share("fcr.customer_says", "fcr.customer_says", family);
