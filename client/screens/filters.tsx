/** What narrows the board: channel, queue, agent; together with team and period, and in the address (SCR-6). */
import type { MessageKey } from "../../shared/text/messages.en.ts";
import type { HeaderItem } from "../../shared/wire/board.ts";
import { isNarrowed, type Narrowing, WHOLE } from "../store/address.ts";
import { useDesk } from "./desk.ts";
import { useTongue } from "./language.ts";
import { channelName, named } from "./names.ts";
import { useStore } from "./use-store.ts";

interface Choice {
  readonly id: string;
  readonly name: string;
}

interface FilterProps {
  readonly of: keyof Narrowing;
  readonly label: MessageKey;
  readonly all: MessageKey;
  readonly choices: readonly Choice[];
  /** What one is called that is not among the choices. */
  readonly nameOf?: (id: string) => string;
}

/** Absent where there is nothing to choose between. */
function Filter({ of, label, all, choices, nameOf = (id) => id }: FilterProps) {
  const { words, format } = useTongue();
  const desk = useDesk();
  const value = useStore(desk.address, (address) => address[of]);
  if (value === null && choices.length < 2) return null;
  const names = new Intl.Collator(format.locale, { numeric: true });
  const known = choices.some(({ id }) => id === value);
  const shown = [
    ...choices,
    ...(value === null || known ? [] : [{ id: value, name: nameOf(value) }]),
  ];
  shown.sort((a, b) => names.compare(a.name, b.name));
  return (
    <select
      class="select select-filter"
      data-on={value !== null}
      aria-label={words(label)}
      value={value ?? ""}
      onChange={(event) => desk.go({ [of]: event.currentTarget.value || null })}
    >
      <option value="">{words(all)}</option>
      {shown.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

export function Filters({ header }: { readonly header: HeaderItem | null }) {
  const { words } = useTongue();
  const desk = useDesk();
  const narrowed = useStore(desk.address, isNarrowed);
  const { channels = [], queues = [], agents = [] } = header?.choices ?? {};
  const of = (list: HeaderItem["choices"]["queues"]): Choice[] =>
    list.map((one) => ({ id: one.id, name: named(one) }));
  return (
    <fieldset class="filters">
      <legend class="hidden">{words("filter.label")}</legend>
      <Filter
        of="channel"
        label="filter.channel"
        all="filter.channel.all"
        choices={channels.map((id) => ({ id, name: channelName(words, id) }))}
        nameOf={(id) => channelName(words, id)}
      />
      <Filter of="queue" label="filter.queue" all="filter.queue.all" choices={of(queues)} />
      <Filter of="agent" label="filter.agent" all="filter.agent.all" choices={of(agents)} />
      {narrowed && (
        <button type="button" class="button button-quiet" onClick={() => desk.go(WHOLE)}>
          {words("filter.clear")}
        </button>
      )}
    </fieldset>
  );
}
