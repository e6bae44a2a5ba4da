/** Systems that we ask: how far each was read, what is wrong, how far the weeks before are; and connecting one. */
import { useEffect } from "preact/hooks";
import type { ConnectionRow } from "../../../shared/wire/connection.ts";
import { api } from "../../api.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Section } from "../../parts/page.tsx";
import { Rows } from "../../parts/rows.tsx";
import { Dialog } from "../dialog.tsx";
import { useTongue } from "../language.ts";
import { useLoad } from "../settings/use-load.ts";
import { Connect } from "./connect.tsx";
import type { When } from "./use-when.ts";
import { useSay } from "./words.ts";

const ASK_MS = 10_000;

interface ConnectionsProps {
  readonly when: When;
  /** Names of sources there are already: a new one is of the same house. */
  readonly sources: readonly string[];
  readonly onConnected: () => Promise<void>;
  /** The dialog is open; it was opened at the head of the page. */
  readonly isConnecting: boolean;
  readonly onClose: () => void;
}

export function Connections(props: ConnectionsProps) {
  const { when, sources, onConnected, isConnecting, onClose } = props;
  const say = useSay();
  const { value, reload } = useLoad(api.connections);
  const systems = useLoad(api.systems).value;
  useEffect(() => {
    const timer = setInterval(() => void reload(), ASK_MS);
    return () => clearInterval(timer);
  }, [reload]);
  const done = async () => {
    await reload();
    await onConnected();
  };
  const tenant = sources[0]?.split("/")[1] ?? "house";
  return (
    <Section id="systems" title={say("systems.title")} about={say("systems.about")}>
      <Rows
        caption={say("systems.title")}
        rows={value ?? []}
        keyOf={({ source }) => source}
        empty={say("systems.none")}
        columns={[
          {
            head: say("systems.source"),
            cell: ({ source, base }) => (
              <span class="two-lines">
                <span>{source}</span>
                <small>{base}</small>
              </span>
            ),
          },
          { head: say("systems.state"), cell: (row) => <State row={row} when={when} /> },
          { head: say("systems.up-to"), cell: ({ upTo }) => when(upTo) },
          { head: say("systems.backfill"), cell: (row) => <Backfill row={row} /> },
        ]}
        actionsHead={say("systems.actions")}
        actions={({ source }) => (
          <Confirm
            label={say("systems.end")}
            sure={say("systems.end.sure")}
            of={source}
            onSure={async () => {
              await api.disconnect(source);
              await reload();
            }}
          />
        )}
      />
      {systems && isConnecting && (
        <Dialog title={say("connect.title")} onClose={onClose}>
          <Connect systems={systems} tenant={tenant} onDone={done} />
        </Dialog>
      )}
    </Section>
  );
}

function State({ row: { trouble }, when }: { readonly row: ConnectionRow; readonly when: When }) {
  const say = useSay();
  if (trouble === null) return <>{say("systems.well")}</>;
  return (
    <span class="two-lines">
      <span>{say("systems.trouble", { at: when(trouble.since) })}</span>
      <small lang="en">{trouble.reason}</small>
    </span>
  );
}

/** A bar with its number: how much of the weeks before is read. */
function Backfill({ row: { backfill, source } }: { readonly row: ConnectionRow }) {
  const say = useSay();
  const { format } = useTongue();
  if (backfill === null) return <>–</>;
  const [from, to] = [Date.parse(backfill.from), Date.parse(backfill.to)];
  const at = backfill.upTo === null ? from : Date.parse(backfill.upTo);
  const share = backfill.isDone ? 100 : Math.floor((100 * (at - from)) / (to - from));
  const values = { share, count: format.number(backfill.events) };
  return (
    <span class="two-lines">
      <progress max={100} value={share} aria-label={say("systems.backfill.of", { source })} />
      <small>
        {say(backfill.isDone ? "systems.backfill.done" : "systems.backfill.at", values)}
      </small>
    </span>
  );
}
