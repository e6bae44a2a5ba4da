import { expect, test } from "vitest";
import { questionOf, readAddress, viewOf, writeAddress } from "../../client/store/address.ts";

const read = (pathname: string, search = "", preferred = ["nl-BE", "en"]) =>
  readAddress({ pathname, search }, preferred);

test("[UX-35] the address holds team, period, language and theme", () => {
  const address = read("/team", "?scope=team:support-nl&period=last-60m&lang=fr&theme=dark");
  expect(address).toEqual({
    screen: "team",
    scope: "team:support-nl",
    period: "last-60m",
    channel: null,
    queue: null,
    agent: null,
    figure: null,
    person: null,
    language: "fr",
    theme: "dark",
  });
  expect(writeAddress(address)).toBe(
    "/team?scope=team:support-nl&period=last-60m&lang=fr&theme=dark",
  );
});

test("[UX-35] an address that was written reads back as the same screen", () => {
  const address = { ...read("/wall"), scope: "team:a & b/ç", language: "en" } as const;
  const [pathname = "", search = ""] = writeAddress(address).split("?");
  expect(read(pathname, `?${search}`)).toEqual(address);
});

test("[UX-35][SCR-6] filters and the open figure stand in the address, and only when chosen", () => {
  const search =
    "?scope=team:a&period=today&channel=chat&agent=ann&figure=aht.mean&lang=en&theme=dark";
  const address = read("/team", search);
  expect(address).toMatchObject({ channel: "chat", queue: null, agent: "ann", figure: "aht.mean" });
  expect(writeAddress(address)).toBe(`/team${search}`);
  expect(viewOf(address)).toEqual({
    screen: "team",
    scope: "team:a",
    period: "today",
    channel: "chat",
    agent: "ann",
  });
});

test("[SCR-9] the panel asks for what its tile shows, or for one person of it", () => {
  const address = read("/team", "?scope=team:a&period=last-24h&queue=q");
  const whole = { kpi: "aht.mean", scope: "team:a", period: "last-24h", queue: "q" };
  expect(questionOf(address, "aht.mean")).toEqual(whole);
  const own = { ...whole, scope: "agent:ann" };
  expect(questionOf({ ...address, person: "ann" }, "aht.mean")).toEqual(own);
  expect(questionOf({ ...address, agent: "ann" }, "aht.mean")).toEqual(own);
});

test("[UX-26] without a language in the address the browser's first known one counts", () => {
  expect(read("/", "", ["de", "fr-BE", "nl"]).language).toBe("fr");
  expect(read("/", "", ["de"]).language).toBe("en");
  expect(read("/", "?lang=xx").language).toBe("nl");
});

test("[UX-34] a wallboard is dark and a desk follows the system, unless told otherwise", () => {
  expect(read("/wall").theme).toBe("dark");
  expect(read("/").theme).toBe("system");
  expect(read("/wall", "?theme=light").theme).toBe("light");
});
