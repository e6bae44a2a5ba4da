/** The contacts behind a number; each says why it counts and opens its clock. Their count is n (SCR-9). */
import { useState } from "preact/hooks";
import { useSay } from "../drill-words.ts";
import { useTongue } from "../language.ts";
import { channelName } from "../names.ts";
import { clockHref } from "../waiting-text.ts";
import { type Behind, isEqual, ROWS_MAX } from "./behind.ts";
import {
  hasSizes,
  type Line,
  type LineContext,
  linesOf,
  type Order,
  sortLines,
  valueText,
  whyText,
} from "./row-text.ts";
import { useStranger } from "./stranger.ts";

const PAGE = 50;

interface ContactsProps {
  readonly behind: Behind;
  readonly zone: string;
  readonly nameOf: LineContext["nameOf"];
}

export function ContactsList({ behind, zone, nameOf }: ContactsProps) {
  const say = useSay();
  const stranger = useStranger();
  const { format } = useTongue();
  const [order, setOrder] = useState<Order>("newest");
  const [shown, setShown] = useState(PAGE);
  const rows = behind.rows ?? [];
  const lines = linesOf(rows);
  const sized = hasSizes(lines);
  const count = {
    facts: say("panel.contacts.facts", {
      n: format.number(lines.length),
      contacts: format.number(rows.length),
    }),
    n: format.number(behind.figure.n),
  };
  const page = sortLines(lines, order).slice(0, shown);
  const days = new Set(page.map(({ at }) => format.date(at, zone))).size;
  const when = (at: number) =>
    (days > 1 ? `${format.weekday(at, zone)} ` : "") + format.time(at, zone);
  return (
    <section class="panel-part" aria-label={say("panel.contacts")}>
      <header class="part-head">
        <h3>{say("panel.contacts")}</h3>
        {sized && lines.length > 1 && <OrderPicker order={order} onPick={setOrder} />}
      </header>
      <p class="part-about" data-count={lines.length}>
        {say(isEqual(behind) ? "panel.contacts.equal" : "panel.contacts.moved", count)}
      </p>
      {rows.length >= ROWS_MAX && (
        <p class="part-about">{say("panel.contacts.most", { n: format.number(ROWS_MAX) })}</p>
      )}
      <ol class="behind">
        {page.map((line) => (
          <Row
            key={line.key}
            line={line}
            when={when(line.at)}
            context={{ zone, nameOf, stranger }}
          />
        ))}
      </ol>
      {lines.length > shown && (
        <button type="button" class="button" onClick={() => setShown(shown + PAGE)}>
          {say("panel.contacts.more", { n: format.number(Math.min(PAGE, lines.length - shown)) })}
        </button>
      )}
    </section>
  );
}

interface RowProps {
  readonly line: Line;
  readonly when: string;
  readonly context: Pick<LineContext, "zone" | "nameOf" | "stranger">;
}

function Row({ line, when, context }: RowProps) {
  const say = useSay();
  const { words, format } = useTongue();
  return (
    <li>
      <a class="behind-row" href={clockHref(line)}>
        <span class="behind-time">{when}</span>
        <span class="behind-contact">{line.contact}</span>
        <span class="behind-value">{valueText(line, format)}</span>
        <span class="behind-why">
          {line.channel !== null && `${channelName(words, line.channel)} · `}
          {whyText(line, { say, format, ...context })}
        </span>
      </a>
    </li>
  );
}

interface OrderProps {
  readonly order: Order;
  readonly onPick: (order: Order) => void;
}

function OrderPicker({ order, onPick }: OrderProps) {
  const say = useSay();
  const orders = ["newest", "largest"] as const;
  return (
    <select
      class="select select-small"
      aria-label={say("panel.contacts.order")}
      value={order}
      onChange={(event) => onPick(event.currentTarget.value === "largest" ? "largest" : "newest")}
    >
      {orders.map((each) => (
        <option key={each} value={each}>
          {say(`panel.contacts.${each}`)}
        </option>
      ))}
    </select>
  );
}
