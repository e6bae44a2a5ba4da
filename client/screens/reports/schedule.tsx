/** Who gets which report by mail, and when (EXP-9): a manager sets everybody's, a leader the own. */
import { useState } from "preact/hooks";
import { weekNumber } from "../../../shared/text/report.ts";
import type {
  Recipient,
  RecipientRow,
  ScheduleAnswer,
} from "../../../shared/wire/report-schedule.ts";
import type { Problem } from "../../api.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/page.tsx";
import { Rows } from "../../parts/rows.tsx";
import { Dialog } from "../dialog.tsx";
import { problemText } from "../problem-text.ts";
import { useLoad } from "../settings/use-load.ts";
import { reportApi } from "./report-api.ts";
import { RecipientForm } from "./schedule-form.tsx";
import { dayName, teamsOf, timeText } from "./schedule-text.ts";
import { useVoice, type Voice } from "./voice.ts";
import { scopeName } from "./week-bar.tsx";

interface ScheduleProps {
  /** Of which there are reports, with their names. */
  readonly scopes: readonly { readonly label: string; readonly name: string | null }[];
  readonly scope: string;
}

const plain = ({ user, scope, language, format, day, hour, minute }: Recipient): Recipient => ({
  user,
  scope,
  language,
  format,
  day,
  hour,
  minute,
});

export function Schedule({ scopes, scope }: ScheduleProps) {
  const voice = useVoice();
  const { page, words } = voice;
  const { value, problem, reload } = useLoad(reportApi.schedule);
  const [refused, setRefused] = useState<Problem | null>(null);
  const [done, setDone] = useState("");
  const [adding, setAdding] = useState(false);
  if (value === null) return problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>;
  const change = async (recipients: readonly Recipient[]): Promise<boolean> => {
    const { version } = value;
    const changed = await reportApi.changeSchedule({ version, recipients: recipients.map(plain) });
    setRefused(changed.ok ? null : changed.problem);
    await reload();
    return changed.ok;
  };
  const test = async () => {
    const sent = await reportApi.testMail({ scope, language: null, format: "link" });
    setRefused(sent.ok ? null : sent.problem);
    const { to, week, revision } = sent.ok ? sent.value : { to: "", week: "", revision: 0 };
    setDone(
      sent.ok ? page("mail.test.done", { to, week: weekNumber(week) ?? week, revision }) : "",
    );
  };
  return (
    <Section
      id="mail"
      title={page("mail.title")}
      about={page("mail.about")}
      actions={
        <div class="line-actions">
          {value.mail && (
            <button type="button" class="button" onClick={() => void test()}>
              {page("mail.test")}
            </button>
          )}
          <button type="button" class="button button-main" onClick={() => setAdding(true)}>
            {page("mail.add")}
          </button>
        </div>
      }
    >
      {!value.mail && <Notice kind="note">{page("mail.off")}</Notice>}
      {refused !== null && <Notice kind="wrong">{whyText(refused, voice)}</Notice>}
      {done !== "" && <Notice kind="done">{done}</Notice>}
      <Recipients value={value} scopes={scopes} onChange={change} />
      {adding && (
        <Dialog title={page("mail.add")} onClose={() => setAdding(false)}>
          <RecipientForm
            found={value}
            scopes={scopes}
            scope={scope}
            onAdd={async (one) => {
              if (await change([...value.recipients, one])) setAdding(false);
            }}
            problem={refused === null ? null : whyText(refused, voice)}
          />
        </Dialog>
      )}
    </Section>
  );
}

/** What a mail server said is the mail server's own words; everything else has ours. */
function whyText({ status, code, detail, ...rest }: Problem, { page, words }: Voice): string {
  if (status === 409) return page("mail.changed");
  if (status === 400 || status === 502) return detail;
  return problemText(words, { status, code, detail, ...rest });
}

interface RecipientsProps {
  readonly value: ScheduleAnswer;
  readonly scopes: ScheduleProps["scopes"];
  readonly onChange: (recipients: readonly Recipient[]) => Promise<boolean>;
}

function Recipients({ value, scopes, onChange }: RecipientsProps) {
  const voice = useVoice();
  const { page } = voice;
  const { recipients } = value;
  return (
    <Rows
      caption={page("mail.title")}
      rows={recipients}
      keyOf={({ user, scope }) => `${user} ${scope}`}
      empty={page("mail.none")}
      columns={[
        {
          head: page("mail.who"),
          cell: ({ name, email, mayReceive }) => (
            <span class="two-lines" data-off={!mayReceive}>
              <span>{name}</span>
              <small>{mayReceive ? email : page("mail.may-not")}</small>
            </span>
          ),
        },
        {
          head: page("mail.what"),
          cell: ({ scope, format }) => (
            <span class="two-lines">
              <span>{scopeName(voice, scope, teamsOf(scopes, scope))}</span>
              <small>{page(`mail.format.${format}`)}</small>
            </span>
          ),
        },
        {
          head: page("mail.when"),
          cell: (one) =>
            page("mail.at", { day: dayName(voice, one.day), time: timeText(one.hour, one.minute) }),
        },
        { head: page("mail.last"), cell: (one) => lastText(one, voice) },
      ]}
      actionsHead={page("mail.remove")}
      actions={(row) => (
        <Confirm
          label={page("mail.remove")}
          sure={page("mail.remove.sure")}
          of={row.name}
          onSure={() => onChange(recipients.filter((one) => one !== row))}
        />
      )}
    />
  );
}

function lastText({ last, nextAt }: RecipientRow, { page, week, instant }: Voice): string {
  const next = nextAt === null ? "" : page("mail.next", { at: instant(nextAt) });
  if (last === null) return next === "" ? page("mail.never") : next;
  const { sentAt, recordedAt, trouble } = last;
  const said = page(`mail.state.${last.state}`, {
    week: week(last.week),
    at: instant(sentAt ?? recordedAt),
    why: trouble ?? "",
  });
  return [said, next].filter((text) => text !== "").join(" · ");
}
