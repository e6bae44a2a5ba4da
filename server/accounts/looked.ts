/**
 * Who looked (PRIV-13): when somebody opens another person's figures or contacts, that person can see
 * the day, in which role, and how often. One record a person, day and viewer; one audit entry with it.
 */
import { z } from "zod";
import { dateOf } from "../../shared/time/interval.ts";
import type { Audit } from "./audit-log.ts";
import { type Settings, untilDone } from "./records.ts";
import type { Subject, User } from "./roles.ts";

/** `figures`: a person's numbers; `contacts`: contacts of that person; `table`: a team's, by person. */
export const LOOKED_KINDS = ["figures", "contacts", "table"] as const;
export type LookedKind = (typeof LOOKED_KINDS)[number];

const kept = z.object({
  role: z.enum(["lead", "manager", "admin"]),
  /** First and last time of that day, ms since 1970. */
  at: z.int(),
  lastAt: z.int(),
  /** What was opened, and how many separate times. */
  kinds: z.partialRecord(z.enum(LOOKED_KINDS), z.int()),
});

type Kept = z.infer<typeof kept>;

/** One day and one viewer, as the person concerned sees it: in which role, never who. */
export interface LookedRow extends Kept {
  /** Local, `2026-03-02`. */
  readonly day: string;
}

export interface Looked {
  /**
   * `subject` opened figures or contacts of `agents`. Resolves when that is on disk: wait for it before
   * showing them. Oneself, televisions and nobody are not noted. Rejects when it cannot be written.
   */
  opened(
    subject: Subject,
    agents: readonly string[],
    kind: LookedKind,
    team?: string,
  ): Promise<void>;
  /** The days on which somebody opened this person's figures, newest first. */
  of(agent: string): Promise<LookedRow[]>;
  /** Forgets the days before this one; says how many records that were. */
  trim(beforeDay: string): Promise<number>;
  /** Forgets all of one person: for an erasure. */
  forget(agent: string): Promise<number>;
}

export interface LookedDeps {
  readonly settings: Settings;
  readonly audit: Audit;
  /** Ms since 1970. */
  readonly now: () => number;
  /** The organisation's, which decides where a day begins. */
  readonly zone: () => string;
}

interface About {
  readonly day: string;
  readonly team: string | undefined;
}

const PREFIX = "looked/";
/** Looking again within this time is the same look: a page asks for many things. */
const SAME_LOOK_MS = 15 * 60_000;
/** How many looks this process remembers, so as not to read them again. */
const RECENT_MAX = 10_000;
const BATCH_MAX = 200;

const nameOf = (agent: string, day: string, user: string): string =>
  `${PREFIX}${encodeURIComponent(agent)}/${day}/${encodeURIComponent(user)}`;

/** The role in which a user sees persons: leading comes first, for nothing else shows them. */
const roleOf = (user: User): Kept["role"] =>
  user.leads.length > 0 ? "lead" : user.isManager ? "manager" : "admin";

const parse = (text: string): Kept => kept.parse(JSON.parse(text));

/** The record after one more look; null: the same look as before, nothing to write. */
function seen(before: Kept | null, kind: LookedKind, role: Kept["role"], now: number): Kept | null {
  const count = before?.kinds[kind] ?? 0;
  if (count > 0 && kind === "table") return null; // once a day
  const isSame = before !== null && now - before.lastAt < SAME_LOOK_MS && now >= before.lastAt;
  if (count > 0 && isSame) return null;
  const kinds = { ...before?.kinds, [kind]: count + 1 };
  return { role, at: before?.at ?? now, lastAt: now, kinds };
}

export function createLooked({ settings, audit, now, zone }: LookedDeps): Looked {
  const recent = new Map<string, number>();
  let turn: Promise<unknown> = Promise.resolve();

  const wasJust = (name: string, kind: LookedKind): boolean => {
    const at = recent.get(`${kind} ${name}`);
    return at !== undefined && now() >= at && now() - at < SAME_LOOK_MS;
  };

  const remember = (names: readonly string[], kind: LookedKind) => {
    if (recent.size > RECENT_MAX) recent.clear();
    for (const name of names) recent.set(`${kind} ${name}`, now());
  };

  /** First the audit log, so that no look is without an entry; an agents table is one look. */
  const tell = async (user: User, first: readonly string[], kind: LookedKind, about: About) => {
    const { day, team } = about;
    const entry = { actor: user.id, role: roleOf(user), action: "person.opened" as const };
    if (kind !== "table") {
      for (const subject of first) await audit.note({ ...entry, subject, detail: { kind, day } });
    } else if (first.length > 0) {
      const subject = team === undefined ? {} : { subject: team };
      await audit.note({ ...entry, ...subject, detail: { kind, day, persons: first.length } });
    }
  };

  const note = (user: User, agents: readonly string[], kind: LookedKind, about: About) => {
    const told = new Set<string>();
    return untilDone(async () => {
      const expected: Record<string, string | null> = {};
      const changes: Record<string, string> = {};
      const first: string[] = [];
      for (const agent of agents) {
        const name = nameOf(agent, about.day, user.id);
        const text = await settings.setting(name);
        const before = text === null ? null : parse(text);
        const after = seen(before, kind, roleOf(user), now());
        if (after === null) continue;
        expected[name] = text;
        changes[name] = JSON.stringify(after);
        if (before?.kinds[kind] === undefined && !told.has(agent)) first.push(agent);
      }
      await tell(user, first, kind, about);
      for (const agent of first) told.add(agent);
      return (await settings.putSettings(changes, expected)) ? true : null;
    });
  };

  const remove = async (names: readonly string[]): Promise<number> => {
    for (let start = 0; start < names.length; start += BATCH_MAX) {
      const batch = names.slice(start, start + BATCH_MAX);
      await settings.putSettings(Object.fromEntries(batch.map((name) => [name, null])));
    }
    recent.clear();
    return names.length;
  };

  return {
    opened: async (subject, agents, kind, team) => {
      if (subject.kind !== "user") return;
      const day = dateOf(now(), zone());
      const others = [...new Set(agents)].filter(
        (agent) => agent !== subject.agent && !wasJust(nameOf(agent, day, subject.id), kind),
      );
      if (others.length === 0) return;
      const mine = turn.then(() => note(subject, others, kind, { day, team }));
      turn = mine.catch(() => {});
      await mine;
      remember(
        others.map((agent) => nameOf(agent, day, subject.id)),
        kind,
      );
    },
    of: async (agent) => {
      const rows = await settings.settings(`${PREFIX}${encodeURIComponent(agent)}/`);
      return rows
        .map(({ name, value }) => ({ day: name.split("/")[2] ?? "", ...parse(value) }))
        .sort((a, b) => b.lastAt - a.lastAt);
    },
    trim: async (beforeDay) => {
      const names = (await settings.settings(PREFIX)).map(({ name }) => name);
      return remove(names.filter((name) => (name.split("/")[2] ?? "") < beforeDay));
    },
    forget: async (agent) => {
      const rows = await settings.settings(`${PREFIX}${encodeURIComponent(agent)}/`);
      return remove(rows.map(({ name }) => name));
    },
  };
}
