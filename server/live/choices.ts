/** What a board can be narrowed to: the channels, queues and agents that something was credited to (SCR-6). */
import { isStateMeasure } from "../../shared/kpi/measure.ts";
import type { Period } from "../../shared/time/interval.ts";
import type { HeaderItem } from "../../shared/wire/board.ts";
import type { Ledger } from "../figures/ledger.ts";
import { eachCell, load } from "../figures/read.ts";
import { admits, isUnmapped, nameOf } from "../figures/scope.ts";
import type { Sees } from "../figures/sees.ts";
import { type BoardSpec, kpisOf } from "./boards.ts";

/** A list to choose from that is longer than this is no help. */
const CHOICES_MAX = 100;

interface Whose {
  readonly period: Period;
  readonly team: string | null;
  readonly sees: Sees;
}

/** Of the whole team, whatever the board is narrowed to: one must be able to choose again. */
export async function choicesOf(
  ledger: Ledger,
  spec: BoardSpec,
  { period, team, sees }: Whose,
): Promise<HeaderItem["choices"]> {
  const kpis = kpisOf(spec);
  const loaded = await load(ledger, kpis, period);
  const admit = admits(team === null ? {} : { team }, undefined);
  const [channels, queues, agents] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const measure of new Set(kpis.flatMap(({ measures }) => measures))) {
    if (isStateMeasure(measure)) continue;
    eachCell(loaded, measure, (_values, dims) => {
      if (!admit(dims)) return;
      if (dims.channel !== null) channels.add(dims.channel);
      if (dims.queue !== null) queues.add(dims.queue);
      if (dims.agent !== null && !isUnmapped(dims.agent) && sees.persons(dims.agent))
        agents.add(dims.agent);
    });
  }
  const { queues: described } = ledger.document();
  const named = (ids: ReadonlySet<string>, name: (id: string) => string | null) =>
    [...ids]
      .sort()
      .slice(0, CHOICES_MAX)
      .map((id) => ({ id, name: name(id) }));
  return {
    channels: [...channels].sort(),
    queues: named(queues, (id) => nameOf(described, id)),
    agents: named(agents, (id) => ledger.nameOf(id)),
  };
}
