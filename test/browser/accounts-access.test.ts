/** Every screen about accounts for everybody: axe, 320 px, keyboard, in light and dark (SCREENS.md 9). */
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWindow, type Window } from "../support/browse.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { type ServerProcess, workplace } from "../support/process.ts";
import { type SignedIn, signInBeside } from "../support/sign-in.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const CSV = "name,team\nAn Peeters,Support NL\nBo Maes,Support FR";

interface Screen {
  readonly path: string;
  readonly isInside?: boolean;
  /** Opens what is not there at first. */
  readonly act?: (page: Page) => Promise<unknown>;
}

const press = (name: string | RegExp) => (page: Page) =>
  page.locator("main").getByRole("button", { name }).first().click();

describe.skipIf(withoutChromium())("screens about accounts", () => {
  const place = workplace();
  let browser: Browser;
  let server: ServerProcess;
  let url = "";
  let admin: SignedIn;
  let join = "";

  beforeAll(async () => {
    server = await place.start();
    url = server.url.replace("127.0.0.1", "localhost");
    browser = await launch();
    admin = await signInBeside(server.url, place.store, [{ role: "admin" }, { role: "manager" }]);
    await admin.ask("POST", "/organisation/people", { csv: CSV });
    await admin.ask("POST", "/keys", { source: "/acme/helpdesk/main", kind: "bearer" });
    const lead = { email: "lea@acme.test", roles: [{ role: "lead", teams: ["support-nl"] }] };
    const { link } = (await (await admin.ask("POST", "/invitations", lead)).json()) as {
      link: string;
    };
    join = new URL(link).hash;
  });
  afterAll(async () => {
    await browser?.close();
    await place.remove();
  });

  const screens: Record<string, Screen> = {
    "sign-in": { path: "/sign-in" },
    "first step": { path: "/start#token" },
    join: { path: "/join" },
    pairing: { path: "/wall" },
    "step organisation": { path: "/start/organisation", isInside: true },
    "step teams": { path: "/start/teams", isInside: true },
    "step source": {
      path: "/start/source",
      isInside: true,
      act: (page) => page.locator("summary").click(),
    },
    "step colleagues": { path: "/start/colleagues", isInside: true },
    organisation: { path: "/settings/organisation", isInside: true },
    keys: { path: "/settings/keys", isInside: true },
    "a key rotated": {
      path: "/settings/keys",
      isInside: true,
      act: async (page) => {
        await press(/^Vernieuwen|^Maak|^Echt|^Renouveler/)(page);
        await press(/^Echt een nieuw geheim|^Vraiment créer/)(page);
        await page.locator(".copy").first().waitFor();
      },
    },
    users: { path: "/settings/users", isInside: true },
    invite: { path: "/settings/users", isInside: true, act: press(/^Uitnodigen|^Inviter/) },
    televisions: { path: "/settings/televisions", isInside: true },
    "pair a television": { path: "/televisions?code=BCDFGHJK", isInside: true },
    account: { path: "/account", isInside: true },
    menu: {
      path: "/account",
      isInside: true,
      act: (page) => page.locator(".person-open").click(),
    },
    "not for me": { path: "/nowhere", isInside: true },
  };

  async function show(name: string, query: string, width = 1440): Promise<Window> {
    const { path = "", isInside = false, act } = screens[name] ?? {};
    const cookie = isInside ? { cookie: admin.cookie } : {};
    const window = await openWindow(browser, url, { ...cookie, size: { width, height: 900 } });
    const [before = "", hash = name === "join" ? join.slice(1) : ""] = path.split("#");
    const to = `${before}${before.includes("?") ? "&" : "?"}${query}${hash && `#${hash}`}`;
    await window.page.goto(url + to);
    await window.page.locator("h1, .pairing-code").first().waitFor();
    // Lists are asked for after the frame is there.
    await window.page.waitForLoadState("networkidle");
    await act?.(window.page);
    return window;
  }

  for (const name of Object.keys(screens)) {
    for (const theme of ["light", "dark"]) {
      test(`[ACC-1] axe finds nothing on ${name}, ${theme}`, async () => {
        const { page, faults, context } = await show(name, `lang=nl&theme=${theme}`);
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        expect(faults).toEqual([]);
        await context.close();
      });
    }
    test(`[ACC-7] at 320 px nothing scrolls sideways on ${name}`, async () => {
      const { page, context } = await show(name, "lang=fr&theme=light", 320);
      expect(await page.evaluate("deskTests.extent()[0]")).toBe(320);
      await context.close();
    });
  }

  test("[ACC-3] by keyboard every stop is named and visible, the content one key away", async () => {
    const { page, context } = await show("users", "lang=nl&theme=light");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Naar de inhoud");
    const stops: string[] = [];
    for (let count = 0; count < 12; count += 1) {
      await page.keyboard.press("Tab");
      stops.push(await page.evaluate<string>("deskTests.stop()"));
    }
    expect(stops.filter((stop) => stop.startsWith("nameless"))).toEqual([]);
    expect(stops.filter((stop) => stop.startsWith("hidden"))).toEqual([]);
    expect(stops[0]).toBe("Deskpulse: naar mijn eerste pagina");
    expect(stops[1]).toBe("Team");
    expect(stops).toContain("Instellingen");
    await context.close();
  });

  test("[UX-1] the code on an unpaired television is read from across the room", async () => {
    const { page, context } = await openWindow(browser, url, {
      size: { width: 1920, height: 1080 },
    });
    for (const lang of ["nl", "fr", "en"]) {
      await page.goto(`${url}/wall?lang=${lang}`);
      await page.locator(".pairing-code").waitFor();
      const sizes = await page.evaluate<[string, number][]>("deskTests.sizes()");
      expect(sizes.filter(([, share]) => share < 4.69)).toEqual([]);
      expect(await page.evaluate("deskTests.extent()")).toEqual([1920, 1080]);
    }
    await context.close();
  });
});
