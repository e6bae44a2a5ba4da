/** The organisation as the log describes it so far: the latest document and all memberships. */
import type { EventOf } from "../../shared/events/event.ts";
import { emptyOrg, type OrgDocument, orgDocument } from "../../shared/org/org.ts";
import { type Directory, directoryOf } from "../fold/directory.ts";
import { newEntity, PINNED } from "../fold/entity.ts";
import type { LogEvent, OrgChanged } from "../fold/log-event.ts";
import { union } from "../fold/settle.ts";
import { documentTouch } from "./document-change.ts";
import { membershipsTouch, type Touched } from "./touched.ts";

type Membership = EventOf<"team.membership_changed">;

/** Key of the entity that holds the organisation; no source can name it. */
export const ORGANISATION = "|organisation";

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

  /** Takes what a group says about the organisation, and tells what that can touch. */
  take(events: readonly LogEvent[]): readonly Touched[] {
    const memberships = events.filter((event) => event.type === "team.membership_changed");
    const documents = events.filter((event) => event.type === "org.changed");
    if (memberships.length + documents.length === 0) return [];
    const before = this.#document;
    for (const next of documents) {
      if (this.#changed === null || isLater(next, this.#changed)) this.#changed = next;
    }
    // What was written before a field existed gets its default.
    if (this.#changed !== null) this.#document = orgDocument.parse(this.#changed.data);
    const replaced = this.#memberships.filter((known) =>
      memberships.some(({ source, id }) => known.id === id && known.source === source),
    );
    this.#memberships = union(this.#memberships, memberships) as readonly Membership[];
    this.#directory = directoryOf(this.#document, this.#memberships);
    const touched: Touched[] = [];
    if (documents.length > 0) touched.push(documentTouch(before, this.#document));
    if (memberships.length > 0) {
      const affected = [...memberships, ...replaced];
      touched.push(membershipsTouch(this.#document, this.#directory, affected));
    }
    return touched;
  }

  /** As an entity, so that it is checkpointed and restored like any other. */
  entity() {
    const events: LogEvent[] = [...this.#memberships];
    if (this.#changed !== null) events.push(this.#changed);
    return { ...newEntity(ORGANISATION), events, wakeAt: PINNED };
  }
}
