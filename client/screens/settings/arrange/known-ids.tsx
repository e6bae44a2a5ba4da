/** Ids that are mapped: of which source, what they mean, since when; each can be taken away. */
import { isPseudonym } from "../../../../shared/org/pseudonym.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { Section } from "../../../parts/page.tsx";
import { Rows } from "../../../parts/rows.tsx";
import { nameOf } from "../../../settings/entries.ts";
import { type IdKind, lastDay, unmapId } from "../../../settings/people.ts";
import type { Arrange } from "./use-arrange.ts";
import { useTell } from "./words.ts";

interface Known {
  readonly kind: IdKind;
  readonly of: string;
  readonly name: string;
  readonly index: number;
  readonly id: string;
  readonly source: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Everybody's own id in every source is nothing anybody mapped; of an erased one only a pseudonym is left. */
const knownIn = ({ draft }: Arrange): Known[] =>
  (["agents", "queues", "teams"] as const).flatMap((kind) =>
    draft[kind].flatMap((entry) =>
      entry.identities
        .map(
          ({ id, source, from, to }, index): Known => ({
            kind,
            of: entry.id,
            name: nameOf(entry),
            index,
            id,
            source,
            from,
            to,
          }),
        )
        .filter(({ source, id, of }) => (source !== undefined || id !== of) && !isPseudonym(id)),
    ),
  );

export function KnownIds({ arrange }: { readonly arrange: Arrange }) {
  const tell = useTell();
  const held = ({ from, to }: Known) =>
    [
      tell.since(from),
      ...(to === undefined ? [] : [tell("until.date", { date: tell.day(lastDay(to)) })]),
    ].join(", ");
  return (
    <Section title={tell("ids.known")}>
      <Rows
        caption={tell("ids.known")}
        rows={knownIn(arrange)}
        keyOf={({ kind, of, index }) => `${kind} ${of} ${index}`}
        empty={tell("ids.known.none")}
        columns={[
          {
            head: tell("ids.id"),
            cell: ({ id, source }) => (
              <span class="two-lines">
                <span>{id}</span>
                <small>{source ?? tell("ids.everywhere")}</small>
              </span>
            ),
          },
          { head: tell("ids.means"), cell: ({ name }) => name },
          { head: tell("ids.held"), cell: held, isMinor: true },
        ]}
        actionsHead={tell("actions")}
        actions={({ kind, of, index, id }) => (
          <Confirm
            label={tell("remove")}
            sure={tell("sure.remove")}
            of={id}
            onSure={async () => arrange.edit((document) => unmapId(document, kind, of, index))}
          />
        )}
      />
    </Section>
  );
}
