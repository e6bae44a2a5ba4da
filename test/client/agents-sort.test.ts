import { expect, test } from "vitest";
import { sortAgents } from "../../client/screens/agents-sort.ts";
import { agents } from "../support/board-fixtures.ts";

const people = agents().slice(0, 6).reverse();
const ids = (by: "name" | "state" | "open") =>
  sortAgents(people, by, "nl-NL").map(({ agent }) => agent.id);

test("[SCR-8] agents are sorted by name, by state in the order of the states, by open contacts", () => {
  expect(ids("name")).toEqual(["a-0", "a-1", "a-2", "a-3", "a-4", "a-5"]);
  expect(ids("state")).toEqual(["a-0", "a-1", "a-2", "a-3", "a-4", "a-5"]);
  const open = sortAgents(people, "open", "nl-NL").map((agent) => agent.open);
  expect(open).toEqual([...open].sort((a, b) => b - a));
});

test("[SCR-8] equals stay in the order of their names, whatever order they came in", () => {
  const same = people.map((agent) => ({ ...agent, open: 2 }));
  expect(sortAgents(same, "open", "nl-NL").map(({ agent }) => agent.id)).toEqual(ids("name"));
});
