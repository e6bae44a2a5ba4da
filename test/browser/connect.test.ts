/** Connecting a system in a real Chromium: its address, its secret, where it is asked, how far it was read. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type House, openHouse } from "../rights/house.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { show } from "../support/desk-windows.ts";
import type { SignedIn } from "../support/sign-in.ts";
import { type VendorServer, vendorServer } from "../support/vendors/vendor-server.ts";
import { signedHeaders, zendeskApi } from "../support/vendors/zendesk.ts";

describe.skipIf(withoutChromium())("connecting a system", () => {
  let browser: Browser;
  let house: House;
  let admin: SignedIn;
  let vendor: VendorServer;

  beforeAll(async () => {
    house = await openHouse();
    admin = await house.enter([{ role: "admin" }]);
    const now = () => house.clock.now();
    vendor = await vendorServer({
      play: zendeskApi(() => ({ staff: [], happenings: [] }), now),
      authorization: "Bearer let-me-in",
      now,
    });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await vendor?.close();
    await house?.stop();
  });

  test("[SCR-14] the address, the secret it shows, and where it is asked: one dialog, then it is in the list", async () => {
    const size = { width: 1440, height: 900 };
    const { page, faults, close } = await show(browser, house, admin, "/sources?lang=en", size);
    await page.getByRole("button", { name: "Connect a system" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("System").selectOption("zendesk");
    await dialog.getByRole("button", { name: "Get its address" }).click();
    const address = await dialog.getByLabel("Address", { exact: true }).inputValue();
    expect(address).toMatch(/\/api\/v1\/sources\/k_/);
    await dialog.getByLabel("Secret that the system shows").fill("zendesks-own-signing-secret");
    await dialog.getByRole("button", { name: "Keep the secret" }).click();
    await dialog.getByText("Calls signed with it are taken").waitFor();
    house.clock.advance(2_000);
    const headers = signedHeaders("zendesks-own-signing-secret", "{}", house.clock.now());
    const url = `${house.url}${new URL(address).pathname}`;
    expect((await fetch(url, { method: "POST", headers, body: "{}" })).status).toBe(200);

    await dialog.getByLabel("Address of the system").fill(vendor.url);
    await dialog.getByLabel("What lets us in").selectOption("bearer");
    await dialog.getByLabel("Password, token or key").fill("let-me-in");
    await dialog.getByRole("button", { name: "Ask it" }).click();
    await dialog.getByText("It is asked from now on").waitFor();
    await page.keyboard.press("Escape");
    const row = page.locator("#systems tbody tr");
    await row.waitFor();
    expect(await row.innerText()).toContain("zendesk/main");
    await page.getByText(/all there, 0 events/).waitFor();
    expect(await page.content()).not.toContain("let-me-in");
    expect(faults).toEqual([]);
    await close();
  });

  test("[EVENTS 10.8] a survey tool is connected with its mapping, and what is wrong with one is said before", async () => {
    const size = { width: 1440, height: 900 };
    const { page, faults, close } = await show(browser, house, admin, "/sources?lang=en", size);
    await page.getByRole("button", { name: "Connect a system" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("System").selectOption("survey");
    const send = dialog.getByRole("button", { name: "Get its address" });
    expect(await send.getAttribute("aria-disabled")).toBe("true");
    const mapping = dialog.getByLabel("Its own settings");
    await dialog.getByRole("button", { name: "Begin with an example" }).click();
    expect(JSON.parse(await mapping.inputValue())).toMatchObject({ kind: "csat" });
    await mapping.fill('{"kind": "nps"');
    await dialog.getByText("This is no JSON object yet").waitFor();
    await mapping.fill('{"kind": "nps", "fields": {"surveyId": "id", "time": "at"}}');
    await send.click();
    await dialog.getByText("fields.score is required").waitFor();
    await mapping.fill('{"kind": "nps", "fields": {"surveyId": "id", "time": "at", "score": "s"}}');
    await send.click();
    const address = await dialog.getByLabel("Address", { exact: true }).inputValue();
    const secret = await dialog.getByLabel("Secret", { exact: true }).inputValue();
    house.clock.advance(2_000);
    const at = new Date(house.clock.now()).toISOString();
    const answer = await fetch(`${house.url}${new URL(address).pathname}`, {
      method: "POST",
      headers: { "x-deskpulse-key": secret },
      body: JSON.stringify({ id: 1, at, s: 9 }),
    });
    expect(await answer.json()).toMatchObject({ accepted: 1 });
    expect(faults).toEqual([]);
    await close();
  });

  test.each(["nl", "fr"])(
    "[UX-22] in %s on a phone the dialog fits, and says everything",
    async (lang) => {
      const size = { width: 390, height: 844 };
      const { page, faults, close } = await show(
        browser,
        house,
        admin,
        `/sources?lang=${lang}`,
        size,
      );
      await page.locator(".page-head .button-main").click();
      const dialog = page.getByRole("dialog");
      await dialog.locator(".button-main").click();
      await dialog.locator("textarea").first().waitFor();
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(isWide).toBe(false);
      expect(await dialog.innerText()).not.toMatch(/\{\w+\}/);
      expect(faults).toEqual([]);
      await close();
    },
  );
});
