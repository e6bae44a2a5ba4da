import { expect, test } from "vitest";
import { mapped } from "../../client/screens/sources/mapping.ts";
import { orgDocument } from "../../shared/org/org.ts";

const PBX = "/acme/pbx/main";
const org = orgDocument.parse({
  organisation: { name: "Acme", zone: "Europe/Amsterdam" },
  agents: [
    { id: "ann", identities: [{ source: PBX, id: "1141" }] },
    { id: "ben", identities: [{ source: "/acme/chat/main", id: "1142" }] },
  ],
});
const idsOf = (document: typeof org) =>
  document.agents.map(({ id, identities }) => [id, ...identities.map((one) => one.id)]);

test("[SCR-17] one click maps an id to a person and changes nobody else's", () => {
  const after = mapped(org, { source: PBX, native: "1142" }, "ben");
  expect(idsOf(after)).toEqual([
    ["ann", "1141"],
    ["ben", "1142", "1142"],
  ]);
});

test("[SCR-17] an id is one person's: whoever had it before has it no more", () => {
  const after = mapped(org, { source: PBX, native: "1141" }, "ben");
  expect(idsOf(after)).toEqual([["ann"], ["ben", "1142", "1141"]]);
});
