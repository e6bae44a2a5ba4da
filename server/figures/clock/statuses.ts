/** What a ticket's status says of its customer's time: solved, on hold, gone. */
import type { CustomerKind } from "../../../shared/wire/contact-clock.ts";
import { type Layer, layer, NOBODY } from "./piece.ts";
import type { Told } from "./told.ts";

/** Merged away or deleted, until it was restored. */
export function removed({ events, to }: Told): Layer[] {
  const layers: Layer[] = [];
  let since: number | null = null;
  for (const event of events) {
    if (event.type !== "contact.status_changed") continue;
    const status = event.data.to;
    if (status === "merged" || status === "deleted") since ??= event.at;
    else if (status === "restored" && since !== null) {
      layers.push(layer("removed", since, event.at, { whose: NOBODY }));
      since = null;
    }
  }
  return since === null ? layers : [...layers, layer("removed", since, to, { whose: NOBODY })];
}

const STATUS: Readonly<Record<string, CustomerKind>> = {
  resolved: "solved",
  closed: "solved",
  cancelled: "solved",
  on_hold: "held",
  waiting_customer: "waiting_customer",
};

/** The ticket's status from each change on; a ticket is new until somebody says otherwise. */
export function statusesOf({ contact, from: start, to: end }: Told) {
  const steps: { from: number; to: number; status: string }[] = [];
  let status = "new";
  let since = start;
  for (const event of contact.events) {
    if (event.type !== "contact.status_changed") continue;
    if (since === start && status === "new") status = event.data.from ?? status;
    const to = Math.max(since, event.at);
    steps.push({ from: since, to, status });
    status = event.data.to;
    since = to;
  }
  steps.push({ from: since, to: end, status });
  return steps.filter(({ from, to }) => from < to);
}

/** An open ticket says nothing here: whether somebody waits is for others to tell. */
export const states = (told: Told): Layer[] =>
  statusesOf(told).flatMap(({ from, to, status }) => {
    const kind = STATUS[status];
    if (kind === undefined) return [];
    return [layer(kind, from, to, kind === "solved" ? { whose: NOBODY } : {})];
  });
