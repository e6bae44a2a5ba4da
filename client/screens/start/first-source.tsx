/** The first source: a key, the line to paste, a test event, and waiting for the first real one (SCR-14). */
import { useState } from "preact/hooks";
import { api, type MadeKey } from "../../api.ts";
import { KeyForm } from "../settings/key-form.tsx";
import { KeyMade } from "../settings/key-made.tsx";
import { useLoad } from "../settings/use-load.ts";
import { useSay } from "../settings/words.ts";
import { FirstEvent } from "./first-event.tsx";
import { Onward, StepFrame } from "./steps.tsx";
import { TestEvent } from "./test-event.tsx";

/** A name as an address has it: `/acme/…`. */
const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40) || "house";

export function FirstSource() {
  const say = useSay();
  const organisation = useLoad(api.organisation);
  const keys = useLoad(api.keys);
  const [made, setMade] = useState<MadeKey | null>(null);
  const newest = keys.value?.toSorted((a, b) => b.createdAt - a.createdAt)[0];
  const source = made?.source ?? newest?.source;
  const house = organisation.value?.document;
  const name = house?.organisation.name;
  // Whom a list has brought in with their ids: the key is for that source, or nobody is recognised.
  const named = house?.agents.flatMap(({ identities }) => identities)[0]?.source;
  return (
    <StepFrame step="source" problem={organisation.problem ?? keys.problem}>
      {made && <KeyMade made={made} />}
      {keys.value && name !== undefined && source === undefined && (
        <KeyForm
          source={named ?? `/${slugOf(name)}/helpdesk/main`}
          onMade={async (key) => {
            setMade(key);
            await keys.reload();
          }}
        />
      )}
      {source && (
        <>
          <FirstEvent source={source} />
          <TestEvent source={source} />
        </>
      )}
      {made === null && source !== undefined && (
        <p class="field-hint">
          {say("start.source.has")} <a href="/settings/keys">{say("settings.keys")}</a>
        </p>
      )}
      <div class="step-end">
        <Onward step="source" isDone={source !== undefined} />
      </div>
    </StepFrame>
  );
}
