/** What may be a password, and what is kept of one. */
import { expect, test } from "vitest";
import { COMMON_PASSWORDS, isCommon } from "../../../server/accounts/common-passwords.ts";
import { createHashing } from "../../../server/accounts/hashing.ts";
import { passwordProblem } from "../../../server/accounts/passwords.ts";

test("[SEC-2] twelve to 128 characters, whatever they are: no rules of composition", () => {
  expect(passwordProblem("tuinhek rus")).toBe("password_short");
  expect(passwordProblem("tuinhek rust")).toBeNull();
  expect(passwordProblem("klompvloer draagt zeven eieren")).toBeNull();
  expect(passwordProblem("ÿéñ∂ƒ©∆˙ß√ø≤")).toBeNull();
  const long = "muur vaas kras ".repeat(20);
  expect(passwordProblem(long.slice(0, 128))).toBeNull();
  expect(passwordProblem(long.slice(0, 129))).toBe("password_long");
});

test("[SEC-2] characters are counted, not bytes or code units", () => {
  expect(passwordProblem("🐴🌷🚲🧀🌧🚪🪑🧦🕰🪴🫖")).toBe("password_short");
  expect(passwordProblem("🐴🌷🚲🧀🌧🚪🪑🧦🕰🪴🫖🥾")).toBeNull();
});

test("[SEC-2] the list of common ones has over 3,000, and each is refused, long enough or not", () => {
  expect(COMMON_PASSWORDS.size).toBeGreaterThan(3_000);
  expect([...COMMON_PASSWORDS].filter((one) => !isCommon(one))).toEqual([]);
});

test.each([
  "password1234",
  "Password2026!",
  "P@ssw0rd1234",
  "WACHTWOORD!!",
  "w4chtw00rd123",
  "Welkom01Welkom01",
  "welkom2026welkom",
  "!!Welcome2026!!",
  "motdepasse12",
  "MotDePasse2026",
  "123456789012",
  "012345678901",
  "qwertyuiop12",
  "azertyuiop12",
  "asdfghjkl;'1",
  "1qaz2wsx3edc",
  "abcdefghijkl",
  "aaaaaaaaaaaa",
  "abababababab",
  "abc123abc123",
  "iloveyou2026",
  "dragonmonkey12",
  "Helpdesk2026!",
  "klantenservice",
  "Zomer2026!!!",
  "amsterdam1234",
  "06-12345678-90",
  "24121986 2412",
  "deskpulse123",
])("[SEC-2] %s is one that everybody tries", (password) => {
  expect(passwordProblem(password)).toBe("password_common");
});

test("[SEC-2] one's own name or address is one that everybody tries", () => {
  const about = ["fenna.voorbeeld@zonneklaar.example", "Fenna Voorbeeld"];
  for (const one of ["Fenna.Voorbeeld1", "fennavoorbeeld!", "voorbeeldfenna", "Zonneklaar2026"]) {
    expect(passwordProblem(one, about), one).toBe("password_common");
  }
  expect(passwordProblem("Zonneklaar2026")).toBeNull();
});

test.each([
  "rustig-paard-tuinhek",
  "correct horse battery staple",
  "xK9$mQ2!vR7#",
  "8402 vensterbank 1977",
  "zevenhonderd klompen",
  "Tjq83nnsWq0e",
  "une valise pleine de mousse",
])("[SEC-2] %s may be a password", (password) => {
  expect(passwordProblem(password)).toBeNull();
});

test("[SEC-2] what is kept says how it was made and not what it is; each has a salt of its own", async () => {
  const hashing = createHashing();
  const [one, two] = [
    await hashing.hash("rustig-paard-tuinhek"),
    await hashing.hash("rustig-paard-tuinhek"),
  ];
  if (!one.ok || !two.ok) throw new Error("busy");
  expect(one.value).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one.value).not.toBe(two.value);
  expect(await hashing.verify("rustig-paard-tuinhek", one.value)).toEqual({
    ok: true,
    value: true,
  });
  expect(await hashing.verify("Rustig-paard-tuinhek", one.value)).toEqual({
    ok: true,
    value: false,
  });
});

test("[SEC-2] an unknown user costs a hash as well, and is never right", async () => {
  const hashing = createHashing();
  expect(await hashing.verify("", null)).toEqual({ ok: true, value: false });
  expect(hashing.counts().done).toBe(1);
});

test("[SEC-2] the same letters from another keyboard are the same password", async () => {
  const hashing = createHashing();
  const kept = await hashing.hash("crème brûlée à midi".normalize("NFC"));
  if (!kept.ok) throw new Error("busy");
  const typed = "crème brûlée à midi".normalize("NFD");
  expect(await hashing.verify(typed, kept.value)).toEqual({ ok: true, value: true });
});

test("[SEC-2] two hashes at once, fifty wait, whoever comes then is told to come back", async () => {
  const hashing = createHashing();
  const all = await Promise.all(
    Array.from({ length: 2 + 50 + 10 }, () => hashing.verify("x", null)),
  );
  expect(all.filter((one) => one.ok)).toHaveLength(52);
  expect(all.slice(-10)).toEqual(Array(10).fill({ ok: false, problem: "busy" }));
  expect(hashing.counts()).toEqual({ done: 52, atOnceMax: 2 });
  expect((await hashing.verify("x", null)).ok).toBe(true);
});
