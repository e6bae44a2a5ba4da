/** Every figure of a period, from a server and from an undisturbed run in memory, comparable. */
import { submitAll } from "../../server/commands/submit.ts";
import { openCore, setOrganisation } from "../../server/core.ts";
import { questionOf } from "../../server/figures/ask.ts";
import { figures } from "../../server/figures/figure.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import type { OrgInput } from "../../shared/org/org.ts";
import { systemClock } from "../../shared/time/clock.ts";
import type { FigureJson } from "../../shared/wire/http.ts";

export type Asking = Readonly<Record<"kpi" | "period" | "asOf", string> & { by?: string }>;

/** All KPIs, broken down in every way, over `[from, to)` as it was at its end. */
export function everyQuestion(from: number, to: number): Asking[] {
  const asOf = new Date(to).toISOString();
  const kpi = catalog.map((one) => one.id).join(",");
  const whole = { kpi, period: `${new Date(from).toISOString()}/${asOf}`, asOf };
  return [whole, ...["agent", "team", "channel", "day"].map((by) => ({ ...whole, by }))];
}

/** The log position differs between runs; everything else must not. */
const comparable = (all: readonly FigureJson[]) =>
  all.map(({ position: _position, ...figure }) => figure);

export async function askServer(url: string, question: Asking): Promise<unknown> {
  const response = await fetch(`${url}/api/v1/figures?${new URLSearchParams(question)}`);
  const body = (await response.json()) as FigureJson[];
  if (!response.ok) throw new Error(JSON.stringify(body));
  return comparable(body);
}

/** The same events, each once, in one go, in memory. */
export async function coreOf(
  events: readonly CloudEvent[],
  org: OrgInput,
): Promise<(question: Asking) => Promise<unknown>> {
  const core = await openCore({ store: new MemoryStore(), clock: systemClock });
  await setOrganisation(core, org);
  await submitAll(core, events, { accepted: 0, duplicates: 0, rejected: [] });
  const { zone } = core.tail.document().organisation;
  return async (asking) => {
    const question = questionOf(asking, zone, systemClock.now());
    if (!question.ok) throw new Error(question.problem);
    return comparable(await figures(core.tail, question.value));
  };
}
