/**
 * Erasing a person (PRIV-8): name and foreign ids go at once, from the disk too, and every number stays.
 * What was erased is remembered twice, without names: as a setting, and in a file beside the store, so
 * that an older copy of the store that is restored forgets the same again when it is opened.
 */
import type { Store } from "../store/store.ts";
import type { Erasure, ErasureFile } from "./erasure-file.ts";
import type { Identities } from "./identities.ts";
import type { People } from "./people.ts";

export interface ErasureDeps {
  readonly settings: Pick<Store, "settings" | "putSettings" | "setting" | "scrub">;
  readonly file: ErasureFile;
  readonly identities: Identities;
  readonly people: People;
  /** ms since 1970. */
  readonly now: () => number;
}

export interface Asked {
  /** The id of the request to be forgotten, for whoever keeps those; null: none. */
  readonly requestId: string | null;
}

const PREFIX = "erasure/";
/** Tells a running server that something was erased beside it. */
export const HEAD = "erasure-head";

/** By instant; two of one instant are told apart by whom they are about. */
const nameOf = ({ at, agent, pseudonyms }: Erasure): string =>
  `${PREFIX}${at} ${agent ?? pseudonyms.join(" ")}`;

/** `ID@/source`, as an id that nobody mapped stands in figures. */
const UNMAPPED = /^(?<pseudonym>p_[\w-]+)@\//;

export type Erasures = ReturnType<typeof createErasures>;

export function createErasures(deps: ErasureDeps) {
  const { settings, file, identities, people, now } = deps;
  let turn: Promise<unknown> = Promise.resolve();

  /** One at a time. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };

  const known = async (): Promise<Erasure[]> => {
    const found = await settings.settings(PREFIX);
    return found.map(({ value }): Erasure => JSON.parse(value));
  };

  /** In the file first: what is there is done at the next start at the latest. */
  const carryOut = async (one: Erasure): Promise<Erasure> => {
    file.append(one);
    await settings.putSettings({ ...forget(one), ...recordOf(one) });
    await settings.scrub();
    return one;
  };

  const forget = ({ agent, pseudonyms }: Erasure): Record<string, string | null> => {
    const person = agent === null ? undefined : people.get(agent);
    return {
      ...identities.forget([...pseudonyms, ...(person?.pseudonyms ?? [])], now()),
      ...(agent === null ? {} : people.forget(agent)),
    };
  };

  const recordOf = (one: Erasure): Record<string, string> => ({
    [nameOf(one)]: JSON.stringify(one),
    [HEAD]: nameOf(one),
  });

  const erasure = (what: Omit<Erasure, "at" | "requestId">, asked: Asked): Promise<Erasure> =>
    carryOut({ at: new Date(now()).toISOString(), ...what, requestId: asked.requestId });

  const agentNow = async (agent: string, asked: Asked): Promise<Erasure | null> => {
    const before = (await known()).findLast((one) => one.agent === agent);
    const person = people.get(agent);
    const unmapped = UNMAPPED.exec(agent)?.groups?.pseudonym;
    const rows = person?.pseudonyms ?? (unmapped === undefined ? [] : [unmapped]);
    const isThere = person?.name != null || rows.some((one) => identities.row(one) !== undefined);
    if (isThere || (person !== undefined && before === undefined)) {
      return erasureOf(agent, rows, asked);
    }
    if (before !== undefined) await settings.scrub(); // perhaps it could not be done then
    return before ?? null;
  };

  const erasureOf = (agent: string, rows: readonly string[], asked: Asked): Promise<Erasure> =>
    erasure({ kind: "agent", agent, pseudonyms: [...rows] }, asked);

  return {
    /**
     * Erases one agent, by our id or by the stand-in of an id that nobody mapped. Null: there is none.
     * Somebody who was erased before stays so: then it is what was done then.
     */
    agent: (agent: string, asked: Asked) => alone(() => agentNow(agent, asked)),
    /** Whoever a source has under this pseudonym: the agent it belongs to, or that id alone. */
    pseudonym: (pseudonym: string, source: string, asked: Asked) =>
      alone(() => agentNow(people.whose(pseudonym) ?? `${pseudonym}@${source}`, asked)),
    /** Nothing of a customer is held but a keyed hash: it is noted that this is nobody any more. */
    customer: (reference: string, asked: Asked) =>
      alone(async () => {
        const before = (await known()).findLast((one) => one.pseudonyms.includes(reference));
        const what = { kind: "customer" as const, agent: null, pseudonyms: [reference] };
        return before ?? erasure(what, asked);
      }),
    /** Agents who are to stay nameless, whatever is described. */
    nameless: async (): Promise<Set<string>> =>
      new Set((await known()).flatMap(({ agent }) => (agent === null ? [] : [agent]))),
    /**
     * Does again what the file tells and this store does not know: it is an older copy. How many that
     * were. Tells the file what only the store knows.
     */
    reapply: () =>
      alone(async () => {
        const [here, there] = [await known(), file.read()];
        const same = (a: Erasure) => (b: Erasure) => nameOf(a) === nameOf(b);
        for (const one of here) if (!there.some(same(one))) file.append(one);
        const missing = there.filter((one) => !here.some(same(one)));
        for (const one of missing) {
          await settings.putSettings({ ...forget(one), ...recordOf(one) });
        }
        if (missing.length > 0) await settings.scrub();
        return missing.length;
      }),
    head: () => settings.setting(HEAD),
    /** The erasures so far, oldest first. */
    all: known,
  };
}
