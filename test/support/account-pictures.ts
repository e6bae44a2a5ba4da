/**
 * Pictures of every screen about accounts, on a real server: `node test/support/account-pictures.ts
 * [name]`, into .screenshots. The client must be built.
 */
import { mkdirSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launch } from "./browser.ts";
import { workplace } from "./process.ts";

const OUT = new URL("../../.screenshots/", import.meta.url).pathname;
const PASSWORD = "rustig-paard-tuinhek";
const LOOKS = [
  { name: "light-en", query: "lang=en&theme=light", size: { width: 1440, height: 900 } },
  { name: "dark-nl", query: "lang=nl&theme=dark", size: { width: 1440, height: 900 } },
  { name: "phone-fr", query: "lang=fr&theme=light", size: { width: 390, height: 844 } },
] as const;
const wanted = process.argv[2] ?? "";

async function shoot(page: Page, name: string): Promise<void> {
  if (!name.includes(wanted)) return;
  await page.waitForTimeout(350);
  await page.screenshot({ path: `${OUT}${name}.png`, fullPage: name.includes("phone") });
}

const withLook = (path: string, query: string) => {
  const [before = "", hash] = path.split("#");
  return `${before}${before.includes("?") ? "&" : "?"}${query}${hash === undefined ? "" : `#${hash}`}`;
};

/** One page in every look. */
async function each(
  browser: Browser,
  state: Awaited<ReturnType<BrowserContext["storageState"]>> | undefined,
  url: string,
  name: string,
  path: string,
  act: (page: Page) => Promise<unknown> = async () => {},
): Promise<void> {
  for (const look of LOOKS) {
    if (!`${name}-${look.name}`.includes(wanted)) continue;
    const context = await browser.newContext({
      viewport: look.size,
      ...(state === undefined ? {} : { storageState: state }),
    });
    const page = await context.newPage();
    page.on("console", (message) => console.log(name, message.text()));
    page.on("pageerror", (error) => console.log(name, error.message));
    await page.goto(url + withLook(path, look.query));
    await page.waitForSelector("h1");
    await act(page);
    await shoot(page, `${name}-${look.name}`);
    await context.close();
  }
}

const place = workplace();
const browser = await launch();
try {
  mkdirSync(OUT, { recursive: true });
  const server = await place.start();
  const url = server.url.replace("127.0.0.1", "localhost");
  const link = /\/start#\S+/.exec(server.said())?.[0] ?? "";
  await each(browser, undefined, url, "sign-in", "/sign-in");
  await each(browser, undefined, url, "start-you", link);
  await each(browser, undefined, url, "pairing", "/wall");

  const context = await browser.newContext();
  const page = await context.newPage();
  const ask = (method: string, path: string, body: unknown) =>
    context.request.fetch(`${url}/api/v1${path}`, { method, data: body as object });
  const token = link.split("#")[1];
  const person = { token, name: "Mia Janssens", email: "mia@acme.test", password: PASSWORD };
  await ask("POST", "/setup", { ...person, alsoManager: true });
  const state = await context.storageState();
  await each(browser, state, url, "start-organisation", "/start/organisation");
  await each(browser, state, url, "start-teams", "/start/teams", async (at) => {
    const cells = at.locator(".grid-rows input");
    for (const [index, text] of ["An Peeters", "Support NL", "Bo Maes", "Support FR"].entries()) {
      await cells.nth(index).fill(text);
    }
    await at.locator("button[type=submit]").click();
    await at.waitForSelector(".people-preview");
  });
  await each(browser, state, url, "start-source-new", "/start/source");
  const csv = "name,team\nAn Peeters,Support NL\nBo Maes,Support FR\nCé Dubois,Support FR";
  await ask("POST", "/organisation/people", { csv });
  await ask("PUT", "/organisation", {});
  await each(browser, state, url, "keys-made", "/settings/keys", async (at) => {
    await at.locator(".section-head button").click();
    await at.locator("dialog input").first().fill(`/acme/phone/pbx${Math.random()}`.slice(0, 22));
    await at.locator("dialog button[type=submit]").click();
    await at.waitForSelector(".copy");
  });
  await each(browser, state, url, "start-source", "/start/source", async (at) => {
    await at.locator("summary").click();
    await at.locator(".more button[type=submit]").click();
    await at.waitForSelector(".lines");
  });
  await each(browser, state, url, "start-colleagues", "/start/colleagues");
  await ask("POST", "/invitations", { email: "bo@acme.test", roles: [{ role: "manager" }] });
  const invited = await ask("POST", "/invitations", {
    email: "an@acme.test",
    roles: [{ role: "lead", teams: ["support-nl", "support-fr"] }],
  });
  const { link: join } = (await invited.json()) as { link: string };
  const path = new URL(join).pathname + new URL(join).hash;
  await each(browser, undefined, url, "join", path);
  await context.request.post(`${url}/api/v1/pairing`, { data: {} });
  await page.goto(`${url}/wall`);
  await each(browser, state, url, "users", "/settings/users");
  await each(browser, state, url, "users-invite", "/settings/users", async (at) => {
    await at.locator(".section-head button").first().click();
  });
  await each(browser, state, url, "organisation", "/settings/organisation");
  const wall = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const tv = await wall.newPage();
  await tv.goto(`${url}/wall?lang=nl`);
  const code = (await tv.locator(".pairing-code").innerText()).replace(/\s/g, "");
  await tv.screenshot({ path: `${OUT}pairing-tv.png` });
  await each(browser, state, url, "tv-pair", `/televisions?code=${code}`);
  await ask("POST", "/pairing/approve", {
    code,
    name: "Hal",
    team: "support-nl",
    screenInches: 43,
    distanceMetres: 5,
    language: "nl",
    theme: "dark",
  });
  await tv.waitForSelector(".wall");
  await tv.waitForTimeout(1500);
  await tv.screenshot({ path: `${OUT}wall-paired.png` });
  await each(browser, state, url, "televisions", "/settings/televisions");
  await each(browser, state, url, "account", "/account");
  await each(browser, state, url, "menu", "/team", async (at) => {
    await at.locator(".person-open").click();
  });
  await each(browser, state, url, "denied", "/me");
  await each(browser, state, url, "home", "/");
} finally {
  await browser.close();
  await place.remove();
}
