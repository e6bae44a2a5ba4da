/** Whose figure: the centre, a team or an agent, perhaps one channel, direction or queue of it. */
import { channel, direction } from "../../shared/events/fields.ts";
import type { Only } from "../../shared/kpi/kpi.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Dims } from "../fold/facts/fact.ts";
import type { Ledger } from "./ledger.ts";

/** What must be equal in a cell for it to count. An absent field admits everything. */
export interface Filter {
  readonly agent?: string;
  readonly team?: string;
  readonly queue?: string;
  readonly channel?: NonNullable<Dims["channel"]>;
  readonly direction?: Dims["direction"];
}

export interface Scope {
  /** `centre`, `team:ID` or `agent:ID`, as asked. */
  readonly label: string;
  readonly filter: Filter;
}

/** `centre`, `team:ID` or `agent:ID`, with the filters of the figures API. */
export function scopeOf(
  label: string,
  narrowing: Partial<Record<"channel" | "direction" | "queue", string>> = {},
): Result<Scope, string> {
  const filter: { -readonly [Key in keyof Filter]: Filter[Key] } = {};
  if (label.startsWith("team:")) filter.team = label.slice(5);
  else if (label.startsWith("agent:")) filter.agent = label.slice(6);
  else if (label !== "centre") return fail("a scope is centre, team:ID or agent:ID");
  if (narrowing.queue !== undefined) filter.queue = narrowing.queue;
  if (narrowing.channel !== undefined) {
    const parsed = channel.safeParse(narrowing.channel);
    if (!parsed.success) return fail(`a channel is ${channel.options.join(", ")}`);
    filter.channel = parsed.data;
  }
  if (narrowing.direction !== undefined) {
    const parsed = direction.safeParse(narrowing.direction);
    if (!parsed.success) return fail(`a direction is ${direction.options.join(" or ")}`);
    filter.direction = parsed.data;
  }
  return ok({ label, filter });
}

/** An id nobody has mapped is known as `native@source`; asking for the native id alone finds it too. */
export const named = (asked: string, own: string | null): boolean =>
  own === asked || (own?.startsWith(`${asked}@/`) ?? false);

/** Somebody whom nobody has mapped to a person yet. */
export const isUnmapped = (agent: string): boolean => agent.includes("@/");

/** Who belongs to a team at an instant. */
export const membersOf = (
  ledger: Pick<Ledger, "document" | "directory">,
  team: string,
  at: number,
): string[] =>
  ledger
    .document()
    .agents.map(({ id }) => id)
    .filter((id) => ledger.directory().primaryTeam(id, at) === team);

/** Compiles a filter: called once per question, then once per cell. */
export function admits(filter: Filter, only: Only | undefined): (dims: Dims) => boolean {
  const channel = only?.channel ?? filter.channel;
  const direction = only?.direction ?? filter.direction;
  const clash =
    (filter.channel !== undefined && channel !== filter.channel) ||
    (filter.direction !== undefined && direction !== filter.direction);
  if (clash) return () => false;
  return (dims) =>
    (filter.team === undefined || named(filter.team, dims.team)) &&
    (filter.agent === undefined || named(filter.agent, dims.agent)) &&
    (filter.queue === undefined || named(filter.queue, dims.queue)) &&
    (channel === undefined || dims.channel === channel) &&
    (direction === undefined || dims.direction === direction);
}

/** What an agent or team is called, or null for a placeholder. */
export const nameOf = (
  list: readonly { readonly id: string; readonly name?: string | undefined }[],
  id: string,
) => list.find((one) => one.id === id)?.name ?? null;
