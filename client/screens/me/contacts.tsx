/** The own contacts behind a number; each opens its clock, minute by minute. */
import { useState } from "preact/hooks";
import { isKey, type Words } from "../../../shared/text/words.ts";
import type { ContactRow } from "../../../shared/wire/http.ts";
import type { Me, OwnFigure } from "../../../shared/wire/me.ts";
import { api } from "../../api.ts";
import { Notice } from "../../parts/notice.tsx";
import { Rows } from "../../parts/rows.tsx";
import { Dialog } from "../dialog.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { useLoad } from "../settings/use-load.ts";
import { HANDLED, nameOf } from "./own-text.ts";
import { type Say, useSay } from "./words.ts";

interface OwnContactsProps {
  readonly figure: OwnFigure;
  readonly me: Me;
  readonly onClose: () => void;
}

/** One row a fact, so that their number is the number's n (SCR-9). */
interface Line {
  readonly row: ContactRow;
  readonly at: number;
  readonly value: number;
  readonly key: string;
}

/** What there was when the page was made, newest first. */
const linesOf = (rows: readonly ContactRow[], asOf: number): Line[] =>
  rows
    .flatMap((row) =>
      row.facts.map((fact, index) => ({
        row,
        at: Date.parse(fact.at),
        value: fact.value,
        key: `${row.source} ${row.contact} ${index}`,
      })),
    )
    .filter(({ at }) => at <= asOf)
    .sort((a, b) => b.at - a.at);

function channelText(words: Words, channel: string | null): string {
  const key = `channel.${channel}`;
  return isKey(key) ? words(key) : (channel ?? "");
}

/** What one case counts as, in the words of its kind. */
function caseText({ id, unit }: OwnFigure, value: number, say: Say, duration: string): string {
  if (id === HANDLED) return say("me.contacts.counted");
  if (unit === "s") return duration;
  if (id === "csat.score") return say(value > 0 ? "me.positive" : "me.not-positive");
  return say(value > 0 ? "me.reopened" : "me.not-reopened");
}

export function OwnContacts({ figure, me, onClose }: OwnContactsProps) {
  const say = useSay();
  const { words, format } = useTongue();
  const { zone, from } = me.week;
  const [ask] = useState(
    () => () =>
      api.contacts({ kpi: figure.kpi, scope: `agent:${me.agent.id}`, period: "this-week" }),
  );
  const { value, problem } = useLoad(ask);
  const lines = value === null ? [] : linesOf(value, Date.parse(me.asOf));
  const isToday = (at: number) => format.date(at, zone) === format.date(Date.parse(me.asOf), zone);
  const when = (at: number) =>
    isToday(at) || at < Date.parse(from)
      ? format.time(at, zone)
      : `${format.weekday(at, zone)} ${format.time(at, zone)}`;
  const name = nameOf(figure, words, say);
  return (
    <Dialog title={say("me.contacts.title", { kpi: name })} onClose={onClose}>
      {problem && <Notice kind="note">{problemText(words, problem)}</Notice>}
      {value === null && problem === null && <p class="loading">{words("app.loading")}</p>}
      {value !== null && (
        <div class="me-contacts">
          <p class="field-hint">{say("me.contacts.about")}</p>
          <p class="me-contacts-n">{say("me.n", { n: lines.length })}</p>
          <Rows
            caption={say("me.contacts.of", { kpi: name })}
            rows={lines}
            keyOf={({ key }) => key}
            empty={say("me.contacts.none")}
            columns={[
              { head: say("me.contacts.when"), cell: ({ at }) => when(at) },
              {
                head: say("me.contacts.value"),
                cell: ({ value: one }) => caseText(figure, one, say, format.value(one, "s", "")),
              },
              {
                head: say("me.contacts.channel"),
                cell: ({ row }) => channelText(words, row.channel),
                isMinor: true,
              },
              {
                head: say("me.contacts.contact"),
                cell: ({ row }) => (
                  <a href={`/contact/${encodeURIComponent(row.contact)}`}>{row.contact}</a>
                ),
              },
            ]}
          />
        </div>
      )}
    </Dialog>
  );
}
