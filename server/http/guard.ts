/** Asks `can()` for a request, and tells who may not (SEC-7): one way for every route. */
import type { Response } from "express";
import type { Looked, LookedKind } from "../accounts/looked.ts";
import {
  can,
  type House,
  type No,
  type Resource,
  type Subject,
  type Yes,
} from "../accounts/roles.ts";
import { isUnmapped, type Scope } from "../figures/scope.ts";
import type { Sees } from "../figures/sees.ts";
import { refuse } from "./allowed.ts";
import { subjectOf } from "./session-middleware.ts";

export interface Granted {
  readonly yes: Yes;
  /** What of figures it covers. */
  readonly sees: Sees;
  /** Notes that persons were opened, before they are shown (PRIV-13). */
  readonly opened: (agents: readonly string[], kind: LookedKind) => Promise<void>;
}

export interface Guard {
  /** Null: no, and the caller has been told. */
  allow(response: Response, resource: Resource): Promise<Granted | null>;
  /** Without an answer: for what is decided after something was looked up, and for sockets. */
  ask(subject: Subject, resource: Resource): Promise<Granted | No>;
}

export interface GuardDeps {
  readonly house: House;
  /** The group threshold in force (PRIV-5). */
  readonly group: () => Promise<number>;
  readonly looked: Pick<Looked, "opened">;
}

export function createGuard({ house, group, looked }: GuardDeps): Guard {
  const personsOf = (subject: Subject, { persons, team }: Yes): Sees["persons"] => {
    if (subject.kind !== "user" || persons === "nobody") return () => false;
    if (persons === "self") return (agent) => agent === subject.agent;
    return (agent) => team !== null && (isUnmapped(agent) || house.isMember(agent, team));
  };
  const ask: Guard["ask"] = async (subject, resource) => {
    const yes = can(subject, resource, house);
    if (!yes.ok) return yes;
    const sees = { persons: personsOf(subject, yes), group: yes.group ? await group() : null };
    const opened: Granted["opened"] = (agents, kind) =>
      looked.opened(subject, agents, kind, yes.team ?? undefined);
    return { yes, sees, opened };
  };
  return {
    ask,
    async allow(response, resource) {
      const granted = await ask(subjectOf(response), resource);
      if ("yes" in granted) return granted;
      refuse(response, granted.because);
      return null;
    },
  };
}

/** A question about a person covers only what the team was credited with (PRIV-4). */
export function narrow<Asked extends { readonly scope: Scope }>(
  question: Asked,
  { team }: Yes,
): Asked {
  const { scope } = question;
  if (team === null || scope.filter.team === team) return question;
  return { ...question, scope: { ...scope, filter: { ...scope.filter, team } } };
}

/** What lies behind this door is for whoever may have this resource, whole. */
export const onlyFor =
  (guard: Guard, resource: Resource) =>
  async (_request: unknown, response: Response, next: () => void): Promise<void> => {
    if ((await guard.allow(response, resource)) !== null) next();
  };
