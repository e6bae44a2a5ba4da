/** One change of the organisation's document, on top of whatever others changed meanwhile. */
import type { OrgDocument } from "../../../shared/org/org.ts";
import { type Answer, api } from "../../api.ts";

const TRIES_MAX = 3;
const CONFLICT = 409;

export async function editOrganisation(
  edit: (document: OrgDocument) => OrgDocument,
  tries = TRIES_MAX,
): Promise<Answer<unknown>> {
  const read = await api.organisation();
  if (!read.ok) return read;
  const { document, version } = read.value;
  const written = await api.changeOrganisation({ document: edit(document), version });
  const isBeaten = !written.ok && written.problem.status === CONFLICT && tries > 1;
  return isBeaten ? editOrganisation(edit, tries - 1) : written;
}
