/** What an engine needs to know of people: what may be kept of them, and what they are called. */
import type { DeskEvent } from "../../shared/events/event.ts";
import type { OrgDocument } from "../../shared/org/org.ts";

export interface Pseudonyms {
  /** Replaces, in the event itself, whatever names a person or could hold content. Never fails. */
  replace(event: DeskEvent): void;
  /**
   * Null: whatever was replaced so far can be read back after a crash. Otherwise resolves when it can,
   * and everything that was asked to be erased is; rejects with StoreFull when it cannot be written.
   */
  kept(): Promise<void> | null;
  /**
   * A described organisation as the log may have it: without names and without the sources' own ids of
   * agents, which are kept beside it. Resolves when they are on disk. `before`: as it is in the log now.
   */
  conceal(org: OrgDocument, before: OrgDocument): Promise<OrgDocument>;
  /** The same for a description that is only looked at: nothing is kept, nobody new gets a pseudonym. */
  pretend(org: OrgDocument, before: OrgDocument): OrgDocument;
  /** As it was described: names and the sources' own ids are back, of those who were not erased. */
  describe(org: OrgDocument): OrgDocument;
  /** What an agent is called; for an id that nobody mapped, what its source calls it; null: nothing known. */
  nameOf(agent: string, org: OrgDocument): string | null;
  /** Takes over what a command beside this process erased. Cheap when it did nothing. */
  refresh(): Promise<void>;
}

/** Nothing is replaced: for engines in memory, and for logs that were replaced when they were written. */
export const plain: Pseudonyms = {
  replace: () => {},
  kept: () => null,
  conceal: async (org) => org,
  pretend: (org) => org,
  describe: (org) => org,
  nameOf: (agent, { agents }) => agents.find(({ id }) => id === agent)?.name ?? null,
  refresh: async () => {},
};
