/** Queues: whose they are since when, and what in time means in them (KPIS.md 6). */
import { useState } from "preact/hooks";
import type { OrgDocument } from "../../../../shared/org/org.ts";
import { SelectField } from "../../../parts/choice.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Section } from "../../../parts/page.tsx";
import { Rows } from "../../../parts/rows.tsx";
import { inForceOn } from "../../../settings/dates.ts";
import { nameIn, nameOf } from "../../../settings/entries.ts";
import {
  addQueue,
  nameQueue,
  queueTeamOn,
  teamQueue,
  thresholdOn,
  thresholdQueue,
} from "../../../settings/teams.ts";
import { Arranged } from "./arranged.tsx";
import { Act, ApplyDialog, DateField, fromOf } from "./fields.tsx";
import type { Arrange } from "./use-arrange.ts";
import { useTell } from "./words.ts";

type Queue = OrgDocument["queues"][number];

export const QueuesSection = () => <Arranged>{(arrange) => <Queues arrange={arrange} />}</Arranged>;

function Queues({ arrange }: { readonly arrange: Arrange }) {
  const tell = useTell();
  const [edited, setEdited] = useState<Queue | "new" | null>(null);
  const { draft, today } = arrange;
  const teamOf = (queue: Queue) => {
    const team = queueTeamOn(queue, today);
    return team === null ? tell("none") : nameIn(draft.teams, team);
  };
  const seconds = (queue: Queue) => {
    const own = thresholdOn(queue, today);
    if (own === undefined) return tell("queues.usual");
    const { answerWithinSeconds, shortAbandonSeconds } = own;
    return tell("queues.own", { answer: answerWithinSeconds, short: shortAbandonSeconds });
  };
  const add = (
    <button type="button" class="button button-main" onClick={() => setEdited("new")}>
      {tell("queues.new")}
    </button>
  );
  return (
    <Section title={tell("queues.title")} about={tell("queues.about")} actions={add}>
      <Rows
        caption={tell("queues.title")}
        rows={draft.queues}
        keyOf={({ id }) => id}
        empty={tell("queues.none")}
        columns={[
          { head: tell("name"), cell: nameOf },
          { head: tell("team"), cell: teamOf },
          { head: tell("queues.seconds"), cell: seconds },
        ]}
        actionsHead={tell("actions")}
        actions={(queue) => (
          <Act label={tell("edit")} of={nameOf(queue)} onPress={() => setEdited(queue)} />
        )}
      />
      {edited !== null && (
        <QueueDialog
          arrange={arrange}
          queue={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}

interface QueueDialogProps {
  readonly arrange: Arrange;
  /** Null: a new one. */
  readonly queue: Queue | null;
  readonly onClose: () => void;
}

const whole = (text: string): number | null =>
  /^\d{1,5}$/.test(text.trim()) ? Number(text) : null;

function QueueDialog({ arrange, queue, onClose }: QueueDialogProps) {
  const tell = useTell();
  const { draft, today } = arrange;
  const { thresholds: usual } = draft.organisation;
  const held = (queue && queueTeamOn(queue, today)) ?? "";
  const own = queue === null ? undefined : thresholdOn(queue, today);
  const shown = own ?? inForceOn(usual, today);
  const before = [shown?.answerWithinSeconds ?? 20, shown?.shortAbandonSeconds ?? 5] as const;
  const [name, setName] = useState(queue === null ? "" : nameOf(queue));
  const [team, setTeam] = useState(held);
  const [answer, setAnswer] = useState(String(before[0]));
  const [short, setShort] = useState(String(before[1]));
  const [from, setFrom] = useState(queue === null ? "" : today);
  const seconds = [whole(answer), whole(short)] as const;
  const isOther = seconds[0] !== before[0] || seconds[1] !== before[1];
  const apply = () =>
    arrange.edit((document) => {
      const to = team === "" ? null : team;
      if (queue === null) return addQueue(document, name, to);
      const named = name.trim() === nameOf(queue) ? document : nameQueue(document, queue.id, name);
      const moved = team === held ? named : teamQueue(named, queue.id, to, fromOf(from));
      const [answerWithinSeconds, shortAbandonSeconds] = seconds;
      if (!isOther || answerWithinSeconds === null || shortAbandonSeconds === null) return moved;
      const both = { answerWithinSeconds, shortAbandonSeconds };
      return thresholdQueue(moved, queue.id, both, fromOf(from));
    });
  return (
    <ApplyDialog
      title={queue === null ? tell("queues.new") : nameOf(queue)}
      isBlocked={name.trim() === "" || seconds.includes(null)}
      onApply={apply}
      onClose={onClose}
    >
      <TextField label={tell("name")} value={name} onValue={setName} maxLength={100} />
      <SelectField
        label={tell("team")}
        value={team}
        options={[
          { value: "", label: tell("none") },
          ...draft.teams.map((one) => ({ value: one.id, label: nameOf(one) })),
        ]}
        onValue={setTeam}
      />
      {queue && (
        <TextField
          label={tell("queues.answer")}
          hint={tell("queues.answer.hint")}
          type="number"
          value={answer}
          onValue={setAnswer}
        />
      )}
      {queue && (
        <TextField
          label={tell("queues.short")}
          hint={tell("queues.short.hint")}
          type="number"
          value={short}
          onValue={setShort}
        />
      )}
      {queue && (team !== held || isOther) && <DateField value={from} onValue={setFrom} />}
    </ApplyDialog>
  );
}
