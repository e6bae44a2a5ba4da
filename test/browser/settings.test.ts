/**
 * The organisation changed on a real server, in a real browser: each change is told before it is saved,
 * does what was told, and is taken back (SCR-17, SCR-18, PRIV-9).
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OrgDocument } from "../../shared/org/org.ts";
import { openWindow, type Window } from "../support/browse.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { type ServerProcess, workplace } from "../support/process.ts";
import {
  arrangedOrganisation,
  lastMonday,
  SOURCE,
  sendContacts,
} from "../support/settings-place.ts";
import { type SignedIn, signInBeside } from "../support/sign-in.ts";

const DAY_MS = 86_400_000;

describe.skipIf(withoutChromium())("settings of the organisation", () => {
  const place = workplace();
  let browser: Browser;
  let server: ServerProcess;
  let url = "";
  let admin: SignedIn;
  let lead: SignedIn;

  beforeAll(async () => {
    server = await place.start();
    url = server.url.replace("127.0.0.1", "localhost");
    browser = await launch();
    admin = await signInBeside(server.url, place.store, [{ role: "admin" }]);
    lead = await signInBeside(server.url, place.store, [{ role: "lead", teams: ["support"] }]);
    await arrangedOrganisation(admin);
    await sendContacts(server.url, await place.key(SOURCE));
  });
  afterAll(async () => {
    await browser?.close();
    await place.remove();
  });

  /** A section, in English; what it must not do is seen at the end. */
  async function inside(
    path: string,
    work: (page: Page) => Promise<void>,
    by: SignedIn = admin,
  ): Promise<void> {
    const window: Window = await openWindow(browser, url, { cookie: by.cookie });
    await window.page.goto(`${url}/settings/${path}?lang=en`);
    await window.page.locator(".settings-section .section").first().waitFor();
    await work(window.page);
    expect(window.faults).toEqual([]);
    await window.context.close();
  }

  const saved = async (page: Page) => {
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Saved.", { exact: true }).waitFor();
  };
  const undo = async (page: Page) => {
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Taken back. It is as it was before.").waitFor();
  };
  const document = async (): Promise<OrgDocument> =>
    ((await (await admin.ask("GET", "/organisation")).json()) as { document: OrgDocument })
      .document;
  const monday = new Date(lastMonday()).toISOString().slice(0, 10);

  /** Business seconds of all first replies of the team on that Monday, and how many there are. */
  const replies = async () => {
    const path = `/figures?kpi=frt.business.mean&scope=team:support&period=${monday}`;
    const [figure] = (await (await lead.ask("GET", path)).json()) as {
      numerator: number;
      n: number;
    }[];
    return { seconds: figure?.numerator ?? Number.NaN, n: figure?.n ?? 0 };
  };

  test("[SCR-17][SCR-18] a lunch break and a holiday are drawn, told, kept by the business clock, taken back", async () => {
    const before = await document();
    const was = await replies();
    expect(was.n).toBeGreaterThan(1);
    await inside("hours", async (page) => {
      await page.getByLabel("Hours on Monday").fill("9-12, 13-17");
      await page.getByLabel("Valid from").fill(monday);
      await page.locator("summary", { hasText: "Holidays of" }).click();
      await page.getByLabel("Christmas Day").first().check();
      const review = page.getByRole("region", { name: "What changes" });
      await review.getByText(/Office has other hours, from/).waitFor();
      await review.getByText(/closed \(Christmas Day\)/).waitFor();
      await review.getByText(/Contacts that count differently: [1-9]/).waitFor();
      await review.getByText("Figures that move").click();
      await review
        .getByRole("row", { name: /First response time, business hours, mean/ })
        .waitFor();
      expect(await replies()).toEqual(was); // nothing changes by looking
      await saved(page);
      // Each waited from eleven to one that Monday: an hour less for every one of them.
      expect(await replies()).toEqual({ n: was.n, seconds: was.seconds - was.n * 3600 });
      await undo(page);
      expect(await replies()).toEqual(was);
    });
    expect(await document()).toEqual(before);
  });

  test("[2.1.1][2.5.7] a stretch is drawn with the mouse, and moved, made longer and removed by key", async () => {
    await inside("hours", async (page) => {
      const sunday = page.locator('.week-day[data-day="sun"]');
      const box = await sunday.boundingBox();
      if (box === null) throw new Error("no column");
      const at = (hour: number) => box.y + (box.height * hour) / 24;
      await page.mouse.move(box.x + 20, at(10));
      await page.mouse.down();
      await page.mouse.move(box.x + 20, at(12), { steps: 4 });
      await page.mouse.up();
      const typed = page.getByLabel("Hours on Sunday");
      expect(await typed.inputValue()).toBe("10:00–12:00");
      const stretch = sunday.getByRole("button");
      await stretch.focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Shift+ArrowDown");
      expect(await typed.inputValue()).toBe("10:15–12:30");
      await page.keyboard.press("Alt+ArrowUp");
      expect(await typed.inputValue()).toBe("10:00–12:30");
      await page.keyboard.press("Delete");
      expect(await typed.inputValue()).toBe("");
      await page.getByLabel("Hours on Friday").fill("22-6");
      await page.locator('.week-day[data-day="sat"] [data-rest="true"]').waitFor();
      await page.getByLabel("Hours on Friday").fill("nine");
      await page.getByText("Write 9-12, 13-17:30").waitFor();
      await page.getByRole("button", { name: "Discard" }).click();
      expect(await page.getByLabel("Hours on Sunday").inputValue()).toBe("");
    });
  });

  test("[SCR-17] somebody counts for another team from a date, and not before", async () => {
    const memberships = async () => (await document()).agents[0]?.memberships;
    const before = await memberships();
    await inside("people", async (page) => {
      await page.getByRole("button", { name: "Change: Ann Peeters" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Team").selectOption({ label: "Returns" });
      await dialog.getByLabel("Valid from").fill(monday);
      await dialog.getByRole("button", { name: "Apply" }).click();
      await page.getByText(/Ann Peeters counts for Returns, from/).waitFor();
      await page.getByText(/Nothing before .* changes\./).waitFor();
      expect(await memberships()).toEqual(before);
      await saved(page);
      expect(await memberships()).toEqual([
        { team: "support", to: monday, primary: true },
        { team: "returns", from: monday, primary: true },
      ]);
    });
    // Also later, and from another section.
    await inside("queues", async (page) => {
      await page.getByRole("button", { name: /^Take back the last saved change/ }).click();
      await page.getByRole("button", { name: /^Really take it back/ }).click();
      await page.getByText("Taken back. It is as it was before.").waitFor();
    });
    expect(await memberships()).toEqual(before);
  });

  test("[SCR-17] an unknown id is mapped from its suggestion, and its placeholder is gone", async () => {
    await inside("ids", async (page) => {
      await page.getByRole("button", { name: "chloe.maes: Is Chloé Maes" }).click();
      await page.getByText(/chloe.maes of .* is Chloé Maes, from the beginning/).waitFor();
      await saved(page);
      await page.getByText("Every id of this week and last is known.").waitFor();
    });
    const path = `/figures?kpi=tickets.resolved&by=agent&scope=team:support&period=${monday}`;
    expect(await (await lead.ask("GET", path)).text()).not.toContain("@/acme");
    const from = new Date(lastMonday() - 7 * DAY_MS).toISOString().slice(0, 10);
    const quality = await admin.ask("GET", `/quality?period=${from}`);
    expect(await quality.json()).toMatchObject({ unmapped: { agents: [] } });
  });

  test("[PRIV-4][UX-29] a leader sets targets of the own team; handle time only beside another", async () => {
    await inside(
      "targets",
      async (page) => {
        expect(await page.locator(".tabs a").allInnerTexts()).toEqual(["Targets", "Televisions"]);
        await page.getByRole("group", { name: "Customer satisfaction score" }).waitFor();
        await page.getByRole("button", { name: /^Remove: Customer satisfaction/ }).click();
        await page.getByLabel("Add a target").selectOption("aht.mean");
        const aht = page.getByRole("group", { name: "Average handling time" });
        await aht.getByLabel(/^Target/).fill("5:00");
        await page.getByText(/Handle time alone makes people cut corners/).waitFor();
        const save = page.getByRole("button", { name: "Save changes" });
        expect(await save.getAttribute("aria-disabled")).toBe("true");
        await page.getByRole("button", { name: "Add CSAT" }).click();
        const csat = page.getByRole("group", { name: "Customer satisfaction" });
        await csat.getByLabel(/^Target/).fill("88");
        await csat.getByLabel("Limit").fill("95");
        await page.getByText("The limit must be worse than the target.").waitFor();
        await csat.getByLabel("Limit").fill("80");
        await saved(page);
        const targets = async () =>
          (await document()).targets.filter(({ team }) => team === "support");
        expect(await targets()).toMatchObject([
          { kpi: "aht.mean", value: 300 },
          { kpi: "csat.score", value: 88, limit: 80 },
        ]);
        await undo(page);
        expect(await targets()).toMatchObject([{ kpi: "csat.score", value: 85, limit: 75 }]);
      },
      lead,
    );
  });

  test("[PRIV-9] a smaller group is not saved without reason and decision; with them it is, and is taken back", async () => {
    await inside("privacy", async (page) => {
      const save = page.getByRole("button", { name: "Save changes" });
      await page.getByLabel("Smallest group").fill("4");
      expect(await save.getAttribute("aria-disabled")).toBe("true");
      await page.getByLabel("Reason").fill("Two small teams");
      expect(await save.getAttribute("aria-disabled")).toBe("true");
      await page.getByLabel("Decision").fill("OR 2026-14");
      await saved(page);
      await page.getByText("Smallest group: 5 → 4").waitFor();
      await page.getByText("Two small teams (OR 2026-14)").waitFor();
      await undo(page);
      expect(await page.getByLabel("Smallest group").inputValue()).toBe("5");
    });
  });

  test("[SCR-18] what somebody else saved meanwhile is not overwritten, and that is said", async () => {
    await inside("teams", async (page) => {
      await page.getByRole("button", { name: "New team" }).click();
      await page.getByRole("dialog").getByLabel("Name").fill("Billing");
      await page.getByRole("dialog").getByRole("button", { name: "Apply" }).click();
      await page.getByText("New team Billing").waitFor();
      await arrangedOrganisation(admin);
      await page.getByRole("button", { name: "Save changes" }).click();
      await page.getByRole("button", { name: "Load again" }).click();
      await expect.poll(() => page.getByText("Billing").count()).toBe(0);
    });
  });
});
