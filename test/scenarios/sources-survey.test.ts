/** A survey tool at the real door: its mapping is kept, its calls are proved, its answers are the figure. */
import { createHmac } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { questionOf } from "../../server/figures/ask.ts";
import { figures } from "../../server/figures/figure.ts";
import { madeKey } from "../../shared/wire/key.ts";
import { type AccountDesk, accountDesk } from "../support/account-desk.ts";

const SOURCE = "/acme/survey/nps";
const SECRET = "the-secret-that-the-tool-shows";
const MAPPING = {
  kind: "nps",
  proof: { kind: "hmac", header: "X-Signature" },
  fields: { surveyId: "token", time: "submitted_at", score: "answers[ref=q1].number" },
};

let desk: AccountDesk | null = null;
afterEach(async () => {
  await desk?.stop();
  expect(desk?.problems).toEqual([]);
  desk = null;
});

const answer = (token: string, score: number) =>
  JSON.stringify({
    token,
    submitted_at: "2026-11-02T08:30:00Z",
    answers: [
      { ref: "q0", text: "words" },
      { ref: "q1", number: score },
    ],
  });

test("[EVENTS 10.8] what the tool posts, signed, is counted once; without its mapping it is not known", async () => {
  desk = await accountDesk();
  const admin = await desk.enter([{ role: "admin" }, { role: "manager" }]);
  const body = { source: SOURCE, kind: "webhook", secret: SECRET };
  const { id } = madeKey.parse(await (await admin.ask("POST", "/keys", body)).json());
  const url = `${desk.url}/api/v1/sources/${id}`;
  const post = async (text: string, secret = SECRET) => {
    const signature = createHmac("sha256", secret).update(text).digest("hex");
    const headers = { "content-type": "application/json", "x-signature": signature };
    const answered = await fetch(url, { method: "POST", headers, body: text });
    await answered.text();
    return answered.status;
  };
  expect(await post(answer("a", 10))).toBe(404);
  const put = (options: unknown) => admin.ask("PUT", "/connections", { source: SOURCE, options });
  expect((await put({ kind: "nps" })).status).toBe(400);
  expect((await put(MAPPING)).status).toBe(204);
  expect(await (await admin.ask("GET", "/connections")).json()).toEqual([]);

  for (const text of [answer("a", 10), answer("b", 9), answer("c", 2), answer("a", 10)]) {
    expect(await post(text)).toBe(200);
  }
  expect(await post(answer("d", 0), "wrong")).toBe(401);
  expect(await post(answer("e", 11))).toBe(200);

  const { core } = desk;
  await core.tail.idle();
  const asked = { kpi: "nps.score", scope: "centre", period: "2026-11-02" };
  const question = questionOf(asked, "Europe/Amsterdam", core.clock.now());
  if (!question.ok) throw new Error(question.problem);
  const [figure] = await figures(core.tail, question.value);
  // Two of three would recommend it, one would not.
  expect([figure?.n, Math.round(figure?.value ?? 0)]).toEqual([3, 33]);
});
