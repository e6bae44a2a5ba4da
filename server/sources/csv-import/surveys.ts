/** A row of the profile "surveys": one answer, and when it was asked for if the file says so. */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { id, instant, need, oneOf, type Row, refuse, whole } from "./row.ts";
import type { WriteRow } from "./write-row.ts";

const KINDS = ["csat", "nps", "ces"] as const;

function readSurvey(row: Row) {
  const surveyId = need(row, "surveyId", id(row, "surveyId"));
  const at = need(row, "time", instant(row, "time"));
  const kind = need(row, "kind", oneOf(row, "kind", KINDS));
  const score = need(row, "score", whole(row, "score"));
  const min = need(row, "min", whole(row, "min"));
  const max = need(row, "max", whole(row, "max"));
  if (surveyId === undefined || at === undefined || kind === undefined) return undefined;
  if (score === undefined || min === undefined || max === undefined) return undefined;
  if (min >= max) refuse(row, "max", "must be greater than min");
  if (score < min || score > max) refuse(row, "score", `must lie on its scale, ${min} to ${max}`);
  if (kind === "nps" && (min !== 0 || max !== 10)) refuse(row, "max", "an NPS scale is 0 to 10");
  const about = {
    surveyId,
    kind,
    scale: { min, max },
    purpose: oneOf(row, "purpose", ["transactional", "relationship"]),
    contactId: id(row, "contactId"),
    agentId: id(row, "agentId"),
    teamId: id(row, "teamId"),
  };
  const [sentAt, updatedAt] = [instant(row, "sentAt"), instant(row, "updatedAt")];
  return { at, sentAt, updatedAt, score, about };
}

export function surveyEvents(row: Row, write: WriteRow): CloudEvent[] {
  const survey = readSurvey(row);
  if (survey === undefined || row.problems.length > 0) return [];
  const { at, sentAt, updatedAt, score, about } = survey;
  const told = write("survey.answered", at, { ...about, score });
  // As the tool's own calls say it: whichever comes last, the newest answer stands.
  const answered =
    updatedAt === undefined ? told : { ...told, entityversion: new Date(updatedAt).toISOString() };
  return sentAt === undefined ? [answered] : [write("survey.sent", sentAt, about), answered];
}
