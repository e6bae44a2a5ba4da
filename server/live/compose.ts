/** One board, computed: all its items from one consistent state of the cells. */
import type { EventOf } from "../../shared/events/event.ts";
import { MINUTE_MS, type Period } from "../../shared/time/interval.ts";
import type { BoardItem, HeaderItem } from "../../shared/wire/board.ts";
import type { View } from "../../shared/wire/protocol.ts";
import { type Corrected, type Corrigible, corrected } from "../figures/corrections.ts";
import type { Feed } from "../figures/feeds.ts";
import { load } from "../figures/read.ts";
import type { Filter } from "../figures/scope.ts";
import { nameOf } from "../figures/scope.ts";
import type { Sees } from "../figures/sees.ts";
import type { Directory } from "../fold/directory.ts";
import type { SourceAge } from "../tail/sources.ts";
import { boardOf, kpisOf } from "./boards.ts";
import { choicesOf } from "./choices.ts";
import { closedAt } from "./closed.ts";
import { type Frame, frameOf, stepMsOf, stepsOf, weeksBefore } from "./frame.ts";
import { agentItems, chartItem, correctionItems, sourceItems, tileItem } from "./items.ts";
import type { Moment } from "./moment.ts";
import type { Statuses } from "./status.ts";
import { type Usual, usualOf } from "./usual.ts";
import { waitingItem } from "./waiting.ts";

/** What boards read beside figures: who is there, and how old each source is. */
export interface Desk extends Corrigible {
  version(): number;
  /** False: figures stand still, and no screen may take them for current. */
  isFolding(): boolean;
  directory(): Directory;
  sources(): readonly SourceAge[];
  agentStates(): readonly EventOf<"agent.state_changed">[];
}

/** What changes slowly, remembered between two computations of one board. */
export interface Memory {
  minute: number;
  usual: Map<string, Usual>;
  lastWeek: Map<string, (number | null)[]>;
  corrections?: readonly Corrected[];
  choices?: HeaderItem["choices"];
}

const NO_CHOICES: HeaderItem["choices"] = { channels: [], queues: [], agents: [] };

/** Corrections on a board: the newest. */
export const CORRECTIONS_MAX = 8;

export interface Composing {
  readonly desk: Desk;
  readonly statuses: Statuses;
  readonly demo: boolean;
  /** What is open at an instant, found once for all boards of a tick. */
  readonly momentAt: (now: number) => Moment;
  /** What each source delivers, and which silence is usual for it now. */
  readonly feeds: () => ReadonlyMap<string, Feed>;
}

function headerOf(
  frame: Frame,
  view: View,
  demo: boolean,
  choices: HeaderItem["choices"],
): HeaderItem {
  const { org, team, period } = frame;
  const teams = org.teams.map(({ id, name }) => ({ id, name: name ?? null }));
  const { label, from, to } = period;
  return {
    kind: "header",
    id: "header",
    organisation: org.organisation.name,
    team: team === null ? null : { id: team, name: nameOf(org.teams, team) },
    teams: view.screen === "team" ? teams : [],
    period: { label, from, to, zone: org.organisation.zone },
    demo,
    ...closedAt(frame),
    choices,
  };
}

/** Which board. */
interface Asked {
  readonly key: string;
  readonly view: View;
  readonly period: Period;
  readonly filter: Filter;
  readonly team: string | null;
  readonly sees: Sees;
}

/** The stretch a chart compares with: the same day, week or window one week earlier. */
async function rememberSlow(
  desk: Desk,
  { view, filter, team, period, sees }: Asked,
  now: number,
  memory: Memory,
): Promise<void> {
  const minute = Math.floor(now / MINUTE_MS);
  if (memory.minute === minute) return;
  const spec = boardOf(view);
  const { zone } = desk.document().organisation;
  const shown = spec.tiles.map(({ kpi }) => kpi);
  memory.usual = await usualOf(desk, shown, { filter, period, group: sees.group }, now);
  const before = weeksBefore(period, 1, zone);
  const loaded = await load(desk, spec.charts, before, true);
  const stepMs = stepMsOf(period);
  const span = { from: before.from, to: before.to, stepMs, group: sees.group };
  memory.lastWeek = new Map(
    period.rolling ? [] : spec.charts.map((kpi) => [kpi.id, stepsOf(loaded, kpi, filter, span)]),
  );
  // Corrections are told of whole days: what is left of the last hour changes by itself.
  memory.corrections =
    period.rolling || spec.corrections.length === 0
      ? []
      : await corrected(desk, spec.corrections, filter, period, CORRECTIONS_MAX);
  memory.choices = spec.waiting ? await choicesOf(desk, spec, { period, team, sees }) : NO_CHOICES;
  memory.minute = minute;
}

/** A board's items, and the state of the cells they were computed from. */
export interface Composed {
  readonly items: Map<string, BoardItem>;
  readonly version: number;
  readonly position: number;
}

export async function compose(
  board: Asked,
  now: number,
  memory: Memory,
  { desk, statuses, demo, momentAt, feeds: heard }: Composing,
): Promise<Composed> {
  const { key, view, period, filter, team, sees } = board;
  const spec = boardOf(view);
  await rememberSlow(desk, board, now, memory);
  const loaded = await load(desk, kpisOf(spec), period, true);
  const [version, position] = [desk.version(), desk.position()]; // from here on nothing is awaited
  const frame = frameOf(desk, loaded, {
    filter,
    team,
    period,
    sees,
    moment: momentAt(now),
  });
  const feeds = heard();
  const items: BoardItem[] = [headerOf(frame, view, demo, memory.choices ?? NO_CHOICES)];
  for (const tile of spec.tiles) {
    items.push(
      tileItem(tile, frame, memory.usual, feeds, (kpi, status) =>
        statuses.settle(`${key} ${kpi}`, status, now),
      ),
    );
  }
  if (spec.columns.length > 0 && sees.group === null) {
    items.push(...agentItems(spec, frame));
  }
  for (const kpi of spec.charts)
    items.push(chartItem(kpi, frame, memory.lastWeek.get(kpi.id) ?? []));
  if (spec.waiting) items.push(waitingItem(frame));
  items.push(...correctionItems(spec.corrections, memory.corrections ?? [], frame));
  items.push(...sourceItems(desk.sources(), feeds, frame));
  return { items: new Map(items.map((item) => [item.id, item])), version, position };
}
