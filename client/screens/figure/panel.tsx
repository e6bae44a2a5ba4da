/**
 * What is behind one number (SCR-9, UX-10): the number again with its interval, how it is computed, why it
 * moved, and its contacts. Beside the board, which goes on; in the address; Esc closes it.
 */
import { kpiOf } from "../../../shared/kpi/catalog.ts";
import { isStateMeasure } from "../../../shared/kpi/measure.ts";
import type { Format } from "../../../shared/text/format.ts";
import { kpiName } from "../../../shared/text/words.ts";
import type { HeaderItem, TileItem } from "../../../shared/wire/board.ts";
import type { Movement } from "../../../shared/wire/movement.ts";
import { Sheet } from "../../parts/sheet.tsx";
import { type Address, questionOf } from "../../store/address.ts";
import { useSay } from "../drill-words.ts";
import { useTongue } from "../language.ts";
import { channelName, named, periodName, teamName } from "../names.ts";
import { problemText } from "../problem-text.ts";
import { useAnswer } from "../use-answer.ts";
import { askBehind, type Behind } from "./behind.ts";
import { ContactsList } from "./contacts-list.tsx";
import { WhyItMoved } from "./movement.tsx";
import { Computed, TheNumber } from "./number.tsx";

export interface PanelProps {
  readonly kpi: string;
  readonly address: Address;
  readonly header: HeaderItem;
  /** The board's own tile of it; null: it has none. */
  readonly tile: TileItem | null;
  readonly nameOf: (agent: string) => string;
  readonly onClose: () => void;
}

export function FigurePanel(props: PanelProps) {
  const { kpi, address, header, onClose } = props;
  const say = useSay();
  const { words, format, language } = useTongue();
  const question = questionOf(address, kpi);
  const asked = JSON.stringify([question, language]);
  const answer = useAnswer(asked, () => askBehind(question, language));
  return (
    <Sheet
      title={kpiName(words, kpi, "long")}
      where={whereOf(props, words, format)}
      closeWord={say("panel.close")}
      about={asked}
      onClose={onClose}
    >
      {answer.value !== null && <Told {...props} behind={answer.value} onAgain={answer.again} />}
      {answer.value === null && answer.problem === null && <Waiting />}
      {answer.problem !== null && (
        <div class="sheet-note">
          <p>
            {answer.problem.status === 400
              ? answer.problem.detail
              : problemText(words, answer.problem)}
          </p>
          <button type="button" class="button" onClick={answer.again}>
            {say("panel.again")}
          </button>
        </div>
      )}
      {header.demo && <p class="sheet-demo">{words("app.demo.long")}</p>}
    </Sheet>
  );
}

/** Team, person, filters and period, as the number's own sentence. */
function whereOf(
  { address, header, nameOf }: PanelProps,
  words: ReturnType<typeof useTongue>["words"],
  format: Format,
): string {
  const agent = address.person ?? address.agent;
  const queue = header.choices.queues.find(({ id }) => id === address.queue);
  return [
    agent === null ? teamName(words, header) : nameOf(agent),
    address.channel === null ? "" : channelName(words, address.channel),
    address.queue === null ? "" : queue === undefined ? address.queue : named(queue),
    periodName(words, address.period, format),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

/** The frame of what comes, so that nothing jumps when it is there. */
function Waiting() {
  const { words } = useTongue();
  return (
    <div class="sheet-wait" role="status" aria-label={words("app.loading")}>
      <span class="ghost ghost-value" />
      <span class="ghost" />
      <span class="ghost" />
      <span class="ghost ghost-short" />
      <span class="ghost ghost-block" />
    </div>
  );
}

interface ToldProps extends PanelProps {
  readonly behind: Behind;
  readonly onAgain: () => void;
}

function Told({ behind, kpi, address, header, tile, nameOf, onAgain }: ToldProps) {
  const say = useSay();
  const { words } = useTongue();
  const { zone } = header.period;
  if (behind.rows === null) {
    return (
      <div class="sheet-note">
        <h3>{say("panel.withheld")}</h3>
        <p>{say("panel.withheld.next")}</p>
      </div>
    );
  }
  const own = address.person === null ? tile : null;
  const scope =
    (address.person ?? address.agent) === null
      ? teamName(words, header)
      : nameOf(address.person ?? address.agent ?? "");
  return (
    <>
      <TheNumber figure={behind.figure} tile={own} onAgain={onAgain} />
      {canMove(kpi) && (
        <WhyItMoved
          question={questionOf(address, kpi)}
          scope={scope}
          ways={waysOf(address, header)}
        />
      )}
      <Computed figure={behind.figure} />
      <ContactsList behind={behind} zone={zone} nameOf={nameOf} />
    </>
  );
}

/** What is so at an instant did not move: it is. */
const canMove = (kpi: string): boolean =>
  !(kpiOf(kpi)?.measures.some(isStateMeasure) ?? true) && !/^(erlang|period)\./.test(kpi);

/** What it is one of already takes nothing apart; people only for who may tell them apart. */
function waysOf(address: Address, { choices }: HeaderItem): Movement["by"][] {
  const isPerson = (address.person ?? address.agent) !== null;
  const byAgent = !isPerson && choices.agents.length > 0;
  const ways: Movement["by"][] = address.channel === null ? ["channel"] : [];
  if (byAgent) ways.push("agent");
  return ways.length === 0 ? ["channel"] : ways;
}
