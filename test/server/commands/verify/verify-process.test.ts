/** `deskpulse verify` as people use it: a real process beside a real server, and without one. */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { verifyCommand } from "../../../../server/commands/verify.ts";
import { configOf } from "../../../../server/config.ts";
import { printPassport } from "../../../../shared/wire/passport.ts";
import { workplace } from "../../../support/process.ts";
import { signInBeside } from "../../../support/sign-in.ts";

const place = workplace();
afterAll(() => place.remove());

const SOURCE = "/acme/pbx/main";
const DAY = "2026-03-04";

/** A team large enough that a manager sees its totals (PRIV-5). */
const ORG = {
  teams: [{ id: "support" }],
  agents: ["ann", "ben", "cem", "dee", "eva"].map((id) => ({
    id,
    identities: [{ source: SOURCE, id }],
    memberships: [{ team: "support" }],
  })),
};

/** A call of so many seconds at an hour of that day, handled by Ann. */
function callAt(id: string, hour: number, seconds: number) {
  const begin = Date.parse(`${DAY}T00:00:00Z`) + hour * 3_600_000;
  const leg = { contactId: id, legId: `${id}/1`, agentId: "ann" };
  const told: [string, number, object][] = [
    ["created", 0, { contactId: id, channel: "phone", direction: "inbound" }],
    ["answered", 0, leg],
    ["leg_ended", seconds, leg],
    ["wrapup_ended", seconds, leg],
  ];
  return told.map(([type, after, data], at) => ({
    specversion: "1.0",
    type: `deskpulse.contact.${type}.v1`,
    source: SOURCE,
    id: `${id}-${at}`,
    time: new Date(begin + after * 1000).toISOString(),
    subject: `contact/${id}`,
    data,
  }));
}

test("[PASS7] a figure holds beside a running server, and a late call is named with exit code 1", async () => {
  const org = join(place.folder, "org.json");
  writeFileSync(org, JSON.stringify(ORG));
  expect((await place.run("admin", "org", org)).code).toBe(0);
  const key = await place.key(SOURCE);
  const server = await place.start();
  const send = async (events: readonly object[]) => {
    const response = await fetch(`${server.url}/api/v1/events`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/cloudevents-batch+json",
      },
      body: JSON.stringify(events),
    });
    expect(response.status).toBe(200);
  };
  await send([...callAt("one", 9, 100), ...callAt("two", 10, 200)]);
  const query = `kpi=aht.mean&period=${DAY}&passport=1`;
  const manager = await signInBeside(server.url, place.store, [{ role: "manager" }]);
  const [figure] = (await (await manager.ask("GET", `/figures?${query}`)).json()) as [
    { value: number; passport: string },
  ];
  expect(figure.value).toBe(150);

  const holds = await place.run("verify", figure.passport);
  expect([holds.code, holds.err]).toEqual([0, ""]);
  expect(holds.out).toMatch(
    /^holds: AHT \(aht\.mean@\d+\), centre, 2026-03-04\n {2}was 150 \(n 2, 300 \/ 2\)/,
  );

  await send(callAt("late", 11, 600));
  const changed = await place.run("verify", ...figure.passport.split(" "));
  expect(changed.code).toBe(1);
  expect(changed.out).toMatch(
    /^changed: [^\n]*\n {2}was 150 [^\n]*\n {2}is {2}300 \(n 3, 900 \/ 3\)/,
  );
  expect(changed.out).toMatch(
    /1 contact counts otherwise:\n {2}\/acme\/pbx\/main\|contact\/late\n {4}\+ leg\.workload 600, 2026-03-04T11:10:00\.000Z, ann, support\n {4}because of contact\.created late-0 .* log position 10\n/,
  );

  await server.stop();
  const alone = await place.run("verify", "--json", figure.passport);
  expect(alone.code).toBe(1);
  expect(JSON.parse(alone.out)).toMatchObject({
    verdict: "changed",
    is: { value: 300, n: 3 },
    differences: [{ key: "/acme/pbx/main|contact/late" }],
  });

  const mistyped = await place.run("verify", figure.passport.replace("n=2", "n=3"));
  expect([mistyped.code, mistyped.out]).toEqual([2, ""]);
  expect(mistyped.err).toMatch(/mistyped/);
});

test("[PASS7] what it cannot read or tell is one sentence and exit code 2", async () => {
  const told = async (...args: string[]) => {
    const [said, warned]: [string[], string[]] = [[], []];
    const config = configOf({ DESKPULSE_STORE: place.store });
    const code = await verifyCommand(
      config,
      args,
      (line) => said.push(line),
      (line) => warned.push(line),
      () => {},
    );
    expect([code, said, warned.length]).toEqual([2, [], 1]);
    return warned[0];
  };
  expect(await told()).toMatch(/verify PASSPORT/);
  expect(await told("deskpulse:1", "aht.mean@2", "scope=centre")).toMatch(/not whole/);
  expect(await told("deskpulse:9", "x", "check=1")).toMatch(/newer Deskpulse/);
  expect(await told("--stoer", "x", "y")).toMatch(/no option --stoer/);
  const passport = printPassport({
    ...{ kpi: "aht.mean", version: 2, scope: "centre", period: DAY, from: 0, to: 1, zone: "UTC" },
    ...{ n: 0, numerator: 0, denominator: 0, value: null, at: 0, org: 0, log: 1, fold: 1 },
  });
  const other = join(dirname(place.store), "none.db");
  expect(await told("--store", other, passport)).toBe(
    `there is no store ${other}; there is ${place.store}`, // the one that was meant, mostly
  );
});
