/** Who opened my numbers: the day and the role (PRIV-13). */
import type { LookedAnswer } from "../../../shared/wire/privacy.ts";
import { api } from "../../api.ts";
import { Notice } from "../../parts/notice.tsx";
import { Rows } from "../../parts/rows.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { useLoad } from "../settings/use-load.ts";
import { type Say, useSay } from "./words.ts";

type Looked = LookedAnswer[number];

function kindsText({ kinds }: Looked, say: Say): string {
  const { figures, contacts, table } = kinds;
  return [
    ...(figures === undefined ? [] : [say("me.looked.figures", { times: figures })]),
    ...(contacts === undefined ? [] : [say("me.looked.contacts", { times: contacts })]),
    ...(table === undefined ? [] : [say("me.looked.table")]),
  ].join(" · ");
}

export function LookedRows({ zone }: { readonly zone: string }) {
  const say = useSay();
  const { words, format } = useTongue();
  const { value, problem } = useLoad(api.looked);
  if (problem) return <Notice kind="note">{problemText(words, problem)}</Notice>;
  if (value === null) return null;
  return (
    <Rows
      caption={say("me.looked")}
      rows={value}
      keyOf={({ day, role, kinds }) => `${day} ${role} ${JSON.stringify(kinds)}`}
      empty={say("me.looked.none")}
      columns={[
        {
          head: say("me.looked.day"),
          cell: ({ day }) => format.date(Date.parse(`${day}T12:00:00Z`), zone),
        },
        { head: say("me.looked.role"), cell: ({ role }) => say(`me.looked.${role}`) },
        { head: say("me.looked.what"), cell: (row) => kindsText(row, say) },
      ]}
    />
  );
}
