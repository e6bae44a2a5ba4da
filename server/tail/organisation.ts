/** The organisation as the log describes it so far: the latest document and all memberships. */
import type { EventOf } from "../../shared/events/event.ts";
import { instantOf } from "../../shared/events/instant.ts";
import { emptyOrg, type OrgDocument } from "../../shared/org/org.ts";
import { type Directory, directoryOf } from "../fold/directory.ts";
import { newEntity, PINNED } from "../fold/entity.ts";
import type { LogEvent, OrgChanged } from "../fold/log-event.ts";
import { union } from "../fold/settle.ts";

type Membership = EventOf<"team.membership_changed">;

/** Key of the entity that holds the organisation; no source can name it. */
export const ORGANISATION = "|organisation";

/** What a change of the organisation may touch: facts from `from` on, of these agents or of all. */
export interface Touched {
  readonly from: number;
  /** As `nativeAgents` has them: every id of the persons it is about; null: everybody. */
  readonly agents: ReadonlySet<string> | null;
  /** The same persons by our own ids; null: everybody. */
  readonly persons: ReadonlySet<string> | null;
}

/** The two ways an organisation may know an agent id: in its source, or in every source. */
export const nativeAgents = (source: string, agentId: string): readonly [string, string] => [
  `${source}|${agentId}`,
  `*|${agentId}`,
];

/** All ids of the person that one system calls `agentId`: each system has its own (EVENTS.md 7). */
function idsOf(org: OrgDocument, source: string, agentId: string): string[] {
  const persons = org.agents
    .map(({ id, identities }) => (identities.length === 0 ? [{ id, source: "*" }] : identities))
    .filter((ids) =>
      ids.some((one) => one.id === agentId && ["*", source].includes(one.source ?? "*")),
    );
  const others = persons.flat().map((one) => `${one.source ?? "*"}|${one.id}`);
  return [`${source}|${agentId}`, ...others];
}

const isLater = (a: OrgChanged, b: OrgChanged): boolean =>
  a.at !== b.at ? a.at > b.at : a.id > b.id;

export class Organisation {
  #document: OrgDocument = emptyOrg;
  #changed: OrgChanged | null = null;
  #memberships: readonly Membership[] = [];
  #directory: Directory = directoryOf(emptyOrg);

  document(): OrgDocument {
    return this.#document;
  }

  /** When the document was last changed: a change now must come later. */
  changedAt(): number {
    return this.#changed?.at ?? 0;
  }

  directory(): Directory {
    return this.#directory;
  }

  /** Takes what a group says about the organisation; null when it says nothing new. */
  take(events: readonly LogEvent[]): Touched | null {
    const memberships = events.filter((event) => event.type === "team.membership_changed");
    const documents = events.filter((event) => event.type === "org.changed");
    if (memberships.length + documents.length === 0) return null;
    for (const next of documents) {
      if (this.#changed === null || isLater(next, this.#changed)) this.#changed = next;
    }
    if (this.#changed !== null) this.#document = this.#changed.data;
    const affected = [
      ...memberships,
      ...this.#memberships.filter((known) =>
        memberships.some(({ source, id }) => known.id === id && known.source === source),
      ),
    ];
    this.#memberships = union(this.#memberships, memberships) as readonly Membership[];
    this.#directory = directoryOf(this.#document, this.#memberships);
    if (documents.length > 0) {
      return { from: Number.MIN_SAFE_INTEGER, agents: null, persons: null };
    }
    return {
      from: Math.min(...affected.map(({ data }) => instantOf(data.effectiveAt))),
      persons: new Set(
        affected.map(({ source, data }) =>
          this.#directory.agent(source, data.agentId, instantOf(data.effectiveAt)),
        ),
      ),
      agents: new Set(
        affected.flatMap(({ source, data }) => idsOf(this.#document, source, data.agentId)),
      ),
    };
  }

  /** As an entity, so that it is checkpointed and restored like any other. */
  entity() {
    const events: LogEvent[] = [...this.#memberships];
    if (this.#changed !== null) events.push(this.#changed);
    return { ...newEntity(ORGANISATION), events, wakeAt: PINNED };
  }
}
