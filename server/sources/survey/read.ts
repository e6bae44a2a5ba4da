/** One body of a survey tool, read by its mapping → answers (EVENTS.md types 14 and 15). */
import { ID_LENGTH_MAX } from "../../../shared/events/limits.ts";
import { ignored, joined, type Outcome, told, wrong } from "../outcome.ts";
import { instant, someId, wordOf } from "../values.ts";
import { digestOf, type WriteEvent } from "../write-event.ts";
import type { Place, SurveyMapping } from "./mapping.ts";
import { at } from "./paths.ts";

/** Answers of one body. */
const LIST_MAX = 5_000;
const KINDS = ["csat", "nps", "ces"] as const;
const NPS = { min: 0, max: 10 };

/** What stands at a place, by the name it has here; undefined: nothing. */
function valueAt(record: unknown, place: Place | undefined): unknown {
  if (place === undefined) return undefined;
  if ("value" in place) return place.value;
  const value = at(record, place.from);
  if (value === null || value === "") return undefined;
  const { values } = place;
  if (values === null) return value;
  const word = wordOf(value);
  return Object.hasOwn(values, word) ? values[word] : undefined;
}

const idAt = (record: unknown, place: Place | undefined): string | undefined =>
  someId.safeParse(valueAt(record, place)).data ?? undefined;

const timeAt = (record: unknown, place: Place | undefined): number | undefined =>
  instant.safeParse(valueAt(record, place)).data;

/** Whole numbers, also as text; a rate or an average is none (R4). */
function scoreIn(value: unknown): number | null {
  if (typeof value === "number") return Number.isInteger(value) ? value : null;
  return typeof value === "string" && /^\s*-?\d{1,3}\s*$/.test(value) ? Number(value) : null;
}

/** An address or a number names the same customer everywhere. */
function customerIn(record: unknown, place: Place | undefined): string | undefined {
  const text = idAt(record, place)?.trim().toLowerCase();
  if (text === undefined) return undefined;
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return `mailto:${text}`.slice(0, ID_LENGTH_MAX);
  return /^\+[\d ()-]{6,24}$/.test(text) ? `tel:+${text.replace(/\D/g, "")}` : text;
}

const isThere = (value: unknown): boolean =>
  typeof value === "string" ? value.trim() !== "" : value === true;

function answerOf(write: WriteEvent, mapping: SurveyMapping, record: unknown): Outcome {
  const { fields, only, purpose } = mapping;
  if (only !== undefined) {
    const found = wordOf(at(record, only.path));
    if (!only.is.some((word) => String(word) === found)) {
      return ignored("only", "is none of those that the mapping reads");
    }
  }
  const kind = KINDS.find((word) => word === valueAt(record, mapping.kind));
  if (kind === undefined) return wrong("kind", "is none of csat, nps, ces");
  const scale = kind === "nps" ? NPS : mapping.scale;
  if (scale === undefined) return wrong("scale", "is needed for this kind");
  const surveyId = idAt(record, fields.surveyId);
  if (surveyId === undefined)
    return wrong("surveyId", "is missing where the mapping says it stands");
  const said = valueAt(record, fields.score);
  if (said === undefined) return ignored("score", "there is none: it is no answer yet");
  const score = scoreIn(said);
  if (score === null) return wrong("score", "is no whole number");
  if (score < scale.min || score > scale.max) {
    return wrong("score", `must lie on its scale, ${scale.min} to ${scale.max}`);
  }
  const time = timeAt(record, fields.time);
  if (time === undefined) return wrong("time", "is missing, or no instant with a zone");
  const about = {
    surveyId,
    kind,
    scale,
    purpose,
    contactId: idAt(record, fields.contactId),
    agentId: idAt(record, fields.agentId),
    teamId: idAt(record, fields.teamId),
    customerRef: customerIn(record, fields.customer),
  };
  const sentAt = timeAt(record, fields.sentAt);
  const updatedAt = timeAt(record, fields.updatedAt);
  const version = updatedAt === undefined ? "" : new Date(updatedAt).toISOString();
  const id = `answer/${digestOf(surveyId, kind, score, time, version)}`;
  const answered = write("survey.answered", id, time, {
    ...about,
    score,
    hasComment: fields.comment === undefined ? undefined : isThere(valueAt(record, fields.comment)),
  });
  const sent =
    sentAt === undefined
      ? null
      : write("survey.sent", `sent/${digestOf(surveyId, kind, sentAt)}`, sentAt, about);
  return told(sent, version === "" ? answered : { ...answered, entityversion: version });
}

/** Never throws. */
export function readSurvey(write: WriteEvent, mapping: SurveyMapping, input: unknown): Outcome {
  if (mapping.list === undefined) return answerOf(write, mapping, input);
  const list = at(input, mapping.list);
  if (!Array.isArray(list))
    return wrong("list", "there is no list where the mapping says it stands");
  if (list.length > LIST_MAX) return wrong("list", "is too long");
  return joined(list.map((record) => answerOf(write, mapping, record)));
}
