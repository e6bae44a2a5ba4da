/** The mail server set up in a real browser, by an administrator, and a test that arrives (EXP-9, SCR-17). */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWindow } from "../support/browse.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { type LetterBox, openLetterBox } from "../support/letter-box.ts";
import { workplace } from "../support/process.ts";
import { signInBeside } from "../support/sign-in.ts";

describe.skipIf(withoutChromium())("the mail server", () => {
  const place = workplace();
  let browser: Browser;
  let box: LetterBox;
  beforeAll(async () => {
    browser = await launch();
    box = await openLetterBox();
  });
  afterAll(async () => {
    await browser?.close();
    await box?.close();
    await place.remove();
  });

  test("[EXP-9] it is typed, saved and tried out; what is wrong is said at its field; then it is taken away", async () => {
    const server = await place.start();
    const admin = await signInBeside(server.url, place.store, [{ role: "admin" }]);
    const url = server.url.replace("127.0.0.1", "localhost");
    const window = await openWindow(browser, url, { cookie: admin.cookie });
    const { page } = window;
    await page.goto(`${url}/settings/mail?lang=en`);
    await page.getByText("No mail server is set: nothing is sent.").waitFor();
    await page.getByLabel("Server").fill("mail.example.com");
    await page.getByLabel("Encryption").selectOption("none");
    await page.getByLabel("Sender").fill("desk@example.test");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Only a server on this machine may do without.").waitFor();
    await page.getByLabel("Server").fill("127.0.0.1");
    await page.getByLabel("Port").fill(String(box.port));
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Send me a test" }).click();
    await page.getByText(`Sent to ${admin.email}.`).waitFor();
    expect(box.letters.map(({ to }) => to)).toEqual([[admin.email]]);
    await page.getByRole("button", { name: /^Send no mail/ }).click();
    await page.getByRole("button", { name: /^Really send no mail/ }).click();
    await page.getByText("No mail server is set: nothing is sent.").waitFor();
    expect(window.faults.filter((fault) => !/400/.test(String(fault)))).toEqual([]);
    await window.context.close();
  });
});
