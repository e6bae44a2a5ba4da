/** The organisation with one id of a source mapped to a person; the id is nobody else's then. Pure. */
import type { OrgDocument } from "../../../shared/org/org.ts";

interface Native {
  readonly source: string;
  readonly native: string;
}

export function mapped(document: OrgDocument, { source, native }: Native, agent: string) {
  const isThis = (identity: { readonly source?: string | undefined; readonly id: string }) =>
    identity.source === source && identity.id === native;
  return {
    ...document,
    agents: document.agents.map((one) => {
      const others = one.identities.filter((identity) => !isThis(identity));
      const identities = one.id === agent ? [...others, { source, id: native }] : others;
      return { ...one, identities };
    }),
  };
}
