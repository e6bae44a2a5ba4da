/** People and teams from a list (SCR-17): what the organisation becomes, and what is wrong with which row. */
import { expect, test } from "vitest";
import { type ListRow, withPeople } from "../../../server/org/people-list.ts";
import { orgDocument } from "../../../shared/org/org.ts";

const ZENDESK = "/acme/zendesk/main";

const rows = (...cells: string[][]): ListRow[] =>
  cells.map((own, index) => ({ line: index + 2, cells: own }));

function take(columns: string[], list: ListRow[], before = orgDocument.parse({})) {
  let made = 0;
  return withPeople(before, columns, list, () => `a-${++made}`);
}

test("[SCR-17] each row is a person in a team; teams that are new are made once", () => {
  const list = take(
    ["name", "team", ZENDESK],
    rows(["Ann", "Support NL", "11"], ["Bob", "support nl", "12"], ["Çem", "Retours & co", ""]),
  );
  expect(list.problems).toEqual([]);
  expect(list.newTeams).toEqual(["Support NL", "Retours & co"]);
  expect(list.document.teams.map(({ id, name }) => [id, name])).toEqual([
    ["support-nl", "Support NL"],
    ["retours-co", "Retours & co"],
  ]);
  expect(
    list.document.agents.map(({ id, name, memberships }) => [id, name, memberships[0]?.team]),
  ).toEqual([
    ["a-1", "Ann", "support-nl"],
    ["a-2", "Bob", "support-nl"],
    ["a-3", "Çem", "retours-co"],
  ]);
  expect(list.document.agents[0]?.identities).toEqual([{ source: ZENDESK, id: "11" }]);
  expect(orgDocument.safeParse(list.document).success).toBe(true);
});

test("[SCR-17] a list that is sent again changes nobody, and adds ids that are new", () => {
  const first = take(["name", "team"], rows(["Ann", "Support"]));
  const again = take(["team", "name", ZENDESK], rows(["Support", "ann", "11"]), first.document);
  expect(again.agents).toEqual([{ name: "ann", team: "Support", isNew: false }]);
  expect(again.document.agents).toHaveLength(1);
  expect(again.document.agents[0]).toMatchObject({
    id: "a-1",
    identities: [{ source: ZENDESK, id: "11" }],
  });
  expect(again.newTeams).toEqual([]);
});

test("[SCR-17] somebody known by an id in a source is the same person under another name", () => {
  const first = take(["name", "team", ZENDESK], rows(["Ann", "Support", "11"]));
  const married = take(
    ["name", "team", ZENDESK],
    rows(["Ann Peeters", "Support", "11"]),
    first.document,
  );
  expect(married.document.agents.map(({ id, name }) => [id, name])).toEqual([
    ["a-1", "Ann Peeters"],
  ]);
  expect(married.agents).toMatchObject([{ isNew: false, was: "Ann" }]);
});

test("[SCR-17] an id on two lines is told, and nobody is moved without a word", () => {
  const columns = ["name", "team", ZENDESK];
  const first = take(columns, rows(["Eva", "Support", "11"]));
  const wrong = take(columns, rows(["Piet", "Billing", "12"], ["Jan", "Billing", "12"]));
  expect(wrong.problems).toMatchObject([{ line: 3, code: "id" }]);
  const other = take(columns, rows(["Eva", "Billing", "11"]), first.document);
  expect(other.agents).toEqual([
    { name: "Eva", team: "Billing", isNew: false, staysIn: "Support" },
  ]);
  expect(other.document.agents[0]?.memberships).toMatchObject([{ team: "support" }]);
});

test("[SCR-17] what is not right is told by its line, and the other rows by what they would do", () => {
  const list = take(["name", "team"], rows(["Ann", "Support"], ["", "Support"], ["Bob", ""]));
  expect(list.problems.map(({ line }) => line)).toEqual([3, 4]);
  expect(list.agents).toHaveLength(1);
});

test.each([
  [["name"], "columns", "needs the columns name and team"],
  [["name", "team", "e-mail"], "column", '"e-mail" is neither'],
])("[SCR-17] a heading of %j is told, and nothing is taken", (columns, code, reason) => {
  const before = orgDocument.parse({});
  const list = take(columns, rows(["Ann", "Support", "x"]), before);
  expect(list.problems).toEqual([{ line: 1, code, reason: expect.stringContaining(reason) }]);
  expect(list.document).toBe(before);
});

test.each([
  ["Naam", "Team"],
  ["nom", "Équipe"],
])("[SCR-17] a list headed %s and %s is read as name and team", (...columns) => {
  const list = take(columns, rows(["Ann", "Support"]));
  expect(list.agents).toEqual([{ name: "Ann", team: "Support", isNew: true }]);
});
