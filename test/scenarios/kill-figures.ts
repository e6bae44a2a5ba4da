/** Every figure of a period, from a server and from an undisturbed run in memory, comparable. */
import { submitAll } from "../../server/commands/submit.ts";
import { type Core, openCore, setOrganisation } from "../../server/core.ts";
import { questionOf } from "../../server/figures/ask.ts";
import { figures } from "../../server/figures/figure.ts";
import { EVERYTHING, type Sees } from "../../server/figures/sees.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import type { OrgInput } from "../../shared/org/org.ts";
import { systemClock } from "../../shared/time/clock.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import type { SignedIn } from "../support/sign-in.ts";

export type Asking = Readonly<
  Record<"kpi" | "period" | "asOf", string> & { by?: string; scope?: string }
>;

/** All KPIs, broken down in every way, over `[from, to)` as it was at its end. */
export function everyQuestion(from: number, to: number): Asking[] {
  const asOf = new Date(to).toISOString();
  const kpi = catalog.map((one) => one.id).join(",");
  const whole = { kpi, period: `${new Date(from).toISOString()}/${asOf}`, asOf };
  return [whole, ...["agent", "team", "channel", "day"].map((by) => ({ ...whole, by }))];
}

type Comparable = Omit<FigureJson, "position">;

/** The log position differs between runs; everything else must not. */
const comparable = (all: readonly FigureJson[]): Comparable[] =>
  all.map(({ position: _position, ...figure }) => figure);

/** As `who` may see it. */
export async function askServer(
  who: Pick<SignedIn, "ask">,
  question: Asking,
): Promise<Comparable[]> {
  const response = await who.ask("GET", `/figures?${new URLSearchParams(question)}`);
  const body = (await response.json()) as FigureJson[];
  if (!response.ok) throw new Error(JSON.stringify(body));
  return comparable(body);
}

/** Asks an engine in this process: everything, or what `sees` leaves of it. */
export const askingOf =
  ({ tail, clock }: Core) =>
  async (asking: Asking, sees: Sees = EVERYTHING): Promise<Comparable[]> => {
    const question = questionOf(asking, tail.document().organisation.zone, clock.now());
    if (!question.ok) throw new Error(question.problem);
    return comparable(await figures(tail, { ...question.value, sees }));
  };

/** The same events, each once, in one go, in memory. */
export async function coreOf(events: readonly CloudEvent[], org: OrgInput): Promise<Core> {
  const core = await openCore({ store: new MemoryStore(), clock: systemClock });
  await setOrganisation(core, org);
  await submitAll(core, events, { accepted: 0, duplicates: 0, rejected: [] });
  return core;
}
