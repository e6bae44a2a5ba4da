/** Cases of a help desk as they happened, for the vendors that play them: opened, owned, answered, solved, rated. */
import { MINUTE_MS } from "../../../shared/time/interval.ts";
import { chances } from "../generate.ts";

/** `by`: number of an agent; null: the system. Times in whole seconds, ms since 1970. */
export type CaseHappening = {
  readonly at: number;
  readonly about: number;
  readonly by: number | null;
} & (
  | { readonly what: "created"; readonly team: number; readonly origin: "email" | "phone" | "web" }
  | { readonly what: "assigned"; readonly to: number }
  | { readonly what: "email"; readonly id: number; readonly isOut: boolean }
  | { readonly what: "status"; readonly from: CaseStatus; readonly to: CaseStatus }
  | { readonly what: "rated"; readonly score: number }
);
export type CaseStatus = "new" | "waiting" | "working" | "closed";

const ORIGINS = ["email", "phone", "web"] as const;

/** Thirty cases within two hours of `start`; most are answered and solved, some come back. */
export function caseWorld(start: number, seed: number): readonly CaseHappening[] {
  const chance = chances(seed);
  const happenings: CaseHappening[] = [];
  for (let about = 1; about <= 30; about += 1) {
    const agent = Math.floor(chance() * 2) * 2 + (about % 2);
    let at = start + Math.floor(chance() * 60) * MINUTE_MS + about * 1_000;
    const later = (minutes: number) => {
      at += Math.floor(1 + chance() * minutes) * MINUTE_MS;
      return at;
    };
    const origin = ORIGINS[about % 3] ?? "email";
    const by = (who: number | null) => ({ about, by: who });
    let count = 0;
    const id = () => about * 100 + ++count;
    happenings.push({ at, ...by(null), what: "created", team: about % 2, origin });
    happenings.push({ at: later(3), ...by(null), what: "assigned", to: agent });
    if (chance() < 0.2) {
      happenings.push({ at: later(5), ...by(agent), what: "assigned", to: (agent + 2) % 4 });
    }
    if (chance() < 0.1) continue;
    happenings.push({ at: later(9), ...by(agent), what: "email", id: id(), isOut: true });
    happenings.push({ at, ...by(agent), what: "status", from: "new", to: "waiting" });
    if (chance() < 0.4) {
      happenings.push({ at: later(6), ...by(null), what: "email", id: id(), isOut: false });
      happenings.push({ at: later(6), ...by(agent), what: "email", id: id(), isOut: true });
    }
    happenings.push({ at: later(9), ...by(agent), what: "status", from: "waiting", to: "closed" });
    if (chance() < 0.3) {
      happenings.push({ at: later(9), ...by(null), what: "email", id: id(), isOut: false });
      happenings.push({ at, ...by(null), what: "status", from: "closed", to: "working" });
      happenings.push({
        at: later(5),
        ...by(agent),
        what: "status",
        from: "working",
        to: "closed",
      });
    }
    if (chance() < 0.7) {
      const score = 1 + Math.floor(chance() * 5);
      happenings.push({ at: later(5), ...by(null), what: "rated", score });
    }
  }
  return happenings.sort((a, b) => a.at - b.at);
}

/** What the generator knows: cases, and how long each waited for its first answer, s; those by phone had one. */
export function knownOf(world: readonly CaseHappening[]) {
  const created = world.filter((one) => one.what === "created");
  const waits = created.flatMap(({ about, at, origin }) => {
    if (origin === "phone") return [];
    const reply = world.find((one) => one.about === about && one.what === "email" && one.isOut);
    return reply === undefined ? [] : [(reply.at - at) / 1_000];
  });
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  const scores = world.flatMap((one) => (one.what === "rated" ? [one.score] : []));
  const csat = (100 * scores.filter((score) => score >= 4).length) / scores.length;
  return { created: created.length, firstReplyMean: mean, csat };
}
