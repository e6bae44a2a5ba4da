/** Ids of the sources: those nobody knows with who they could be, and those that are known (SCR-17). */
import { useCallback, useState } from "preact/hooks";
import type { QualityJson, UnmappedId } from "../../../../shared/wire/http.ts";
import { api } from "../../../api.ts";
import { Section } from "../../../parts/page.tsx";
import { Rows } from "../../../parts/rows.tsx";
import { nameOf } from "../../../settings/entries.ts";
import { type IdKind, mapId } from "../../../settings/people.ts";
import { useLoad } from "../use-load.ts";
import { Arranged } from "./arranged.tsx";
import { DateField, fromOf } from "./fields.tsx";
import { KnownIds } from "./known-ids.tsx";
import type { Arrange } from "./use-arrange.ts";
import { useTell } from "./words.ts";

export const IdsSection = () => <Arranged>{(arrange) => <Ids arrange={arrange} />}</Arranged>;

const KINDS: readonly IdKind[] = ["agents", "queues", "teams"];
const QUARTER_MS = 15 * 60_000;
const FORTNIGHT_MS = 14 * 86_400_000;

/** This week and the last one, about: whole local days do not matter here. */
const fortnight = (now: number): string => {
  const end = Math.ceil(now / QUARTER_MS) * QUARTER_MS;
  const at = (ms: number) => new Date(ms).toISOString();
  return `${at(end - FORTNIGHT_MS)}/${at(end)}`;
};

function Ids({ arrange }: { readonly arrange: Arrange }) {
  const tell = useTell();
  const quality = useLoad(useCallback(() => api.quality(fortnight(arrange.now)), [arrange.saved]));
  const [from, setFrom] = useState("");
  const unmapped: QualityJson["unmapped"] | null = quality.value?.unmapped ?? null;
  /** Somebody has said who it is, although it is not saved yet. */
  const isSaid = (kind: IdKind, one: UnmappedId) =>
    arrange.draft[kind].some(({ identities }) =>
      identities.some(({ id, source }) => id === one.native && source === one.source),
    );
  const open = (kind: IdKind) => (unmapped?.[kind] ?? []).filter((one) => !isSaid(kind, one));
  const isEmpty = unmapped !== null && KINDS.every((kind) => open(kind).length === 0);
  return (
    <>
      <Section title={tell("ids.title")} about={tell("ids.about")}>
        {isEmpty && <p class="rows-empty">{tell("ids.all-known")}</p>}
        {unmapped && !isEmpty && (
          <div class="arrange-from">
            <DateField
              value={from}
              onValue={setFrom}
              {...(from === "" ? { hint: tell("ids.from.hint") } : {})}
            />
          </div>
        )}
        {KINDS.filter((kind) => open(kind).length > 0).map((kind) => (
          <Open key={kind} kind={kind} rows={open(kind)} arrange={arrange} from={fromOf(from)} />
        ))}
      </Section>
      <KnownIds arrange={arrange} />
    </>
  );
}

interface OpenProps {
  readonly kind: IdKind;
  readonly rows: readonly UnmappedId[];
  readonly arrange: Arrange;
  readonly from: string | null;
}

function Open({ kind, rows, arrange, from }: OpenProps) {
  const tell = useTell();
  const map = (one: UnmappedId, to: string) =>
    arrange.edit((document) =>
      mapId(document, kind, to, {
        source: one.source,
        id: one.native,
        ...(from === null ? {} : { from }),
      }),
    );
  return (
    <div class="arrange-group">
      <h3>{tell(`ids.${kind}`)}</h3>
      <Rows
        caption={`${tell("ids.open")}: ${tell(`ids.${kind}`)}`}
        rows={rows}
        keyOf={({ id }) => id}
        empty=""
        columns={[
          {
            head: tell("ids.id"),
            cell: ({ native, source }) => (
              <span class="two-lines">
                <span>{native}</span>
                <small>{source}</small>
              </span>
            ),
          },
          { head: tell("ids.counts"), cell: ({ facts, open }) => facts + open, isMinor: true },
        ]}
        actionsHead={tell("ids.who")}
        actions={(one) => (
          <Who one={one} kind={kind} arrange={arrange} onWho={(to) => map(one, to)} />
        )}
      />
    </div>
  );
}

interface WhoProps {
  readonly one: UnmappedId;
  readonly kind: IdKind;
  readonly arrange: Arrange;
  readonly onWho: (id: string) => void;
}

/** One press for who it probably is, a list for everybody else. */
function Who({ one, kind, arrange, onWho }: WhoProps) {
  const tell = useTell();
  return (
    <span class="who">
      {one.suggestions.map(({ id, name, because }) => (
        <button
          key={id}
          type="button"
          class="button"
          aria-label={`${one.native}: ${tell("ids.is", { name: name ?? id })}`}
          title={tell(because === "id" ? "ids.same-id" : "ids.same-name")}
          onClick={() => onWho(id)}
        >
          {tell("ids.is", { name: name ?? id })}
        </button>
      ))}
      <select
        class="select"
        aria-label={tell("ids.choose.for", { id: one.native })}
        value=""
        onChange={(event) => onWho(event.currentTarget.value)}
      >
        <option value="" disabled>
          {tell("ids.choose")}
        </option>
        {arrange.draft[kind].map((entry) => (
          <option key={entry.id} value={entry.id}>
            {nameOf(entry)}
          </option>
        ))}
      </select>
    </span>
  );
}
