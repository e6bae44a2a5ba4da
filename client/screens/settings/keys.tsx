/** The keys that sources send with: made, rotated without a gap, retired, ended (SEC-8). */
import { useState } from "preact/hooks";
import type { KeyRow } from "../../../shared/wire/key.ts";
import { type Answer, api, type MadeKey, type Problem } from "../../api.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/page.tsx";
import { Rows } from "../../parts/rows.tsx";
import { Dialog } from "../dialog.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { KeyForm } from "./key-form.tsx";
import { KeyMade } from "./key-made.tsx";
import { useLoad } from "./use-load.ts";
import { useMoment } from "./use-moment.ts";
import { useSay } from "./words.ts";

export function Keys() {
  const say = useSay();
  const { words } = useTongue();
  const moment = useMoment();
  const keys = useLoad(api.keys);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeKey | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const after = async <T,>(answer: Answer<T>): Promise<T | null> => {
    setProblem(answer.ok ? null : answer.problem);
    await keys.reload();
    return answer.ok ? answer.value : null;
  };
  const rotate = async ({ id }: KeyRow) => setMade(await after(await api.rotateKey(id)));
  const state = ({ isDisabled, secretsMadeAt }: KeyRow) => {
    if (isDisabled) return say("keys.disabled");
    return say(secretsMadeAt.length > 1 ? "keys.two" : "keys.one");
  };
  const shownProblem = problem ?? keys.problem;
  const make = (
    <button type="button" class="button button-main" onClick={() => setMaking(true)}>
      {say("keys.make")}
    </button>
  );
  return (
    <Section title={say("keys.title")} about={say("keys.about")} actions={make}>
      {shownProblem && <Notice kind="wrong">{problemText(words, shownProblem)}</Notice>}
      {made && <KeyMade made={made} />}
      {keys.value && (
        <Rows
          caption={say("keys.title")}
          rows={keys.value}
          keyOf={({ id }) => id}
          empty={say("keys.none")}
          columns={[
            {
              head: say("keys.source"),
              cell: ({ source, kind, isDisabled }) => (
                <span class="two-lines" data-off={isDisabled}>
                  <span>{source}</span>
                  <small>{say(`keys.${kind}`)}</small>
                </span>
              ),
            },
            { head: say("keys.state"), cell: state },
            { head: say("keys.used"), cell: ({ lastUsedAt }) => moment(lastUsedAt) },
          ]}
          actionsHead={say("actions")}
          actions={(key) => (
            <>
              <Confirm
                label={say("keys.rotate")}
                sure={say("sure.rotate")}
                of={key.source}
                onSure={() => rotate(key)}
              />
              {key.secretsMadeAt.length > 1 && (
                <Confirm
                  label={say("keys.retire")}
                  sure={say("sure.retire")}
                  of={key.source}
                  onSure={async () => after(await api.retireKey(key.id))}
                />
              )}
              <Confirm
                label={say(key.isDisabled ? "keys.enable" : "keys.disable")}
                sure={say(key.isDisabled ? "sure.enable" : "sure.disable")}
                of={key.source}
                onSure={async () => after(await api.disableKey(key.id, !key.isDisabled))}
              />
              <Confirm
                label={say("keys.remove")}
                sure={say("sure.remove")}
                of={key.source}
                onSure={async () => after(await api.removeKey(key.id))}
              />
            </>
          )}
        />
      )}
      {making && (
        <Dialog title={say("keys.make")} onClose={() => setMaking(false)}>
          <KeyForm
            onMade={async (key) => {
              setMaking(false);
              setMade(key);
              await keys.reload();
            }}
          />
        </Dialog>
      )}
    </Section>
  );
}
