/**
 * Words that figures only compare: priorities, topics, reasons. What a source writes there could be
 * anything, so the log has a keyed hash of it (PRIV-1); words of the events' own vocabulary stay. Only
 * words that the organisation's own description uses can be read back.
 */
import type { OrgDocument } from "../../shared/org/org.ts";
import type { Settings } from "./identities.ts";
import { isOurWord } from "./replace-set.ts";

const PREFIX = "word/";
/** Activities of a shift that mean more than a reason of the same name (KPIS.md 6.2). */
const OWN_ACTIVITIES: ReadonlySet<string> = new Set(["productive", "break"]);

export type Words = Awaited<ReturnType<typeof openWords>>;

export async function openWords(settings: Settings, hash: (text: string) => string) {
  const known = new Map<string, string>();
  for (const { name, value } of await settings.settings(PREFIX)) {
    known.set(name.slice(PREFIX.length), value);
  }
  /** What stands in the log for a word. */
  const of = (text: string): string => (isOurWord(text) ? text : `w_${hash(text)}`);

  /** The same organisation with other words where events are compared with it. */
  const inDocument = (org: OrgDocument, change: (text: string) => string): OrgDocument => ({
    ...org,
    slas: org.slas.map(({ priority, ...sla }) =>
      priority === undefined ? sla : { ...sla, priority: change(priority) },
    ),
    shifts: org.shifts.map(({ activity, ...shift }) => ({
      ...shift,
      activity: OWN_ACTIVITIES.has(activity) ? activity : change(activity),
    })),
  });

  return {
    of,
    /** As the log has it; `learned` gets what has to be put so that the words can be read back. */
    conceal: (org: OrgDocument, learned: Record<string, string | null>): OrgDocument =>
      inDocument(org, (text) => {
        const word = of(text);
        if (word !== text && !known.has(word)) {
          known.set(word, text);
          learned[PREFIX + word] = text;
        }
        return word;
      }),
    /** As the log would have it; nothing is learned. */
    pretend: (org: OrgDocument): OrgDocument => inDocument(org, of),
    describe: (org: OrgDocument): OrgDocument => inDocument(org, (word) => known.get(word) ?? word),
  };
}
