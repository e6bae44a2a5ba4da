import { expect, test } from "vitest";
import { readAddress, writeAddress } from "../../client/store/address.ts";

const read = (pathname: string, search = "", preferred = ["nl-BE", "en"]) =>
  readAddress({ pathname, search }, preferred);

test("[UX-35] the address holds team, period, language and theme", () => {
  const address = read("/team", "?scope=team:support-nl&period=last-60m&lang=fr&theme=dark");
  expect(address).toEqual({
    screen: "team",
    scope: "team:support-nl",
    period: "last-60m",
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
