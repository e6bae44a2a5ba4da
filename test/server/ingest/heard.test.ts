/** What each source was heard to send. */
import { expect, test } from "vitest";
import type { LogEvent, LogGroup } from "../../../server/fold/log-event.ts";
import { createHeard } from "../../../server/ingest/heard.ts";
import { openMemoryStore } from "../../../server/store/memory/memory-store.ts";

const ZENDESK = "/acme/zendesk/main";
const PBX = "/acme/pbx/main";

const group = (...events: readonly (readonly [source: string, type: string])[]): LogGroup => ({
  first: 1,
  last: events.length,
  receivedAt: 0,
  events: events.map(
    ([source, type], index) =>
      ({ source, type, id: `${index}`, at: 0, data: {} }) as unknown as LogEvent,
  ),
});

test("[PRIV-10] the types of events of each source are remembered, each once, over a restart", async () => {
  const store = openMemoryStore();
  const heard = createHeard(store);
  heard.take(group([ZENDESK, "contact.created"], [PBX, "contact.answered"]));
  heard.take(group([ZENDESK, "contact.created"], [ZENDESK, "agent.state_changed"]));
  await heard.idle();
  const again = createHeard(store);
  again.take(group([ZENDESK, "survey.sent"]));
  await again.idle();
  expect([...(await again.bySource())]).toEqual([
    [PBX, ["contact.answered"]],
    [ZENDESK, ["agent.state_changed", "contact.created", "survey.sent"]],
  ]);
});

test("[PRIV-10] our own entries and types we do not know are not a source's", async () => {
  const store = openMemoryStore();
  const heard = createHeard(store);
  heard.take(group(["", "org.changed"], [PBX, "event.refused"], [PBX, "unknown"]));
  await heard.idle();
  expect((await heard.bySource()).size).toBe(0);
});

test("[PRIV-10] it is written only when something new is heard, and again when it failed", async () => {
  const store = openMemoryStore();
  let writes = 0;
  let full = true;
  const heard = createHeard({
    setting: (name) => store.setting(name),
    settings: (prefix) => store.settings(prefix),
    putSettings: (changes, expected) => {
      writes += 1;
      return full ? Promise.reject(new Error("disk")) : store.putSettings(changes, expected);
    },
  });
  heard.take(group([PBX, "contact.answered"]));
  await heard.idle();
  full = false;
  for (let round = 0; round < 5; round += 1) heard.take(group([PBX, "contact.answered"]));
  await heard.idle();
  expect(writes).toBe(2);
  expect((await heard.bySource()).get(PBX)).toEqual(["contact.answered"]);
});

test("[PRIV-10] two processes that hear at once lose nothing", async () => {
  const store = openMemoryStore();
  const [one, other] = [createHeard(store), createHeard(store)];
  one.take(group([PBX, "contact.answered"], [PBX, "contact.queued"]));
  other.take(group([PBX, "contact.abandoned"], [PBX, "contact.created"]));
  await Promise.all([one.idle(), other.idle()]);
  expect((await one.bySource()).get(PBX)?.length).toBe(4);
});
