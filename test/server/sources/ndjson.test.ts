/** [SRC12] NDJSON passes events on as they are; a line that is none is refused by its number. */
import { expect, test } from "vitest";
import { connectors, openReader } from "../../../server/sources/catalog.ts";
import { ndjson } from "../../../server/sources/ndjson.ts";
import { EVENT_BYTES_MAX } from "../../../shared/events/limits.ts";
import { fixture, readAll } from "./reading.ts";

const event = {
  specversion: "1.0",
  type: "deskpulse.agent.state_changed.v1",
  source: "/acme/hr/main",
  id: "e-1",
  time: "2026-03-02T08:00:00+01:00",
  subject: "agent/ana",
  data: { agentId: "ana", state: "available" },
};

test("[SRC12] events come out as they are, whatever the cut", () => {
  const text = `\uFEFF${JSON.stringify(event)}\r\n\n${JSON.stringify({ ...event, id: "e-2" })}`;
  for (const size of [1, 10, 10_000]) {
    const { events, refused } = readAll(ndjson, text, size);
    expect(events).toEqual([event, { ...event, id: "e-2" }]);
    expect(refused).toEqual([]);
  }
});

test("[PRIV-1] what is refused is named by line, path and reason, never by content", () => {
  const wrong = { ...event, data: { agentId: "ana", state: "a secret" } };
  const long = `{"a secret":"${"x".repeat(EVENT_BYTES_MAX)}"}`;
  const lines = ["{a secret", JSON.stringify(wrong), long, JSON.stringify(event)];
  const { events, refused } = readAll(ndjson, lines.join("\n"), 65_536);
  expect(events).toHaveLength(1);
  expect(refused.map(({ line, code, path }) => [line, code, path])).toEqual([
    [1, "envelope", ""],
    [2, "data", "data.state"],
    [3, "size", ""],
  ]);
  expect(JSON.stringify(refused)).not.toContain("secret");
});

test("[SRC12] every connector of the catalogue reads a text, an unknown one says which there are", () => {
  const mapping = { profile: "calls" };
  for (const connector of connectors) {
    const opened = openReader(connector, { source: "/acme/x/y", mapping });
    expect(opened.ok && opened.value.read({ text: "", last: false }).events).toEqual([]);
  }
  expect(openReader("constructor", { source: "/acme/x/y" })).toEqual({
    ok: false,
    problem: "there is no connector of this name; there are asterisk, asterisk-table, csv, ndjson",
  });
  expect(openReader("csv", { source: "/acme/x/y", mapping: { profile: "averages" } }).ok).toBe(
    false,
  );
});

test("[PRIV-2] a mapping that reads customer references cannot be opened without the secret", () => {
  const columns = { ticketId: "T", createdAt: "C", channel: "K", customerRef: "E-mail" };
  const options = { source: "/acme/csv/x", mapping: { profile: "tickets", columns } };
  expect(openReader("csv", options)).toEqual({
    ok: false,
    problem: "the mapping reads customerRef, which needs the secret for customer references",
  });
  expect(openReader("csv", { ...options, customerKey: "secret" }).ok).toBe(true);
});

test("[SRC6] our own mapping files are valid", () => {
  for (const name of ["pwc-call-center", "dutch-calls"]) {
    const mapping = JSON.parse(fixture(`csv-import/${name}.json`));
    expect(openReader("csv", { source: "/acme/csv/x", mapping }).ok).toBe(true);
  }
});
