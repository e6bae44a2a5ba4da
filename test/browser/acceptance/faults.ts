/** What axe finds on a page, and what it could not decide and a person has decided since (`incomplete.md`). */
import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** One row of `incomplete.md`: the rule, and which elements it is about. */
export interface Decided {
  readonly rule: string;
  readonly where: string;
}

/** The rows of the table in `incomplete.md`. */
export function decided(): Decided[] {
  const text = readFileSync(new URL("./incomplete.md", import.meta.url), "utf8");
  return [...text.matchAll(/^\| `([\w-]+)` \| `([^`]+)` \| \S.* \| \S.* \|$/gm)].map(
    ([, rule = "", where = ""]) => ({ rule, where }),
  );
}

export interface Found {
  /** Violations, and what nobody has decided: rule, element, and axe's words. */
  readonly faults: readonly string[];
  /** Rows that were needed. */
  readonly used: readonly Decided[];
}

/** By its like, its name and classes: a board goes on meanwhile, and the element itself may be gone. */
const matches = (page: Page, html: string, where: string): Promise<boolean> =>
  page.evaluate<boolean>(`(() => {
    const box = document.createElement("template");
    box.innerHTML = ${JSON.stringify(html)};
    const like = box.content.firstElementChild;
    return [...document.querySelectorAll(${JSON.stringify(where)})].some(
      (one) =>
        one.localName === like?.localName &&
        one.getAttribute("class") === like.getAttribute("class"),
    );
  })()`);

/** Of the whole page as it stands. */
export async function faultsOn(page: Page, rows: readonly Decided[]): Promise<Found> {
  const { violations, incomplete } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations", "incomplete"] })
    .withTags(TAGS)
    .setLegacyMode(true)
    .analyze();
  const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  const used: Decided[] = [];
  for (const { id, nodes } of incomplete) {
    for (const { html, any } of nodes) {
      const of = rows.filter(({ rule }) => rule === id);
      const fits = await Promise.all(of.map(({ where }) => matches(page, html, where)));
      const row = of.find((_, at) => fits[at]);
      if (row !== undefined) used.push(row);
      else faults.push(`undecided ${id}: ${html} (${any[0]?.message ?? ""})`);
    }
  }
  return { faults, used };
}
