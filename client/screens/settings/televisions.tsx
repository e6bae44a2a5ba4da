/** The televisions one may have to do with: paired by code, seen when, changed, revoked (SEC-10). */
import { useState } from "preact/hooks";
import type { DeviceRow } from "../../../shared/wire/device.ts";
import { api } from "../../api.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/page.tsx";
import { Rows } from "../../parts/rows.tsx";
import { valueIn } from "../../store/place.ts";
import { Dialog } from "../dialog.tsx";
import { useHouse } from "../house.ts";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { useStore } from "../use-store.ts";
import { TelevisionForm } from "./television-form.tsx";
import { useLoad } from "./use-load.ts";
import { useMoment } from "./use-moment.ts";
import { useSay } from "./words.ts";

export function Televisions() {
  const say = useSay();
  const house = useHouse();
  const { words } = useTongue();
  const moment = useMoment();
  const code = useStore(house.place, (place) => valueIn(place, "code"));
  const devices = useLoad(api.devices);
  const boards = useLoad(api.boards);
  const [pairing, setPairing] = useState(code !== null);
  const [edited, setEdited] = useState<DeviceRow | null>(null);
  const [paired, setPaired] = useState<string | null>(null);
  const teamOf = (id: string | null) =>
    id === null
      ? words("scope.centre")
      : (boards.value?.teams.find((team) => team.id === id)?.name ?? id);
  const done = async (device: DeviceRow) => {
    if (edited === null) setPaired(device.name);
    setPairing(false);
    setEdited(null);
    await devices.reload();
  };
  const pair = (
    <button type="button" class="button button-main" onClick={() => setPairing(true)}>
      {say("tv.pair")}
    </button>
  );
  return (
    <Section title={say("tv.title")} about={say("tv.about")} actions={pair}>
      {devices.problem && <Notice kind="wrong">{problemText(words, devices.problem)}</Notice>}
      {paired && <Notice kind="done">{say("tv.paired", { name: paired })}</Notice>}
      {devices.value && (
        <Rows
          caption={say("tv.title")}
          rows={devices.value}
          keyOf={({ id }) => id}
          empty={say("tv.none")}
          columns={[
            { head: say("tv.name"), cell: ({ name }) => name },
            { head: say("tv.board"), cell: ({ team }) => teamOf(team) },
            {
              head: say("tv.screen"),
              cell: ({ screenInches, distanceMetres }) =>
                say("tv.size", { inches: screenInches, metres: distanceMetres }),
              isMinor: true,
            },
            { head: say("tv.seen"), cell: ({ lastSeenAt }) => moment(lastSeenAt) },
          ]}
          actionsHead={say("actions")}
          actions={(device) => (
            <>
              <button
                type="button"
                class="button button-quiet"
                aria-label={`${say("users.edit")}: ${device.name}`}
                onClick={() => setEdited(device)}
              >
                {say("users.edit")}
              </button>
              <Confirm
                label={say("tv.revoke")}
                sure={say("sure.revoke")}
                of={device.name}
                onSure={async () => {
                  await api.revokeDevice(device.id);
                  await devices.reload();
                }}
              />
            </>
          )}
        />
      )}
      {boards.value && (pairing || edited !== null) && (
        <Dialog
          title={edited?.name ?? say("tv.pair")}
          onClose={() => {
            setPairing(false);
            setEdited(null);
          }}
        >
          <TelevisionForm boards={boards.value} device={edited} code={code ?? ""} onDone={done} />
        </Dialog>
      )}
    </Section>
  );
}
