/**
 * Where the acceptance run looks: a living demo, and a server of its first day that holds nothing yet.
 * On both, somebody of every role.
 */
import type { Browser } from "playwright-core";
import { pairingStarted } from "../../../shared/wire/device.ts";
import { launch } from "../../support/browser.ts";
import { type DemoProcess, startDemoProcess } from "../../support/demo-process.ts";
import { workplace } from "../../support/process.ts";
import { ask, cookieOf, type SignedIn, signInBeside } from "../../support/sign-in.ts";

export const WHO = ["nobody", "agent", "lead", "manager", "admin", "television"] as const;
export type Who = (typeof WHO)[number];

export interface Server {
  /** By name: cookies are bound to it. */
  readonly url: string;
  /** As `openWindow` takes it; of nobody none. */
  readonly cookies: Readonly<Record<Exclude<Who, "nobody">, string>>;
}

export interface Place {
  readonly browser: Browser;
  readonly demo: Server;
  readonly bare: Server;
  /** The fragment of an invitation that waits on the bare server. */
  readonly invitation: string;
  close(): Promise<void>;
}

const TELEVISION = {
  name: "Hall",
  team: null,
  screenInches: 55,
  distanceMetres: 5,
  language: "nl",
  theme: "dark",
};

async function demoServer({ url }: DemoProcess): Promise<Server> {
  const enter = async (as: Who) =>
    cookieOf(await fetch(`${url}/demo/sign-in?as=${as}`, { redirect: "manual" }));
  const [agent, lead, manager, admin, television] = [
    await enter("agent"),
    await enter("lead"),
    await enter("manager"),
    await enter("admin"),
    await enter("television"),
  ];
  return { url, cookies: { agent, lead, manager, admin, television } };
}

async function televisionOf(url: string, by: SignedIn): Promise<string> {
  const started = pairingStarted.parse(await (await ask(url, "POST", "/pairing")).json());
  const approval = { ...TELEVISION, code: started.code };
  const approved = await by.ask("POST", "/pairing/approve", approval);
  if (!approved.ok) throw new Error(await approved.text());
  const { secret } = started;
  return cookieOf(await ask(url, "POST", "/pairing/poll", { body: { secret } }));
}

/** Empty but for those who look at it, one key, and an invitation under way. */
async function bareServer(): Promise<Pick<Place, "bare" | "invitation" | "close">> {
  const place = workplace();
  const { url: address } = await place.start();
  const url = address.replace("127.0.0.1", "localhost");
  const as = (roles: Parameters<typeof signInBeside>[2]) =>
    signInBeside(address, place.store, roles);
  const admin = await as([{ role: "admin" }]);
  const manager = await as([{ role: "manager" }]);
  const lead = await as([{ role: "lead", teams: ["support-nl"] }]);
  const agent = await as([{ role: "agent", agent: "an" }]);
  const cookies: Server["cookies"] = {
    agent: agent.cookie,
    lead: lead.cookie,
    manager: manager.cookie,
    admin: admin.cookie,
    television: await televisionOf(address, manager),
  };
  await admin.ask("POST", "/keys", { source: "/acme/helpdesk/main", kind: "bearer" });
  const wish = { email: "lea@acme.test", roles: [{ role: "manager" }] };
  const { link } = (await (await admin.ask("POST", "/invitations", wish)).json()) as {
    link: string;
  };
  return { bare: { url, cookies }, invitation: new URL(link).hash, close: () => place.remove() };
}

export async function openPlace(): Promise<Place> {
  const [demo, bare, browser] = await Promise.all([startDemoProcess(), bareServer(), launch()]);
  return {
    ...bare,
    browser,
    demo: await demoServer(demo),
    async close() {
      await browser.close();
      await demo.stop();
      await bare.close();
    },
  };
}
