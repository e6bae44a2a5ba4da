/** What people are called, and the organisation as it was described: names are not in the log (PRIV-3). */
import type { OrgDocument } from "../../shared/org/org.ts";

export interface Names {
  /** What an agent is called; for an id that nobody mapped, what its source calls it; null: nothing known. */
  nameOf(agent: string, org: OrgDocument): string | null;
  /** The log's document with names and the sources' own ids. */
  describe(org: OrgDocument): OrgDocument;
}

/** For logs that nobody keeps: their documents have the names. */
export const namesInDocument: Names = {
  nameOf: (agent, { agents }) => agents.find(({ id }) => id === agent)?.name ?? null,
  describe: (org) => org,
};
