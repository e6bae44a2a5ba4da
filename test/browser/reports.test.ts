/** The Reports screen in a real Chromium: the API's figures, what would change and why, revisions, files, paper. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFormat } from "../../shared/text/format.ts";
import { reportText } from "../../shared/text/report-value.ts";
import type { ReportAnswer } from "../../shared/wire/report.ts";
import { callOf, SOURCE } from "../rights/house.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { type House, openHouse, show } from "../support/desk-windows.ts";
import { pdfText, withoutOffice } from "../support/office.ts";
import type { SignedIn } from "../support/sign-in.ts";

const WEEK = "2026-W10";
const MONDAY_AFTER = Date.parse("2026-03-09T06:00:00Z");
const LAST_WEEK = Date.parse("2026-02-25T09:00:00Z");
const SCRIPT_BYTES_MAX = 180 * 1024;

const late = (number: number) =>
  callOf("eva", number, Date.parse("2026-03-05T09:00:00Z") + number * 60_000, 600);

describe.skipIf(withoutChromium())("the screen of the weekly report", () => {
  let browser: Browser;
  let house: House;
  let manager: SignedIn;

  beforeAll(async () => {
    house = await openHouse();
    const before = ["ann", "ben", "cem", "dee", "eva"].flatMap((agent, at) =>
      [1, 2, 3].flatMap((number) =>
        callOf(agent, 50 + number, LAST_WEEK + (at * 3 + number) * 900_000, 150 + at * 7),
      ),
    );
    await house.core.ingest.submit(SOURCE, before);
    house.clock.set(MONDAY_AFTER);
    await house.core.tail.idle();
    manager = await house.enter([{ role: "manager" }]);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
    expect(house.problems).toEqual([]);
  });

  const open = async (query = "lang=en", size = { width: 1440, height: 900 }) => {
    const window = await show(browser, house, manager, `/reports?${query}`, size);
    await window.page.waitForSelector(".report-lines, .notice, .empty");
    return window;
  };
  const answer = async (query: string): Promise<ReportAnswer> =>
    (await manager.ask("GET", `/reports/weekly/${query}`)).json() as Promise<ReportAnswer>;
  const shownOf = (page: Page, kpi: string) =>
    page.locator(`[data-line="${kpi}"] .line-value > span`).innerText();

  test("[EXP-8] every figure of the page is the API's, as a report rounds it", async () => {
    const { page, faults, close } = await open(`week=${WEEK}&lang=en`);
    const format = createFormat("en-GB");
    const { report } = await answer(`${WEEK}?scope=centre`);
    for (const { kpi, unit, value, n } of report.lines) {
      const few = unit !== "count" && n < 5;
      const expected = value !== null && few ? "too few" : reportText(format, value, unit, kpi);
      expect([kpi, await shownOf(page, kpi)]).toEqual([kpi, expected]);
    }
    expect(report.lines.filter(({ value }) => value !== null).length).toBeGreaterThan(2);
    expect(faults).toEqual([]);
    await close();
  });

  test("[EXP-5] the newest week that is over comes first, by its number and dates; arrows go on", async () => {
    const { page, close } = await open();
    const heading = page.locator("h1");
    expect(await heading.innerText()).toBe("Week 10 (2–8 March 2026)");
    await heading.focus();
    await page.keyboard.press("ArrowLeft");
    await page.getByRole("heading", { name: "Week 9 (" }).waitFor();
    expect(new URL(page.url()).searchParams.get("week")).toBe("2026-W09");
    await page.keyboard.press("ArrowRight");
    await page.getByRole("heading", { name: "Week 10 (" }).waitFor();
    // The arrows of a field and of a table that scrolls are their own.
    await page.locator(".part .table-scroll").first().focus();
    await page.keyboard.press("ArrowLeft");
    expect(new URL(page.url()).searchParams.get("week")).toBe(WEEK);
    await close();
  });

  test("[SCR-12] late events: what would change and why, its contacts, and the next revision", async () => {
    const { page, close } = await open(`week=${WEEK}&lang=en`);
    await page.getByText("Over, not sealed yet").waitFor();
    await page.getByRole("button", { name: "Seal this week" }).click();
    await page.getByRole("button", { name: "Yes, seal it as revision 1" }).click();
    await page.getByText("Revision 1 is issued.").waitFor();
    await page.getByText(/Sealed as revision 1/).waitFor();
    const sealed = await shownOf(page, "aht.mean");

    await house.core.ingest.submit(SOURCE, [...late(7), ...late(8)]);
    await house.core.tail.idle();
    await page.reload();
    await page.waitForSelector(".report-pending");
    expect(await shownOf(page, "aht.mean")).toBe(sealed);
    const { pending } = await answer(WEEK);
    const note = page.locator(".report-pending");
    expect(await note.locator("strong").first().innerText()).toBe(
      `${pending.length} numbers would change`,
    );
    await note.getByRole("button", { name: "Show what and why" }).click();
    const row = note.locator(".difference", { hasText: "Average handling time" }).first();
    await row.locator("summary").waitFor();
    expect(await row.locator("summary").allInnerTexts()).toEqual([
      expect.stringMatching(/^2 × late event/),
    ]);
    expect(await row.innerText()).toContain("n 20 → 22");
    await row.locator("summary").click();
    expect(await row.locator("a").allInnerTexts()).toEqual(["c-eva-7", "c-eva-8"]);
    await row.locator("a").first().click();
    await page.waitForURL(/\/contact\/c-eva-7/);
    await page.goBack();

    await page.getByRole("button", { name: "Show what and why" }).click();
    await page.getByRole("button", { name: "Issue revision 2" }).click();
    await page.getByRole("button", { name: "Yes, issue revision 2" }).click();
    await page.getByText("Revision 2 is issued.").waitFor();
    await page.getByText(/Sealed as revision 2/).waitFor();
    expect(await page.locator(".report-pending").count()).toBe(0);
    const now = await shownOf(page, "aht.mean");
    expect(now).not.toBe(sealed);

    await page.getByRole("link", { name: "Revision 1" }).click();
    await page.getByText("You are looking at revision 1.").waitFor();
    expect(new URL(page.url()).searchParams.get("revision")).toBe("1");
    expect(await shownOf(page, "aht.mean")).toBe(sealed);
    const second = page.locator(".revisions > li").first();
    await second.locator("summary").first().click();
    await second.locator(".difference").first().waitFor();
    await close();
  });

  test("[UX-10] a number opens what it rests on by keyboard alone, and Esc goes back to it", async () => {
    const { page, close } = await open(`week=${WEEK}&lang=en`);
    const opener = page.locator('[data-line="aht.mean"] button');
    await opener.focus();
    await page.keyboard.press("Enter");
    const sheet = page.locator(".sheet");
    await sheet.getByText("How it is computed").waitFor();
    expect(new URL(page.url()).searchParams.get("figure")).toBe("aht.mean");
    await sheet.getByText("How it is computed").press("Enter");
    expect(await sheet.locator("code").innerText()).toContain("aht.mean@");
    await page.keyboard.press("Escape");
    expect(await sheet.count()).toBe(0);
    const focused = "document.activeElement.closest('[data-line]')?.dataset.line";
    expect(await page.evaluate(focused)).toBe("aht.mean");
    await close();
  });

  test("[1.3.1] the weeks behind the small lines are a table too, at a key", async () => {
    const { page, close } = await open(`week=${WEEK}&lang=en`);
    await page.keyboard.press("t");
    const row = page.locator(".table tbody tr", { hasText: "Average handling time, inbound" });
    const { report } = await answer(`${WEEK}?revision=2`);
    const line = report.lines.find(({ kpi }) => kpi === "aht.mean");
    const format = createFormat("en-GB");
    const last = line?.weeks.slice(-2).map(({ value }) => reportText(format, value, "s", ""));
    expect((await row.first().locator("td").allInnerTexts()).slice(-2)).toEqual(last);
    await close();
  });

  test("[EXP-4] a file comes as the API gives it, is said to be here, and stands in the list", async () => {
    const { page, close } = await open(`week=${WEEK}&lang=en`);
    const { revision } = await answer(WEEK);
    const name = `kpi-week_${WEEK}_centre${revision === null ? "" : `_r${revision}`}.csv`;
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "This report: CSV for systems" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    await page.getByText(`${name}: `).waitFor();
    const path = `weekly/${WEEK}.csv?scope=centre&lang=en&dialect=systems${revision === null ? "" : `&revision=${revision}`}`;
    const own = await manager.ask("GET", `/reports/${path}`);
    expect(readFileSync(await download.path(), "utf8")).toBe(await own.text());
    await page.locator("#files details > summary").click();
    const rows = page.locator("#files tbody tr");
    await rows.first().waitFor();
    expect(await rows.first().innerText()).toMatch(/Report · week 10 · .*CSV/);

    await page.route("**/api/v1/reports/contacts/**", (route) =>
      route.fulfill({ status: 429, headers: { "retry-after": "5" }, json: { detail: "wait" } }),
    );
    await page.getByRole("button", { name: "One row per contact: NDJSON" }).click();
    await page.getByText("NDJSON: other files are being made").waitFor();
    await close();
  });

  test("[EXP-9] who gets it by mail is set on the screen, and taken off again", async () => {
    const { page, close } = await open(`week=${WEEK}&lang=en`);
    const list = page.locator("#mail");
    await list.getByText("No mail server is set yet").waitFor();
    await list.getByRole("button", { name: "Add" }).click();
    await page.locator("dialog").getByLabel("Day").selectOption("2");
    await page.locator("dialog").getByLabel("At").fill("08:30");
    await page.getByRole("button", { name: "Add to the list" }).click();
    const row = list.locator("tbody tr");
    await row.waitFor();
    expect(await row.innerText()).toMatch(/All teams[\s\S]*Link[\s\S]*Tuesday 8:30/);
    const kept = await (await manager.ask("GET", "/reports/schedule")).json();
    expect(kept).toMatchObject({
      recipients: [{ scope: "centre", format: "link", day: 2, hour: 8, minute: 30 }],
    });
    await row.getByRole("button").click();
    await row.getByRole("button", { name: "Really remove" }).click();
    await list.getByText("Nobody gets a report by mail.").waitFor();
    await close();
  });

  test("[SEC-7] a leader has the own team, an agent the own week without target or status", async () => {
    const lead = await house.enter([{ role: "lead", teams: ["support"] }]);
    const of = await show(browser, house, lead, `/reports?lang=en&week=${WEEK}`);
    await of.page.waitForSelector(".report-lines");
    expect(await of.page.locator(".page-head").innerText()).toContain("support");
    expect(await of.page.locator(".week-bar select").count()).toBe(1);
    await of.page.goto(`${house.url}/reports?lang=en&week=${WEEK}&scope=team:sales`);
    await of.page.locator('.notice[data-kind="wrong"]').waitFor();
    await of.close();
    const agent = await house.enter([{ role: "agent", agent: "ben" }]);
    const mine = await show(browser, house, agent, `/my-week?lang=en&week=${WEEK}`);
    await mine.page.waitForSelector(".report h1:has-text('Week 10')");
    expect(await mine.page.locator(".status").count()).toBe(0);
    // Nobody rated, nothing was reopened: handling time would stand alone (UX-29).
    await mine.page.waitForSelector("[data-line]");
    expect(await mine.page.locator('[data-line^="aht"]').count()).toBe(0);
    await mine.close();
  });

  test("[PRIV-5] where too few people are behind a number it says so, and leads to why", async () => {
    const admin = await house.enter([{ role: "admin" }]);
    const changed = await admin.ask("PUT", "/policy", { group: 6 });
    expect(changed.status).toBe(200);
    const { page, close } = await open(`week=${WEEK}&lang=en&scope=team:support`);
    expect(await shownOf(page, "aht.mean")).toBe("too few people");
    expect(await page.getByRole("link", { name: "Why" }).getAttribute("href")).toBe(
      "/transparency",
    );
    await close();
  });

  test("[UX-31] the JavaScript that /reports loads is at most 180 KB compressed", async () => {
    const window = await show(browser, house, manager, "/account?lang=en");
    const { page } = window;
    const scripts = new Map<string, number>();
    page.on("response", async (response) => {
      if (!/\.js$/.test(new URL(response.url()).pathname)) return;
      scripts.set(response.url(), gzipSync(await response.body().catch(() => Buffer.of())).length);
    });
    await page.goto(`${house.url}/reports?lang=en&week=${WEEK}`);
    await page.waitForSelector(".definitions");
    const bytes = [...scripts.values()].reduce((sum, each) => sum + each, 0);
    expect(scripts.size).toBeGreaterThan(1);
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
    await window.close();
  });

  test.skipIf(withoutOffice())(
    "[SCR-12] on paper stand the figures, without what one can only press",
    async () => {
      const { page, close } = await open(`week=${WEEK}&lang=nl`);
      await page.waitForSelector(".definitions");
      const value = await shownOf(page, "aht.mean");
      const folder = mkdtempSync(join(tmpdir(), "deskpulse-print-"));
      const file = join(folder, "week.pdf");
      writeFileSync(file, await page.pdf({ format: "A4" }));
      const text = pdfText(file);
      rmSync(folder, { recursive: true });
      expect(text).toContain("Week 10 (2–8 maart 2026)");
      expect(text).toContain("Vastgelegd als revisie 2");
      expect(text).toContain(value);
      expect(text).not.toMatch(/Excel|Afdrukken|Transparantie/);
      await close();
    },
  );
});
