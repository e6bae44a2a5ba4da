/** What the tail itself remembers beside contacts: the organisation, source ages, who is there. */
import type { Entity } from "../fold/entity.ts";
import type { LogGroup } from "../fold/log-event.ts";
import { ORGANISATION, Organisation } from "./organisation.ts";
import { PRESENCE, Presence } from "./presence.ts";
import { SOURCES, SourceAges } from "./sources.ts";
import type { Touched } from "./touched.ts";

const KEYS: ReadonlySet<string> = new Set([ORGANISATION, SOURCES, PRESENCE]);

export class Memory {
  readonly organisation = new Organisation();
  readonly sources = new SourceAges();
  readonly presence = new Presence();

  /** True for the keys of `entities()`: they have no meaning to derive. */
  holds(key: string): boolean {
    return KEYS.has(key);
  }

  /** Takes one of `entities()` back after a start. */
  restore({ key, events }: Entity): void {
    if (key === ORGANISATION) this.organisation.take(events);
    if (key === SOURCES) this.sources.restore(events);
    if (key === PRESENCE) this.presence.take(events);
  }

  /** What a group says about the organisation comes first. */
  describe({ events }: LogGroup): readonly Touched[] {
    return this.organisation.take(events);
  }

  notice(group: LogGroup): void {
    this.sources.take(group);
    this.presence.take(group.events);
  }

  /** As entities, so that all of it is checkpointed and restored like any other. */
  entities(): Entity[] {
    return [this.organisation.entity(), this.sources.entity(), this.presence.entity()];
  }
}
