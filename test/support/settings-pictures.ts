/**
 * Pictures of every section of the settings, on a real server with an organisation and some contacts:
 * `node test/support/settings-pictures.ts [name]`, into .screenshots. The client must be built.
 */
import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { openWindow } from "./browse.ts";
import { launch } from "./browser.ts";
import { workplace } from "./process.ts";
import { arrangedOrganisation, sendContacts } from "./settings-place.ts";
import { signInBeside } from "./sign-in.ts";

const OUT = new URL("../../.screenshots/", import.meta.url).pathname;
const wanted = process.argv[2] ?? "";
const LOOKS = [
  { name: "light", query: "lang=nl&theme=light", size: { width: 1440, height: 900 } },
  { name: "dark", query: "lang=nl&theme=dark", size: { width: 1440, height: 900 } },
  { name: "phone", query: "lang=fr&theme=light", size: { width: 390, height: 844 } },
];

const press = (name: string | RegExp) => (page: Page) =>
  page.locator("main").getByRole("button", { name }).first().click();

const SECTIONS: Record<string, { path: string; act?: (page: Page) => Promise<unknown> }> = {
  teams: { path: "teams" },
  "team-dialog": { path: "teams", act: press(/^Wijzigen|^Modifier/) },
  people: { path: "people" },
  person: { path: "people", act: press(/^Wijzigen|^Modifier/) },
  moved: {
    path: "people",
    act: async (page) => {
      await press(/^Wijzigen|^Modifier/)(page);
      await page.locator("dialog select").selectOption({ index: 2 });
      await page.locator("dialog input[type=date]").fill("2026-11-16");
      await page.locator("dialog button[type=submit]").click();
      await page.waitForTimeout(1_200);
    },
  },
  ids: { path: "ids", act: (page) => page.locator(".who").first().waitFor() },
  hours: { path: "hours" },
  "hours-changed": {
    path: "hours",
    act: async (page) => {
      await page.locator(".week-typed textarea").first().fill("9-12, 13-17:30");
      await page.locator(".hours-when input").fill("2026-11-16");
      await page.locator(".holidays summary").click();
      await page.locator(".holidays-list input").first().check();
      await page.waitForTimeout(1_200);
      await page.locator(".review summary").click();
    },
  },
  queues: { path: "queues" },
  surveys: { path: "surveys" },
  targets: { path: "targets" },
  privacy: { path: "privacy" },
  wider: {
    path: "privacy",
    act: (page) => page.locator("input[type=number]").first().fill("3"),
  },
};

const place = workplace();
const browser = await launch();
try {
  mkdirSync(OUT, { recursive: true });
  const server = await place.start();
  const admin = await signInBeside(server.url, place.store, [{ role: "admin" }]);
  await arrangedOrganisation(admin);
  await sendContacts(server.url, await place.key("/acme/helpdesk/main"));
  const url = server.url.replace("127.0.0.1", "localhost");
  for (const [name, { path, act }] of Object.entries(SECTIONS)) {
    for (const look of LOOKS) {
      const file = `settings-${name}-${look.name}`;
      if (!file.includes(wanted)) continue;
      const { page, context, faults } = await openWindow(browser, url, {
        cookie: admin.cookie,
        size: look.size,
      });
      await page.goto(`${url}/settings/${path}?${look.query}`);
      await page.locator(".settings-section .section").first().waitFor();
      await page.waitForTimeout(400);
      await act?.(page);
      await page.waitForTimeout(300);
      await page.screenshot({ path: `${OUT}${file}.png`, fullPage: look.name === "phone" });
      for (const fault of faults) console.log(file, fault);
      await context.close();
    }
  }
} finally {
  await browser.close();
  await place.remove();
}
