/** Golden kinds about surveys and reviews, agents and their teams, and persons who are forgotten. */
import { z } from "zod";
import { type GoldenEvent, word } from "./file.ts";
import type { Kinds } from "./neutral.ts";
import { scaleOf, scoreOf } from "./scales.ts";

const items = z.array(z.looseObject({ score: z.unknown() }));

/** Items without a score are "not applicable": dropped before anything is computed (KPIS.md 6.2). */
const scored = (event: GoldenEvent): unknown => {
  const parsed = items.safeParse(event.items);
  return parsed.success ? parsed.data.filter(({ score }) => score !== null) : event.items;
};

const ofSurvey = (event: GoldenEvent, surveyId: string | undefined) => ({
  surveyId,
  contactId: word(event, "ticket") ?? word(event, "call"),
  agentId: word(event, "agent"),
  teamId: word(event, "team"),
});

export const peopleKinds: Kinds = {
  "survey.sent": (event) => [
    [
      "survey.sent",
      {
        ...ofSurvey(event, word(event, "survey")),
        kind: word(event, "survey_type"),
        purpose: word(event, "purpose") ?? "transactional",
      },
    ],
  ],
  "survey.answered": (event, known) => {
    const survey = word(event, "survey");
    const kind = known.surveyKind(survey) ?? word(event, "survey_type") ?? "csat";
    const scale = scaleOf(word(event, "scale") ?? "");
    const data = { ...ofSurvey(event, survey), kind, score: scoreOf(event.score), scale };
    return [["survey.answered", data]];
  },
  "review.scored": (event) => [
    [
      "survey.answered",
      { ...ofSurvey(event, word(event, "review")), kind: "review", items: scored(event) },
    ],
  ],
  "agent.team": (event, known) => {
    const agentId = word(event, "agent");
    // Where nobody says which team is the primary one, a new team replaces the earlier.
    const primary = event.primary ?? !known.namesPrimary(agentId);
    const teamId = word(event, "team");
    return [
      [
        "team.membership_changed",
        { agentId, teamId, change: "joined", effectiveAt: event.at, primary },
      ],
    ];
  },
  "agent.status": (event) => [
    ["agent.state_changed", { agentId: word(event, "agent"), state: word(event, "status") }],
  ],
  "person.erased": (event) => {
    const personRef = word(event, "customer") ?? word(event, "agent");
    const person = "customer" in event ? "customer" : "agent";
    return [["person.erased", { personRef, person, mode: "delete", requestId: event.id }]];
  },
  // Reference data, not an event: see settings.ts.
  "schedule.shift": () => [],
};
