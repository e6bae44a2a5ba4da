/** The agent's own page in a real Chromium: calm, own range, hidden for the day, no colour of a status. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../shared/time/interval.ts";
import { callOf, SOURCE } from "../rights/house.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { type House, openHouse, show } from "../support/desk-windows.ts";
import type { SignedIn } from "../support/sign-in.ts";

const WEDNESDAY = Date.parse("2026-03-04T09:00:00Z");

function rated(number: number, at: number, score: number) {
  return {
    specversion: "1.0",
    type: "deskpulse.survey.answered.v1",
    source: SOURCE,
    id: `a-${number}`,
    time: new Date(at).toISOString(),
    subject: `survey/s-${number}`,
    data: {
      surveyId: `s-${number}`,
      kind: "csat",
      score,
      scale: { min: 1, max: 5, kind: "stars" },
      contactId: `c-ann-${number}`,
      agentId: "ann",
    },
  };
}

/** Ten calls and ratings a week, `good` of them good. */
function* weekOf(weeks: number, good: number) {
  for (let index = 0; index < 10; index += 1) {
    const number = 100 * (weeks + 1) + index;
    const at = WEDNESDAY - weeks * 7 * DAY_MS + index * 600_000;
    yield* callOf("ann", number, at, 200 + weeks * 20);
    yield rated(number, at + 300_000, index < good ? 5 : 1);
  }
}

describe.skipIf(withoutChromium())("the page of one's own numbers", () => {
  let browser: Browser;
  let house: House;
  let ann: Pick<SignedIn, "cookie">;
  let ben: Pick<SignedIn, "cookie">;

  beforeAll(async () => {
    house = await openHouse();
    const told = [3, 6, 7, 5, 10].flatMap((good, at) => [...weekOf(4 - at, good)]);
    const taken = await house.core.ingest.submit(SOURCE, told);
    expect(taken.ok && taken.value.rejected).toEqual([]);
    await house.core.tail.idle();
    ann = { cookie: house.cookie("agent") };
    ben = await house.enter([{ role: "agent", agent: "ben" }]);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  const open = (
    who: Pick<SignedIn, "cookie">,
    look = "lang=en",
    size = { width: 1440, height: 900 },
  ) => show(browser, house, who, `/me?${look}`, size);
  const card = (page: Page, name: string) => page.locator(".me-card", { hasText: name });

  test("[UX-28] what went well comes first, with the moment it is of and the next one", async () => {
    const { page, faults, close } = await open(ann);
    await page.waitForSelector(".me-card");
    expect(await page.locator(".me-well li").first().innerText()).toMatch(
      /Customer satisfaction.*\n?.*100%/,
    );
    const order = await page.evaluate<boolean>(
      'document.querySelector(".me-well").compareDocumentPosition(document.querySelector(".me-cards")) === 4',
    );
    expect(order).toBe(true);
    expect(await page.locator(".me-as-of").innerText()).toBe("as of 18:00, next 18:05");
    expect(faults).toEqual([]);
    await close();
  });

  test("[SCR-11] the range of the own four weeks as a band, and every number of it as a table", async () => {
    const { page, close } = await open(ann);
    const csat = card(page, "Customer satisfaction");
    await csat.waitFor();
    expect(await csat.locator("td").allInnerTexts()).toEqual(["30%", "60%", "70%", "50%", "100%"]);
    expect(await csat.locator(".me-range").innerText()).toContain("30% to 70%");
    expect(await csat.locator(".own-band-range").count()).toBe(1);
    await close();
  });

  test("[UX-29] handling time is shown only with CSAT beside it, and not at all without", async () => {
    const of = await open(ann);
    expect(await card(of.page, "handling time").locator(".me-beside").innerText()).toContain(
      "CSAT: 100%",
    );
    await of.close();
    const { page, close } = await open(ben);
    await card(page, "Handled contacts").waitFor();
    expect(await page.getByText("handling time").count()).toBe(0);
    await close();
  });

  test("[UX-28] one tap hides the numbers for the day, and the next day they are back", async () => {
    const { page, close } = await open(ann);
    await page.getByRole("button", { name: "Hide the numbers today" }).click();
    expect(await page.locator(".me-card").count()).toBe(0);
    await page.reload();
    await page.waitForSelector(".me-hidden");
    expect(await page.locator("main").innerText()).not.toMatch(/\d%/);
    house.clock.advance(7 * HOUR_MS); // past midnight in Amsterdam
    await page.reload();
    await page.waitForSelector(".me-card");
    await close();
  });

  test("[UX-13] nothing on it is red, ranks, counts down or moves", async () => {
    const { page, close } = await open(ann, "lang=en&theme=light");
    await page.waitForSelector(".me-card");
    const colours = await page.evaluate<string[]>(`(() => {
      const red = getComputedStyle(document.documentElement).getPropertyValue("--action");
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = red;
      const action = getComputedStyle(probe).color;
      probe.remove();
      return [...document.querySelectorAll("main *")]
        .filter((one) => ["color", "backgroundColor", "fill", "stroke", "borderTopColor"]
          .some((name) => getComputedStyle(one)[name] === action))
        .map((one) => one.className);
    })()`);
    expect(colours).toEqual([]);
    const text = await page.locator("main").innerText();
    const said = text.replace("never against a colleague's", "");
    expect(said).not.toMatch(/rank|best|worst|streak|badge|target|\bact\b|colleague/i);
    expect(await page.evaluate("document.getAnimations().length")).toBe(0);
    const before = await page.locator("main").innerText();
    await page.waitForTimeout(2_500);
    expect(await page.locator("main").innerText()).toBe(before);
    await close();
  });

  test("[SCR-9] a number opens its contacts: as many as its n, each leading to its clock", async () => {
    const { page, close } = await open(ann);
    const csat = card(page, "Customer satisfaction");
    await csat.getByRole("button").click();
    await page.waitForSelector(".me-contacts .rows");
    expect(await page.locator(".me-contacts tbody tr").count()).toBe(10);
    const link = page.locator(".me-contacts a").first();
    expect(await link.getAttribute("href")).toMatch(/^\/contact\/c-ann-10\d$/);
    await close();
  });

  test("[PRIV-13] who looked stands on it: the day and the role, never a name", async () => {
    const lead = await house.enter([{ role: "lead", teams: ["support"] }]);
    await lead.ask("GET", "/figures?kpi=aht.mean&scope=agent:ann");
    const { page, close } = await open(ann);
    const rows = page.locator(".rows tbody tr");
    await rows.first().waitFor();
    expect((await rows.allInnerTexts()).join(" ")).toContain("team leader");
    expect(await page.locator("main").innerText()).not.toContain(lead.email);
    await close();
  });

  test("[UX-19] without the server the last numbers stay, and their time says so", async () => {
    const { page, close } = await open(ann);
    await page.waitForSelector(".me-card");
    await page.route("**/api/v1/me", (route) => route.abort());
    await page.waitForSelector('.me-as-of:has-text("cannot be reached")', { timeout: 60_000 });
    expect(await page.locator(".me-card").count()).toBeGreaterThan(2);
    await close();
  });
});
