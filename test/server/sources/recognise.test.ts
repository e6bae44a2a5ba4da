/** Which system a body comes from: every sample there is, and nothing for what is nobody's. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { connectors, systems } from "../../../server/sources/catalog.ts";
import { recognise } from "../../../server/sources/recognise.ts";
import { sample, samplesOf } from "./foreign.ts";

const SYSTEMS = {
  "amazon-connect": "Amazon Connect",
  asterisk: "Asterisk",
  chatwoot: "Chatwoot",
  cloudevents: "CloudEvents",
  dynamics: "Microsoft Dynamics 365",
  freeswitch: "FreeSWITCH",
  intercom: "Intercom",
  salesforce: "Salesforce",
  "twilio-taskrouter": "Twilio TaskRouter",
  zammad: "Zammad",
  zendesk: "Zendesk",
};

const READERS = new Set([
  ...connectors,
  ...Object.keys(systems),
  ...["salesforce", "dynamics", "connect", "twilio"],
]);

test.each(Object.entries(SYSTEMS))(
  "[EVENTS 9] every sample of %s is known for what it is",
  (folder, name) => {
    const known = samplesOf(folder);
    expect(known.length).toBeGreaterThan(0);
    for (const one of known) {
      const recognised = recognise(sample(folder, one));
      expect([one, recognised?.system]).toEqual([one, name]);
      const { connector = null, refused } = recognised ?? {};
      // Somebody reads it, or it says why nobody does.
      const isRead = connector !== null && READERS.has(connector);
      expect([one, isRead || refused !== undefined]).toEqual([one, true]);
    }
  },
);

test("[EVENTS 9] answers of APIs, statistics and descriptions are refused for a stated reason", () => {
  const refusedOf = (folder: string, name: string) => recognise(sample(folder, name))?.refused;
  expect(refusedOf("intercom", "get_admins.json")).toMatch(/answer of Intercom's API/);
  expect(refusedOf("intercom", "delete_tickets_ticket_id.json")).toMatch(/no time/);
  expect(refusedOf("twilio-taskrouter", "statistics_worker_example-1_example-1.json")).toMatch(
    /R4/,
  );
  expect(refusedOf("zammad", "generic_cti_newcall-event_7.json")).toMatch(/not what happened/);
  expect(refusedOf("cloudevents", "structured_1.json")).toMatch(/none of ours/);
});

test("[SEC-9] whatever it gets, it answers; what is nobody's is nobody's", () => {
  for (const text of ["", "null", "7", "{}", "[7]", "hello", "<xml/>"])
    expect(recognise(text)).toBeNull();
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string(), fc.webUrl()), (text) => {
      recognise(text);
    }),
  );
});
