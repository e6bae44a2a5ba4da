/** Who contributed to a figure (PRIV-5): only whose facts still count. */
import { expect, test } from "vitest";
import { questionOf } from "../../../server/figures/ask.ts";
import { figures } from "../../../server/figures/figure.ts";
import { totalsOnly } from "../../../server/figures/sees.ts";
import { type Desk, event, openDesk } from "../fold/desk.ts";

const AGENTS = ["ann", "bob", "cem", "dee", "eva"];
const ORG = {
  teams: [{ id: "team" }],
  agents: AGENTS.map((id) => ({ id, memberships: [{ team: "team" }] })),
};

const answered = (agent: string, id = `s-${agent}`) =>
  event("survey.answered", "10:00:00", {
    surveyId: id,
    kind: "csat",
    score: 5,
    scale: { min: 1, max: 5 },
    contactId: `c-${agent}`,
    agentId: agent,
  });

async function score(desk: Desk) {
  const asked = { kpi: "csat.score", scope: "team:team", period: "2026-03-04", channel: "email" };
  const question = questionOf(asked, "Europe/Amsterdam", desk.clock.now());
  if (!question.ok) throw new Error(question.problem);
  const [figure] = await figures(desk.core.tail, { ...question.value, sees: totalsOnly(5) });
  return { value: figure?.value, withheld: figure?.withheld };
}

test("[PRIV-5] somebody whose facts were all taken back is behind a figure no more", async () => {
  const desk = await openDesk({ org: ORG });
  const created = (agent: string) =>
    event("contact.created", "09:00:00", {
      contactId: `c-${agent}`,
      channel: "email",
      direction: "inbound",
    });
  await desk.send(...AGENTS.map(created), ...AGENTS.map((agent) => answered(agent)));
  expect(await score(desk)).toEqual({ value: 100, withheld: undefined });
  await desk.core.tail.checkpoint(); // the cells are packed, and what is taken back lies beside them
  await desk.send(
    event("contact.status_changed", "10:30:00", { contactId: "c-eva", to: "deleted" }),
  );
  expect(await score(desk)).toEqual({ value: null, withheld: "group" });
});
