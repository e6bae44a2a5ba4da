/** Definitions and explanations over HTTP and on the command line: the same words everywhere. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { figuresCommand } from "../../../server/commands/figures.ts";
import { catalog } from "../../../shared/kpi/catalog.ts";
import { definition } from "../../../shared/wire/definition.ts";
import { figure, problem } from "../../../shared/wire/http.ts";
import { type Desk, newPlace, openDesk } from "../../scenarios/door-desk.ts";

const EVENTS = new URL("../../../fixtures/events/one-of-each.ndjson", import.meta.url).pathname;

describe("over HTTP", () => {
  const at = newPlace();
  let desk: Desk;
  let cookie = "";
  beforeAll(async () => {
    desk = await openDesk(at);
    ({ cookie } = await desk.enter({ role: "manager" }));
  });
  afterAll(async () => {
    await desk.stop();
    at.remove();
  });
  const ask = async (path: string, headers = {}) => {
    const response = await fetch(`${desk.url}/api/v1/${path}`, { headers: { cookie, ...headers } });
    return { response, body: await response.json() };
  };

  test("[TEXT6] all definitions come in the order of the catalogue, in the language asked for", async () => {
    const { response, body } = await ask("definitions?lang=nl");
    const found = z.array(definition).parse(body);
    expect(found.map(({ id, version }) => `${id}@${version}`)).toEqual(
      catalog.map(({ id, version }) => `${id}@${version}`),
    );
    expect(found[0]?.numerator).toBe("positieve antwoorden");
    expect(response.headers.get("content-language")).toBe("nl");
  });

  test("[TEXT6] without lang the browser's preference decides, and English where it says nothing we know", async () => {
    const nameIn = async (accepted: string) => {
      const { body } = await ask("definitions?kpi=aht.mean", { "accept-language": accepted });
      return z
        .array(definition)
        .parse(body)
        .map(({ name }) => name);
    };
    expect(await nameIn("fr-BE,nl;q=0.5")).toEqual(["Durée moyenne de traitement, entrants"]);
    expect(await nameIn("de")).toEqual(["Average handling time, inbound"]);
  });

  test("[TEXT6] figures explain themselves only when asked", async () => {
    const plain = await ask("figures?kpi=csat.score");
    expect(z.array(figure).parse(plain.body)[0]?.explanation).toBeUndefined();
    const { body } = await ask("figures?kpi=csat.score,frt.p50&explain=1&lang=fr");
    const [csat, frt] = z.array(figure).parse(body);
    expect(csat?.explanation?.text.replace(/\u00a0/g, " ")).toBe("pas de valeur : 0 réponse");
    expect(csat?.explanation?.definition).toBe(csat?.definition);
    expect(frt?.explanation?.formula).toMatch(/Médiane/);
  });

  test.each([
    ["definitions?lang=de", /nl, fr, en/],
    ["definitions?kpi=csat", /no KPI "csat"/],
    ["definitions?kpi=fcr&kpi=fcr", /kpi once/],
    ["definitions?scope=centre", /kpi, lang/],
    ["figures?kpi=fcr&explain=yes", /explain is 1/],
    ["figures?kpi=fcr&explain=1&lang=xx", /nl, fr, en/],
    ["contacts?kpi=fcr&explain=1", /no parameter "explain"/],
  ])("[TEXT6] %s is one clear sentence", async (path, sentence) => {
    const { response, body } = await ask(path);
    expect(response.status).toBe(400);
    expect(problem.parse(body).detail).toMatch(sentence);
  });
});

test("[TEXT6] the command line explains with --explain, in --lang", async () => {
  const args = ["--events", EVENTS, "--kpi", "tickets.created,csat.score", "--period", "2026-W47"];
  const [created] = await figuresCommand([...args, "--explain", "--lang", "nl"]);
  const count = created?.value ?? 0;
  expect(created?.explanation?.text).toBe(
    `${count} ${count === 1 ? "nieuw ticket" : "nieuwe tickets"}`,
  );
  expect((await figuresCommand(args))[0]?.explanation).toBeUndefined();
  await expect(figuresCommand([...args, "--explain", "--lang", "xx"])).rejects.toThrow(
    /nl, fr, en/,
  );
});
