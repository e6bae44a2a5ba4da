/** Why there is nothing to see, and what to do about it (UX-19). An empty value is never 0. */
import type { MessageKey } from "../../shared/text/messages.en.ts";
import type { HeaderItem } from "../../shared/wire/board.ts";
import { isNarrowed, WHOLE } from "../store/address.ts";
import type { Refusal } from "../store/board-store.ts";
import { firstScope, isOneOf } from "../store/session.ts";
import type { Sorted } from "./board-items.ts";
import { closedText, LastOpenDay, useMinute } from "./closed.tsx";
import { useDesk } from "./desk.ts";
import { useHouse } from "./house.ts";
import { useTongue } from "./language.ts";
import { useStore } from "./use-store.ts";

interface EmptyProps {
  readonly title: MessageKey;
  readonly next: MessageKey;
  readonly names?: string;
  readonly clear?: boolean;
  /** By filters, which one press clears. */
  readonly narrowed?: boolean;
  /** Where an administrator does something about it. */
  readonly connect?: boolean;
}

function Empty(props: EmptyProps) {
  const { title, next, names = "", clear = false, connect = false, narrowed = false } = props;
  const { words } = useTongue();
  const desk = useDesk();
  const { session } = useHouse();
  return (
    <section class="empty">
      <h2>{words(title)}</h2>
      <p>{words(next, { names })}</p>
      {connect && isOneOf(session.get(), ["admin"]) && (
        <a class="button button-main" href="/start/source">
          {words("empty.connect")}
        </a>
      )}
      {narrowed && (
        <button type="button" class="button button-main" onClick={() => desk.go(WHOLE)}>
          {words("filter.clear")}
        </button>
      )}
      {clear && (
        <button
          type="button"
          class="button button-main"
          onClick={() =>
            desk.go({ scope: firstScope(session.get()), period: "today", ...WHOLE, person: null })
          }
        >
          {words("empty.clear")}
        </button>
      )}
    </section>
  );
}

interface NothingProps {
  readonly why: "source" | "event" | "match" | "closed";
  readonly items: Pick<Sorted, "sources" | "header">;
  /** False on a wallboard: nobody can press anything there. */
  readonly actions?: boolean;
}

export function NothingHere({ why, items, actions = true }: NothingProps) {
  const { format } = useTongue();
  const { sources, header } = items;
  const { address } = useDesk();
  const narrowed = useStore(address, isNarrowed);
  if (why === "closed" && header !== null) return <Closed header={header} />;
  if (why === "source")
    return <Empty title="empty.source" next="empty.source.next" connect={actions} />;
  if (why === "match" && narrowed) {
    return <Empty title="empty.match" next="empty.filter.next" narrowed />;
  }
  if (why === "match") {
    return <Empty title="empty.match" next="empty.match.next" clear={actions} />;
  }
  const list = new Intl.ListFormat(format.locale).format(sources.map((source) => source.name));
  return <Empty title="empty.event" next="empty.event.next" names={list} connect={actions} />;
}

/** On a wallboard the button is not drawn: nobody could press it. */
function Closed({ header }: { readonly header: HeaderItem }) {
  const { words, format } = useTongue();
  const now = useMinute();
  return (
    <section class="empty">
      <h2>{closedText(header, { words, format, now })}</h2>
      <p>{words("closed.next")}</p>
      <LastOpenDay header={header} main />
    </section>
  );
}

export function Refused({ reason }: { readonly reason: Refusal }) {
  if (reason === "busy" || reason === "too_many") {
    return <Empty title="empty.busy" next="empty.busy.next" />;
  }
  return <Empty title="empty.not-found" next="empty.not-found.next" clear />;
}

/** Before the first snapshot: the frame of the screen, without numbers. */
export function Loading() {
  const { words } = useTongue();
  return <p class="loading">{words("app.loading")}</p>;
}
