/** Which facts each piece of the clock entered, and with how many seconds. */
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import type { AgentKind } from "../../../shared/wire/contact-clock.ts";
import type { Dims, Fact } from "../../fold/facts/fact.ts";
import { isFine } from "../../fold/facts/leg.ts";
import { type Piece, second } from "./piece.ts";
import { sweep } from "./sweep.ts";
import type { Told } from "./told.ts";
import { secondsIn, type Window, windowOf } from "./windows.ts";

export interface Entry {
  /** Place of the fact. */
  readonly fact: number;
  /** Null: a share, which the fact tells (KPIS.md 5.2). */
  readonly seconds: number | null;
}

const WHOLE: readonly CellMeasure[] = ["leg.handle", "leg.workload", "contact.handle"];

/** What each part of a handled leg counts for (KPIS.md 5.1). */
const OF_PART: Readonly<Record<AgentKind, readonly CellMeasure[]>> = {
  dial: ["leg.dial", ...WHOLE],
  talk: ["leg.talk", "leg.session", ...WHOLE],
  hold: ["leg.hold", "leg.session", ...WHOLE],
  wrap_up: ["leg.wrap", ...WHOLE],
  consult: [],
  work: ["leg.workload"],
};

/** The facts of one leg, or of one piece of measured work. */
interface OfLeg {
  readonly leg: string;
  readonly isWork: boolean;
  readonly facts: ReadonlyMap<CellMeasure, number>;
}

const isOf = (fact: Fact, at: number, { agent, team, queue }: Dims): boolean =>
  fact.at === at && fact.agent === agent && fact.team === team && fact.queue === queue;

/** Each fact belongs to one leg: of two legs that look alike the first gets the first. */
function factsByLeg({ legs }: Told, facts: readonly Fact[]): OfLeg[] {
  const taken = new Set<number>();
  const take = (measure: CellMeasure, at: number, dims: Dims, value?: number): number => {
    const found = facts.findIndex(
      (fact, index) =>
        fact.measure === measure &&
        isOf(fact, at, dims) &&
        (value === undefined || fact.value === value) &&
        !taken.has(index),
    );
    if (found !== -1) taken.add(found);
    return found;
  };
  const total = facts.findIndex(({ measure }) => measure === "contact.handle");
  const handled = legs.handled.legs.filter(isFine).map(({ leg, parts, at, dims }): OfLeg => {
    const values: [CellMeasure, number | null | undefined][] = [
      ["leg.talk", parts.talk],
      ["leg.hold", parts.hold],
      ["leg.wrap", parts.wrap],
      ["leg.dial", parts.dial],
      ["leg.session", parts.session],
      ["leg.handle", parts.handle],
      ["leg.workload", undefined],
    ];
    const own = new Map<CellMeasure, number>([["contact.handle", total]]);
    for (const [measure, value] of values) {
      if (value !== null) own.set(measure, take(measure, at, dims, value));
    }
    return { leg: leg.id, isWork: false, facts: own };
  });
  const works = legs.works.map(({ id, at, dims }): OfLeg => {
    const fact = take("leg.workload", at, dims);
    return { leg: id, isWork: true, facts: new Map([["leg.workload", fact]]) };
  });
  return [...handled, ...works];
}

function ofAgent(piece: Piece, legs: readonly OfLeg[]): Entry[] {
  const isWork = piece.kind === "work";
  const own = legs.find((one) => one.leg === piece.leg && one.isWork === isWork);
  return OF_PART[piece.kind as AgentKind].flatMap((measure): Entry[] => {
    const fact = own?.facts.get(measure) ?? -1;
    if (fact === -1) return [];
    const seconds = second(piece.to) - second(piece.from);
    if (measure === "leg.workload") return [{ fact, seconds: null }];
    return seconds === 0 ? [] : [{ fact, seconds }];
  });
}

/** The window of each fact that has one. */
interface FactWindow extends Window {
  readonly fact: number;
}

function windowsOf(told: Told, facts: readonly Fact[]): FactWindow[] {
  return facts.flatMap((one, fact): FactWindow[] => {
    const window = windowOf(told, one);
    return window === null ? [] : [{ ...window, fact }];
  });
}

const ofCustomer = (piece: Piece, windows: readonly FactWindow[]): Entry[] =>
  windows.flatMap((window): Entry[] => {
    const seconds = secondsIn(piece, window);
    return seconds === 0 ? [] : [{ fact: window.fact, seconds }];
  });

/** What each piece entered, in the order of the pieces; those of the customer in order of time. `facts`: all that this contact brought. */
export function enteredOf(
  told: Told,
  pieces: readonly Piece[],
  facts: readonly Fact[],
): readonly (readonly Entry[])[] {
  const legs = factsByLeg(told, facts);
  const windowsIn = sweep(windowsOf(told, facts));
  return pieces.map((piece) =>
    piece.lane === "customer"
      ? ofCustomer(piece, windowsIn(second(piece.from), second(piece.to)))
      : ofAgent(piece, legs),
  );
}
