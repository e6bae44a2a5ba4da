/**
 * Pseudonyms for a store that stays: the mapping table, names and erasures beside its log (PRIV-2,
 * PRIV-3, PRIV-8). Nothing of them is in the log, in entities or in cells.
 */
import { randomBytes } from "node:crypto";
import type { Store } from "../store/store.ts";
import { concealAgents, describeIds } from "./described.ts";
import { createErasures, type Erasures } from "./erasure.ts";
import type { Erasure, ErasureFile } from "./erasure-file.ts";
import { Identities } from "./identities.ts";
import { keyedHash } from "./keyed-hash.ts";
import { openPeople, peopleOf } from "./people.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { type AskedErasure, replaceIn, type StandIns } from "./replace.ts";
import { openWords, type Words } from "./words.ts";

export interface MappedDeps {
  readonly settings: Pick<Store, "setting" | "settings" | "putSettings" | "scrub">;
  /** 32 bytes each, of the install secret: customers' references and words; what is left of erased ids. */
  readonly keys: { readonly customers: Uint8Array; readonly erased: Uint8Array };
  readonly file: ErasureFile;
  readonly now: () => number;
  /** Told of what a source's event asked to be erased, once it is done. */
  readonly onErased?: (one: Erasure, source: string) => void;
  readonly random?: (bytes: number) => Uint8Array;
}

export interface Mapped extends Pseudonyms {
  readonly erasures: Erasures;
  /** The stand-in for a customer's reference. */
  customer(reference: string): string;
  /** Forgets what was kept to recognise ids that were erased before `at` (ms). How many. */
  forgetHashes(at: number): Promise<number>;
}

/** `p_xxxxxxxxxxxx@/tenant/connector/instance` */
const STAND_IN = /^(?<pseudonym>p_[\w-]+)@\//;

export async function openMapped(deps: MappedDeps): Promise<Mapped> {
  const { settings, keys, file, now, onErased = () => {}, random = randomBytes } = deps;
  const hash = keyedHash(keys.customers);
  const identities = new Identities({ settings, random, hash: keyedHash(keys.erased) });
  await identities.load();
  const people = await openPeople(settings);
  const words = await openWords(settings, (text) => hash(`word ${text}`));
  const erasures = createErasures({ settings, file, identities, people, now });
  let head = await erasures.head();
  const asked: AskedErasure[] = [];

  const customer = (reference: string): string => `c_${hash(`customer ${reference}`)}`;

  const known = (source: string, foreign: string) =>
    identities.find(source, foreign) ?? identities.find(null, foreign);

  const stand: StandIns = {
    agent: (source, foreign) => identities.of(source, foreign),
    customer,
    word: words.of,
    erased: (one) => {
      asked.push(one);
      if (one.person === "customer") return customer(one.reference);
      const { source, reference } = one;
      return known(source, reference) ?? `p_${hash(`nobody ${source} ${reference}`)}`;
    },
  };

  const eraseAsked = async (all: readonly AskedErasure[]): Promise<void> => {
    for (const { person, source, reference, requestId } of all) {
      const one =
        person === "customer"
          ? await erasures.customer(customer(reference), { requestId })
          : await erasures.pseudonym(known(source, reference) ?? "", source, { requestId });
      if (one !== null) onErased(one, source);
    }
    head = await erasures.head();
  };

  return {
    erasures,
    customer,
    replace: (event) => replaceIn(event, stand),
    kept: () => {
      const saved = identities.kept();
      if (asked.length === 0) return saved;
      const all = asked.splice(0);
      return Promise.resolve(saved).then(() => eraseAsked(all));
    },
    async conceal(org, before) {
      const learned: Record<string, string | null> = {};
      const agents = concealAgents(org.agents, before.agents, identities);
      const concealed = words.conceal({ ...org, agents }, learned);
      const nameless = await erasures.nameless();
      await identities.kept();
      Object.assign(learned, people.replace(peopleOf(org, concealed, nameless)));
      await settings.putSettings(learned);
      return concealed;
    },
    pretend: pretending(identities, words, (text) => hash(text)),
    describe: (org) => ({
      ...words.describe(org),
      agents: org.agents.map((agent) => {
        const name = people.get(agent.id)?.name ?? null;
        const named = name === null ? agent : { ...agent, name };
        return { ...named, identities: describeIds(agent, identities) };
      }),
    }),
    nameOf: (agent) => {
      const name = people.get(agent)?.name;
      if (name != null) return name;
      const { pseudonym = "" } = STAND_IN.exec(agent)?.groups ?? {};
      return identities.row(pseudonym)?.foreign ?? null;
    },
    async refresh() {
      const now = await erasures.head();
      if (now === head) return;
      await identities.load();
      await people.load();
      head = now;
    },
    async forgetHashes(at) {
      const changes = identities.forgetHashes(at);
      await settings.putSettings(changes);
      return Object.keys(changes).length;
    },
  };
}

/** As `conceal`, for a description that is only looked at: whoever is new gets a stand-in that is kept nowhere. */
function pretending(
  identities: Identities,
  words: Words,
  hash: (text: string) => string,
): Pseudonyms["pretend"] {
  const unkept: Pick<Identities, "own" | "find" | "everywhere"> = {
    own: (source, foreign) =>
      identities.find(source, foreign) ?? `p_${hash(`nobody ${source} ${foreign}`)}`,
    find: (source, foreign) => identities.find(source, foreign),
    everywhere: (foreign) => identities.everywhere(foreign),
  };
  return (org, before) =>
    words.pretend({ ...org, agents: concealAgents(org.agents, before.agents, unkept) });
}
