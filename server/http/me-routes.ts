/** `GET /api/v1/me`: an agent's own numbers, made anew every five minutes (SCR-11, UX-28). */
import { type Response, Router } from "express";
import type { Me } from "../../shared/wire/me.ts";
import type { Ledger } from "../figures/ledger.ts";
import { meOf } from "../figures/me.ts";
import { refuse } from "./allowed.ts";
import type { Guard } from "./guard.ts";
import { subjectOf } from "./session-middleware.ts";

export interface MeRoutes {
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly guard: Guard;
  /** The group threshold in force (PRIV-5). */
  readonly group: () => Promise<number>;
}

interface Made {
  readonly key: string;
  readonly nextAt: number;
  readonly me: Promise<Me>;
}

/** So many people's pages are remembered; with more the oldest is made anew. */
const MADE_MAX = 2_000;

/** The same page until its time is over, however often it is asked for: it is not a live figure. */
function remembering({ ledger, now, group }: MeRoutes): (agent: string) => Promise<Me> {
  const made = new Map<string, Made>();
  return async (agent) => {
    const at = now();
    // Whatever changes what may be seen makes it another page.
    const key = [await group(), ledger.directory().primaryTeam(agent, at)].join("|");
    const known = made.get(agent);
    if (known?.key === key && at < known.nextAt) return known.me;
    const me = meOf(ledger, { agent, now: at, group: await group() });
    made.delete(agent);
    if (made.size >= MADE_MAX) made.delete([...made.keys()][0] ?? "");
    const { nextAt } = await me;
    made.set(agent, { key, nextAt: Date.parse(nextAt), me });
    return me;
  };
}

export function meRoutes(deps: MeRoutes): Router {
  const pageOf = remembering(deps);
  const answer = async (response: Response) => {
    const subject = subjectOf(response);
    const agent = subject.kind === "user" ? subject.agent : null;
    if (agent === null) {
      return refuse(response, subject.kind === "nobody" ? "signed_out" : "forbidden");
    }
    const granted = await deps.guard.allow(response, { kind: "figures", of: { agent }, by: null });
    if (granted !== null) response.json(await pageOf(agent));
  };
  return Router().get("/me", (_request, response) => answer(response));
}
