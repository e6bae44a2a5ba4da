/** A real server on its first day, at a clock that stands still: the way in, the set-up, the first television. */
import type { BrowserContext, Page } from "playwright-core";
import { setupToken } from "../../../server/accounts/first-admin.ts";
import { type AccountDesk, accountDesk } from "../account-desk.ts";
import type { SignedIn } from "../sign-in.ts";
import { press, SCREEN, type Shot, STATE, WALL_STATE, type World } from "./shot.ts";

const SLOW = { title: "slow", status: 429, detail: "wait", retryAfterSeconds: 40 };

async function tryToSignIn(page: Page): Promise<void> {
  await page.locator("input[type=email]").fill("mia@acme.test");
  await page.locator("input[type=password]").fill("not this one");
  await press("button[type=submit]")(page);
  await page.waitForSelector(".notice");
}

/** Typed as a list would be: who, and in which team. */
async function typePeople(page: Page): Promise<void> {
  const cells = page.locator(".grid-rows input");
  for (const [index, text] of ["An Peeters", "Support NL", "Bo Maes", "Support FR"].entries()) {
    await cells.nth(index).fill(text);
  }
  await press("button[type=submit]")(page);
  await page.waitForSelector(".people-preview");
}

async function makeKey(page: Page): Promise<void> {
  await press(".section-head button")(page);
  await page.locator("dialog input").first().fill(`/acme/phone/pbx${page.viewportSize()?.width}`);
  await press("dialog button[type=submit]")(page);
  await page.waitForSelector(".copy");
}

const shotsOf = (join: string, code: string): readonly Shot[] => [
  { name: "sign-in", path: "/sign-in", looks: SCREEN },
  { name: "sign-in-refused", path: "/sign-in", looks: STATE, act: tryToSignIn },
  {
    name: "sign-in-wait",
    path: "/sign-in",
    looks: STATE,
    before: (page) =>
      page.route("**/api/v1/session", (route) =>
        route.request().method() === "POST"
          ? route.fulfill({ json: SLOW, status: 429 })
          : route.continue(),
      ),
    act: tryToSignIn,
  },
  { name: "join", path: join, looks: STATE },
  { name: "pairing", path: "/wall", looks: [...STATE, ...WALL_STATE], ready: ".pairing-code" },
  { name: "start-organisation", as: "admin", path: "/start/organisation", looks: STATE },
  { name: "start-teams", as: "admin", path: "/start/teams", looks: STATE },
  { name: "start-teams-typed", as: "admin", path: "/start/teams", looks: STATE, act: typePeople },
  { name: "start-source", as: "admin", path: "/start/source", looks: STATE },
  { name: "start-colleagues", as: "admin", path: "/start/colleagues", looks: STATE },
  { name: "first-team", as: "admin", path: "/team", looks: STATE },
  { name: "first-sources", as: "admin", path: "/sources", looks: STATE },
  { name: "first-users", as: "admin", path: "/settings/users", looks: STATE },
  { name: "first-key-made", as: "admin", path: "/settings/keys", looks: STATE, act: makeKey },
  { name: "first-television", as: "admin", path: `/televisions?code=${code}`, looks: STATE },
];

async function prepare(desk: AccountDesk): Promise<{ admin: SignedIn; shots: readonly Shot[] }> {
  const admin = await desk.enter([{ role: "admin" }, { role: "manager" }], "mia@acme.test");
  const csv = "name,team\nAn Peeters,Support NL\nBo Maes,Support FR\nCé Dubois,Support FR";
  await admin.ask("POST", "/organisation/people", { csv });
  const invited = await admin.ask("POST", "/invitations", {
    email: "an@acme.test",
    roles: [{ role: "lead", teams: ["support-nl", "support-fr"] }],
  });
  const { link } = (await invited.json()) as { link: string };
  const paired = await desk.ask("POST", "/pairing");
  const { code } = (await paired.json()) as { code: string };
  const { pathname, hash } = new URL(link);
  return { admin, shots: shotsOf(pathname + hash, code) };
}

export async function firstDayWorld(): Promise<World> {
  const desk = await accountDesk();
  const { admin, shots } = await prepare(desk);
  return { url: desk.url, shots, enter: cookieInto(desk, admin.cookie), stop: desk.stop };
}

const cookieInto = (desk: AccountDesk, cookie: string) => (context: BrowserContext) => {
  const [name = "", ...value] = cookie.split("=");
  return context.addCookies([{ name, value: value.join("="), url: desk.url }]);
};

/** Before there is anybody: the one-time link of the first administrator. */
export async function newWorld(): Promise<World> {
  const desk = await accountDesk();
  const token = await setupToken(desk.accounts);
  const shots: readonly Shot[] = [{ name: "start-you", path: `/start#${token}`, looks: STATE }];
  return { url: desk.url, shots, enter: async () => {}, stop: desk.stop };
}
