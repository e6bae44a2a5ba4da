/** The table that people read of who sees what is the one of TRUST.md section 1. */
import { expect, test } from "vitest";
import { rightsTable } from "../../../server/accounts/rights-table.ts";
import { RIGHTS } from "../../../shared/wire/privacy.ts";

/** agent, lead, manager, admin, television; `-` is no. */
const EXPECTED: Record<(typeof RIGHTS)[number], string> = {
  member: "self persons - - -",
  colleague: "- persons - - -",
  stranger: "- - - - -",
  team_by_person: "- persons - - -",
  team: "group persons group - -",
  other_team: "- - group - -",
  centre: "- - group - -",
  contact: "self persons unnamed - -",
  other_contact: "- - unnamed - -",
  wallboard: "- group group - group",
  looked: "self - - - -",
  definitions: "yes yes yes yes -",
  transparency: "yes yes yes yes -",
  reports: "- yes group - -",
  targets: "- yes yes yes -",
  devices: "- yes yes yes -",
  organisation: "- - - yes -",
  sources: "- - - yes -",
  users: "- - - yes -",
  privacy: "- - - yes -",
  audit: "- - - yes -",
};

test("[PRIV-4] [PRIV-10] who sees what, cell by cell", () => {
  const cells = rightsTable().map(({ what, agent, lead, manager, admin, device }) => [
    what,
    [agent, lead, manager, admin, device].map((one) => (one === "no" ? "-" : one)).join(" "),
  ]);
  expect(Object.fromEntries(cells)).toEqual(EXPECTED);
  expect(cells.map(([what]) => what)).toEqual([...RIGHTS]);
});
