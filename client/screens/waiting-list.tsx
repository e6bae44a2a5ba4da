/** Who waits now, oldest first (SCR-7). The time is the customer's and ticks; nobody is named. */
import { useRef, useState } from "preact/hooks";
import type { WaitingContact, WaitingItem } from "../../shared/wire/board.ts";
import { Shape } from "../tiles/status.tsx";
import { useWaitClock } from "./desk.ts";
import { useTongue } from "./language.ts";
import { waitingText } from "./waiting-text.ts";

export function WaitingList({ waiting }: { readonly waiting: WaitingItem }) {
  const { words, format } = useTongue();
  const [isHeld, setHeld] = useState(false);
  const kept = useRef(waiting);
  // Nothing moves away under a pointer or the keyboard.
  if (!isHeld) kept.current = waiting;
  const { rows, queued, written } = kept.current;
  const more = queued + written - rows.length;
  const hold = () => setHeld(true);
  const letGo = () => setHeld(false);
  return (
    <section
      class="panel waiting"
      aria-label={words("waiting.caption")}
      onPointerEnter={hold}
      onPointerLeave={letGo}
      onFocusIn={hold}
      onFocusOut={letGo}
    >
      <header class="panel-head">
        <h2>{words("waiting.caption")}</h2>
        <span class="count">{format.number(queued + written)}</span>
      </header>
      <p class="waiting-kinds">
        {words("waiting.queued")} <strong>{format.number(queued)}</strong>
        <span aria-hidden="true"> · </span>
        {words("waiting.written")} <strong>{format.number(written)}</strong>
        {more > 0 && <span class="waiting-more">{words("waiting.more", { n: more })}</span>}
      </p>
      <div class="waiting-rows">
        {rows.length === 0 && <p class="panel-empty">{words("waiting.none")}</p>}
        <ol>
          {rows.map((row, place) => (
            // By its place: who leaves changes the words of a row, and moves none of them (UX-25).
            <Row key={place} row={row} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function Row({ row }: { readonly row: WaitingContact }) {
  const tongue = useTongue();
  const now = useWaitClock();
  if (now === null) return null;
  const text = waitingText(row, now, tongue);
  return (
    <li class="waiting-row" data-mark={text.mark}>
      <Shape mark={text.mark} />
      <a href={text.href}>{text.contact}</a>
      <span class="waiting-time">
        <Ends text={text.waited} />
      </span>
      <span class="waiting-where">{text.where}</span>
      <span class="waiting-left">
        <Ends text={text.left} />
      </span>
    </li>
  );
}

/** Numbers end under each other; a longer one begins further left, as another, and not as one that moved. */
const Ends = ({ text }: { readonly text: string }) => <span key={text.length}>{text}</span>;
