/** Surveys of all kinds and scales, sent and answered, answered again; reviews. */
import { DESK, TEAMS } from "./centre.ts";
import { type Plan, padded, type Teller, teller } from "./teller.ts";

const SCALES = [
  [1, 5],
  [1, 5],
  [0, 1],
  [1, 3],
  [1, 7],
  [1, 10],
  [0, 10],
] as const;

/** Sent now (with or without a snapshot), perhaps answered, perhaps answered again. */
export function survey(tell: Teller, about: object = { contactId: tell.id }): void {
  const kind = tell.pick(["csat", "csat", "nps", "ces"]);
  const [min, max] = kind === "nps" ? [0, 10] : kind === "ces" ? [1, 7] : tell.pick(SCALES);
  const purpose = tell.pick(["transactional", "relationship", ""]);
  const surveyId = `${tell.id}-s${tell.events.length}`;
  const snapshot = tell.once(3)
    ? { teamId: tell.pick(TEAMS), agentId: tell.who("fay"), ...about }
    : {};
  const common = { surveyId, kind, ...(purpose && kind === "nps" ? { purpose } : {}), ...about };
  const isUnsent = tell.once(9);
  if (!isUnsent) tell.say("survey.sent", { ...common, scale: { min, max }, ...snapshot });
  tell.wait();
  if (!isUnsent && tell.once(3)) return;
  for (let revision = tell.pick([1, 1, 2]); revision > 0; revision -= 1) {
    const score = min + (tell.pick([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) % (max - min + 1));
    const data = { ...common, score, scale: { min, max } };
    tell.say("survey.answered", data, { entityversion: padded(10 - revision) });
    tell.wait();
  }
}

/** A survey about no contact: it counts for the centre and its team. */
export function opinion(id: string, plan: Plan) {
  const tell = teller(DESK, id, plan);
  survey(tell, tell.once(3) ? {} : { teamId: tell.pick(TEAMS) });
  return tell.events;
}

export function review(id: string, plan: Plan) {
  const tell = teller(DESK, id, plan);
  const item = () => {
    const [min, max] = tell.pick([
      [0, 1],
      [1, 5],
      [0, 4],
    ] as const);
    const score = min + (tell.pick([0, 1, 2, 3, 4]) % (max - min + 1));
    return { score, min, max, weight: tell.pick([1, 2, 3]), critical: tell.once(4) };
  };
  const items = Array.from({ length: tell.pick([1, 2, 3]) }, item);
  const agentId = tell.who(tell.pick(["ann", "ben", "gil"]));
  tell.say("survey.answered", { surveyId: id, kind: "review", agentId, items });
  return tell.events;
}

/** What is refused at the door: a score outside its scale, a message of nobody. */
export function mistake(id: string, plan: Plan) {
  const tell = teller(DESK, id, plan);
  const scale = { min: 1, max: 5 };
  if (tell.once(2)) tell.say("survey.answered", { surveyId: id, kind: "csat", score: 6, scale });
  else tell.say("contact.message", { messageId: id, from: "agent", visibility: "public" });
  return tell.events;
}
