/** Do events speak of an agent, a team or a queue, by any of the ids that sources have for it? */
import type { OrgDocument } from "../../shared/org/org.ts";
import type { LogEvent } from "../fold/log-event.ts";

/** `source|id`, or `*|id` for an id that is meant in every source. */
export type NativeIds = ReadonlySet<string>;

type Described = Pick<OrgDocument["agents"][number], "id" | "identities">;

/** All ids of what is described: one without identities goes by its own id everywhere. */
export const nativeIds = (described: readonly Described[]): string[] =>
  described.flatMap(({ id, identities }) =>
    (identities.length === 0 ? [{ id, source: "*" }] : identities).map(
      (one) => `${one.source ?? "*"}|${one.id}`,
    ),
  );

type Field = "agentId" | "teamId" | "queueId";

/** The fields in which an event may name somebody; a correction does so in what it sets. */
interface Naming extends Readonly<Partial<Record<Field, string | null>>> {
  readonly actor?: { readonly id?: string };
  readonly fromQueueId?: string;
  readonly set?: Readonly<Partial<Record<Field, unknown>>>;
}

export function mentions(events: readonly LogEvent[], field: Field, ids: NativeIds): boolean {
  return events.some(({ source, data }) => {
    const { actor, fromQueueId, set, ...named } = data as Naming;
    const others = field === "agentId" ? [actor?.id] : field === "queueId" ? [fromQueueId] : [];
    return [named[field], set?.[field], ...others].some(
      (id) => typeof id === "string" && (ids.has(`${source}|${id}`) || ids.has(`*|${id}`)),
    );
  });
}
