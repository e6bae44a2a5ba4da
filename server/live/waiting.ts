/** Who waits now (SCR-7): those in a queue first, each kind the oldest first, and no customer's name. */
import { WAITING_MAX, type WaitingContact, type WaitingItem } from "../../shared/wire/board.ts";
import { contactOf } from "../figures/contacts.ts";
import { admits, nameOf } from "../figures/scope.ts";
import { targetOf } from "../figures/targets.ts";
import type { Frame } from "./frame.ts";
import type { Wait } from "./moment.ts";

/** Which targets say how long one may wait, the one that speaks of waiting first. */
const TARGETS: Record<WaitingContact["kind"], readonly string[]> = {
  queued: ["queue.longest", "asa.mean", "asa.p50"],
  written: ["waiting.oldest", "frt.p50", "frt.mean"],
};

const kindOf = ({ span }: Wait): WaitingContact["kind"] =>
  span.measure === "state.queued" ? "queued" : "written";

/** A contact that waits twice is one wait: in a queue, or else the older one. */
function once(waits: readonly Wait[]): Wait[] {
  const known = new Map<string, Wait>();
  for (const wait of waits) {
    const other = known.get(wait.key);
    if (other === undefined || (kindOf(wait) === "queued" && kindOf(other) === "written"))
      known.set(wait.key, wait);
  }
  return [...known.values()].sort((a, b) => a.span.since - b.span.since);
}

/** So many of each kind that both have their place. */
function shares(queued: number, written: number): readonly [number, number] {
  const half = WAITING_MAX / 2;
  return [
    Math.min(queued, WAITING_MAX - Math.min(written, half)),
    Math.min(written, WAITING_MAX - Math.min(queued, half)),
  ];
}

const NOBODY: WaitingItem = { kind: "waiting", id: "waiting", rows: [], queued: 0, written: 0 };

export function waitingItem(frame: Frame): WaitingItem {
  const all = frame.waits();
  if (all.length === 0) return NOBODY;
  const admit = admits(frame.filter, undefined);
  const waits = once(all.filter(({ span }) => admit(span)));
  const queued = waits.filter((wait) => kindOf(wait) === "queued");
  const written = waits.filter((wait) => kindOf(wait) === "written");
  const [most, least] = shares(queued.length, written.length);
  const shown = [...queued.slice(0, most), ...written.slice(0, least)];
  const limits = {
    queued: limitOf("queued", frame),
    written: limitOf("written", frame),
  };
  return {
    kind: "waiting",
    id: "waiting",
    rows: shown.map((wait) => rowOf(wait, frame, limits[kindOf(wait)])),
    queued: queued.length,
    written: written.length,
  };
}

/** The customer's wait is as long whoever has it: an agent's contacts keep their team's target. */
function limitOf(kind: WaitingContact["kind"], { org, team, now, filter }: Frame): number | null {
  const { agent: _agent, ...slice } = filter;
  const targets = TARGETS[kind].map((id) => targetOf(org, id, team, now, slice));
  return targets.find((target) => target !== null)?.value ?? null;
}

function rowOf(wait: Wait, { org }: Frame, targetSeconds: number | null): WaitingContact {
  const { channel, queue, since } = wait.span;
  return {
    ...contactOf(wait.key),
    channel,
    queue: queue === null ? null : { id: queue, name: nameOf(org.queues, queue) },
    kind: kindOf(wait),
    since,
    targetSeconds,
  };
}
