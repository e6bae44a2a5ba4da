/** The privacy policy: what is kept how long, how small a group may be, what is off and why (PRIV-5, PRIV-9). */
import { useState } from "preact/hooks";
import {
  GROUP_DEFAULT,
  GROUP_MAX,
  GROUP_MIN,
  isWider,
  LEVELS,
  RETENTION,
  SWITCHES,
  type Wider,
} from "../../../../shared/org/policy-terms.ts";
import type { PolicyAnswer } from "../../../../shared/wire/privacy.ts";
import { api, type Problem } from "../../../api.ts";
import { TextField } from "../../../parts/field.tsx";
import { Form } from "../../../parts/form.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Section } from "../../../parts/page.tsx";
import { Rows } from "../../../parts/rows.tsx";
import {
  blockOf,
  changedTerms,
  type PolicyDraft,
  policyDraft,
  undoWish,
  wholeTerms,
  widened,
  wishOf,
} from "../../../settings/policy.ts";
import { useTongue } from "../../language.ts";
import { problemText } from "../../problem-text.ts";
import { useLoad } from "../use-load.ts";
import { PolicyHistory } from "./policy-history.tsx";
import { type Tell, useTell } from "./words.ts";

export function PrivacySection() {
  const { words } = useTongue();
  const loaded = useLoad(api.policy);
  if (loaded.problem) return <Notice kind="wrong">{problemText(words, loaded.problem)}</Notice>;
  return loaded.value && <Policy first={loaded.value} />;
}

const labelOf = (tell: Tell, what: Wider): string =>
  tell(what === "group" ? "policy.group" : `policy.${what}`);

function Policy({ first }: { readonly first: PolicyAnswer }) {
  const tell = useTell();
  const { words } = useTongue();
  const [held, setHeld] = useState(first);
  const [draft, setDraft] = useState<PolicyDraft>(() => policyDraft(first.policy));
  const [before, setBefore] = useState<PolicyAnswer["policy"] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState<"saved" | "undone" | null>(null);
  const put = async (wish: Parameters<typeof api.changePolicy>[0], as: "saved" | "undone") => {
    const answer = await api.changePolicy(wish);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setBefore(as === "saved" ? held.policy : null);
    setHeld(answer.value);
    setDraft(policyDraft(answer.value.policy));
    setDone(as);
  };
  const undo = before && undoWish(held.policy, before);
  return (
    <>
      <Section title={tell("policy.title")} about={tell("policy.about")}>
        <Form
          onSend={() => put(wishOf(held.policy, draft), "saved")}
          submit={tell("review.save")}
          isBlocked={blockOf(held.policy, draft) !== null || isSame(held.policy, draft)}
          told={
            <>
              {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
              {done && (
                <Notice kind="done">
                  <span>{tell(done === "saved" ? "review.saved" : "review.undone")}</span>
                  {undo && (
                    <button type="button" class="button" onClick={() => void put(undo, "undone")}>
                      {tell("review.undo")}
                    </button>
                  )}
                </Notice>
              )}
            </>
          }
        >
          <PolicyFields
            held={held.policy}
            draft={draft}
            onDraft={(next) => {
              setDraft(next);
              setDone(null);
            }}
          />
        </Form>
      </Section>
      <Switches />
      <PolicyHistory answer={held} labelOf={(what) => labelOf(tell, what)} />
    </>
  );
}

const isSame = (held: PolicyAnswer["policy"], draft: PolicyDraft): boolean => {
  const to = wholeTerms(draft);
  return (
    to !== null && changedTerms(held, to).length === 0 && draft.contact.trim() === held.contact
  );
};

interface PolicyFieldsProps {
  readonly held: PolicyAnswer["policy"];
  readonly draft: PolicyDraft;
  readonly onDraft: (draft: PolicyDraft) => void;
}

function PolicyFields({ held, draft, onDraft }: PolicyFieldsProps) {
  const tell = useTell();
  const to = wholeTerms(draft);
  const block = blockOf(held, draft);
  const wide = to === null ? [] : widened(held, to);
  const isShorter =
    to !== null && LEVELS.some((level) => to.retention[level] < held.retention[level]);
  const mark = (what: Wider, hint: string) =>
    to !== null && isWider(to, what) ? `${hint} ${tell("policy.wider")}.` : hint;
  return (
    <>
      <TextField
        label={tell("policy.group")}
        hint={mark(
          "group",
          tell("policy.group.hint", { min: GROUP_MIN, max: GROUP_MAX, default: GROUP_DEFAULT }),
        )}
        type="number"
        value={draft.group}
        onValue={(group) => onDraft({ ...draft, group })}
      />
      <fieldset class="field-group">
        <legend>{tell("policy.keep")}</legend>
        <div class="field-row keep">
          {LEVELS.map((level) => (
            <TextField
              key={level}
              label={tell(`policy.${level}`)}
              hint={mark(level, tell("policy.range", RETENTION[level]))}
              type="number"
              value={draft.retention[level]}
              onValue={(value) =>
                onDraft({ ...draft, retention: { ...draft.retention, [level]: value } })
              }
            />
          ))}
        </div>
        {isShorter && <p class="arrange-note">{tell("policy.shorter")}</p>}
      </fieldset>
      <TextField
        label={tell("policy.contact")}
        hint={tell("policy.contact.hint")}
        value={draft.contact}
        onValue={(contact) => onDraft({ ...draft, contact })}
        maxLength={500}
        isOptional
      />
      {wide.length > 0 && (
        <div class="because">
          <p>
            {tell("policy.because", { what: wide.map((one) => labelOf(tell, one)).join(", ") })}
          </p>
          <TextField
            label={tell("policy.reason")}
            value={draft.reason}
            onValue={(reason) => onDraft({ ...draft, reason })}
            maxLength={500}
          />
          <TextField
            label={tell("policy.reference")}
            hint={tell("policy.reference.hint")}
            value={draft.reference}
            onValue={(reference) => onDraft({ ...draft, reference })}
            maxLength={500}
          />
        </div>
      )}
      {(block === "order" || block === "numbers") && (
        <Notice kind="note">{tell(`policy.${block}`)}</Notice>
      )}
    </>
  );
}

function Switches() {
  const tell = useTell();
  return (
    <Section title={tell("policy.switches")} about={tell("policy.switches.about")}>
      <Rows
        caption={tell("policy.switches")}
        rows={SWITCHES}
        keyOf={(one) => one}
        empty=""
        columns={[
          {
            head: tell("name"),
            cell: (one) => (
              <span class="two-lines">
                <span>{tell(`policy.${one}`)}</span>
                <small>{tell(`policy.${one}.why`)}</small>
              </span>
            ),
          },
          { head: "", cell: () => tell("policy.off") },
        ]}
      />
    </Section>
  );
}
