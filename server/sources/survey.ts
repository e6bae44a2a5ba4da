/** Surveys of any tool that posts JSON or a form when somebody answered: read by a mapping (EVENTS.md 10.8). */
import { readFormOrJson } from "./json-body.ts";
import { surveyMapping } from "./survey/mapping.ts";
import { readSurvey } from "./survey/read.ts";
import { verifySurvey } from "./survey/verify.ts";
import type { Webhook } from "./webhook.ts";
import { eventWriter } from "./write-event.ts";

/** `options`: the mapping, as the connection keeps it. Null: it is none; `surveyMapping` says why. */
export function surveyWebhook(options: unknown): Webhook | null {
  const mapping = surveyMapping.safeParse(options);
  if (!mapping.success) return null;
  const { data } = mapping;
  return {
    connector: "survey",
    accepted: 200,
    verify: (request, secrets, now) => verifySurvey(request, secrets, now, data.proof),
    translate: (payload, source) => {
      const write = eventWriter(source);
      return readFormOrJson(payload, (input) => readSurvey(write, data, input));
    },
  };
}
