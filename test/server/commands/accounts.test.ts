/** `deskpulse admin` about people, beside a real server, and how the first administrator begins. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { adminCommand } from "../../../server/commands/admin.ts";
import { UsageError } from "../../../server/commands/options.ts";
import { configOf } from "../../../server/config.ts";
import { type ServerProcess, workplace } from "../../support/process.ts";
import { ask, cookieOf, PASSWORD, signInBeside } from "../../support/sign-in.ts";

const place = workplace();
let server: ServerProcess;
beforeAll(async () => {
  server = await place.start();
});
afterAll(() => place.remove());

const admin = async (...args: string[]) => {
  const { code, out, err } = await place.run("admin", ...args);
  return { code, said: (out + err).trim() };
};
const tokenIn = (text: string, page: string) =>
  new RegExp(`http://\\S+/${page}#([\\w-]{43})`).exec(text)?.[1] ?? "";
const accept = (token: string) =>
  ask(server.url, "POST", "/invitations/accept", {
    body: { token, name: "X", password: PASSWORD },
  });

test("[SEC-23] the log has one line with the link for the first administrator; a new link voids it", async () => {
  await vi.waitFor(() => expect(server.said()).toContain("/start#"), 60_000);
  const first = tokenIn(server.said(), "start");
  expect(first).not.toBe("");
  expect(server.said().match(/\/start#/g)).toHaveLength(1);
  const second = tokenIn((await admin("link")).said, "start");
  expect(second).not.toBe(first);
  const setUp = (token: string) =>
    ask(server.url, "POST", "/setup", {
      body: {
        token,
        name: "Bo",
        email: "bo@b.example",
        password: PASSWORD,
        organisation: { name: "Voorbeeld BV", zone: "Europe/Amsterdam" },
      },
    });
  expect((await setUp(first)).status).toBe(410);
  const done = await setUp(second);
  expect(done.status).toBe(201);
  expect((await ask(server.url, "GET", "/users", { cookie: cookieOf(done) })).status).toBe(200);
  expect((await admin("link")).said).toMatch(/there is an administrator already.*admin password/);
});

test("[SEC-23] users are invited from the command line, listed, and get a new password", async () => {
  const invited = await admin("invite", "lea@b.example", "lead:a,b", "manager");
  expect(invited.said).toMatch(/for lea@b\.example, once, until \d{4}-/);
  const entered = await accept(tokenIn(invited.said, "join"));
  expect(await entered.json()).toMatchObject({
    roles: [{ role: "lead", teams: ["a", "b"] }, { role: "manager" }],
  });
  expect((await admin("users")).said).toMatch(/lea@b\.example {2}X {2}lead:a,b manager$/m);
  expect((await admin("invite", "lea@b.example", "admin")).said).toMatch(/is a user already/);
  const link = await admin("password", "LEA@b.example");
  expect((await accept(tokenIn(link.said, "join"))).status).toBe(201);
  const who = await ask(server.url, "GET", "/session", { cookie: cookieOf(entered) });
  expect(await who.json()).toMatchObject({ kind: "nobody" });
});

test("[SEC-14] sessions are listed and ended beside the server, which sees it at the next request", async () => {
  const [one, two] = [
    await signInBeside(server.url, place.store, [{ role: "manager" }]),
    await signInBeside(server.url, place.store, [{ role: "manager" }]),
  ];
  const kindOf = async (who: typeof one) =>
    ((await (await who.ask("GET", "/session")).json()) as { kind: string }).kind;
  const line = (await admin("sessions")).said.split("\n").find((row) => row.includes(one.id));
  expect(line).toMatch(
    /^[0-9a-f]{12} {2}u_\S+ {2}other {2}IPv4 {2}since \S+ {2}seen \S+ {2}until \S+$/,
  );
  expect((await admin("revoke", line?.slice(0, 12) ?? "")).said).toBe("1 session ended");
  expect([await kindOf(one), await kindOf(two)]).toEqual(["nobody", "user"]);
  expect((await admin("revoke", "all")).said).toMatch(/^\d+ sessions ended$/);
  expect(await kindOf(two)).toBe("nobody");
  expect((await admin("verify-audit")).code).toBe(0);
  expect((await admin("audit")).said).toMatch(/session\.revoked {2}by command/);
});

test("[CLI3] what admin cannot do for people is one clear sentence", async () => {
  const config = configOf({ DESKPULSE_STORE: join(place.folder, "alone.db") });
  for (const [args, sentence] of [
    [["invite"], /email /],
    [["invite", "x@b.example"], /roles /],
    [["invite", "x@b.example", "boss"], /roles\.0/],
    [["invite", "x@b.example", "lead"], /roles\.0\.teams/],
    [["password", "nobody@b.example"], /no active user nobody@b\.example/],
    [["revoke", "0123456789ab"], /there is no session 0123456789ab/],
    [["revoke"], /there is no session/],
    [["constructor"], /deskpulse admin/],
  ] as const) {
    const problem: unknown = await adminCommand(config, args).catch((thrown: unknown) => thrown);
    expect(problem, args.join(" ")).toBeInstanceOf(UsageError);
    expect(problem instanceof Error && problem.message).toMatch(sentence);
  }
});

test("[SEC-1] sessions outlive the server; with an administrator there is no link in the log", async () => {
  const one = await signInBeside(server.url, place.store, [{ role: "manager" }]);
  const port = Number(new URL(server.url).port);
  await server.stop();
  server = await place.start(port);
  expect(await (await one.ask("GET", "/session")).json()).toMatchObject({ kind: "user" });
  expect(server.said()).not.toContain("/start#");
  expect(server.said()).not.toContain(PASSWORD);
});

test("[SEC-12] the process does not start on another address in the clear, and says why in one sentence", async () => {
  const started = await place.runWith({ DESKPULSE_HOST: "0.0.0.0" }, "serve");
  expect(started.code).toBe(1);
  expect(started.err.trim()).toMatch(/^not started: on 0\.0\.0\.0 passwords would cross[^\n]*$/);
  expect(started.out).toBe("");
});
