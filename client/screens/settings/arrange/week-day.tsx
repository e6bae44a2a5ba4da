/** One day's column of the week: a stretch is drawn on what is empty, dragged, or moved by key. */
import { useRef, useState } from "preact/hooks";
import {
  addBlock,
  clockText,
  DAY_MINUTES,
  type Day,
  type Drawn,
  drawnOn,
  moveBlock,
  removeBlock,
  resizeBlock,
  STEP,
  type Week,
} from "../../../settings/week.ts";
import { useTell } from "./words.ts";

interface WeekDayProps {
  readonly week: Week;
  readonly day: Day;
  readonly name: string;
  readonly onWeek: (week: Week) => void;
}

/** What a press began: a new stretch, or one that is moved or made longer or shorter. */
interface Drag {
  readonly at: number;
  readonly was: Week;
  readonly block: Drawn | null;
  readonly grip: "move" | "from" | "to";
}

const percent = (minutes: number): string => `${(100 * minutes) / DAY_MINUTES}%`;
const stepped = (minute: number): number => Math.round(minute / STEP) * STEP;

export function WeekDay({ week, day, name, onWeek }: WeekDayProps) {
  const tell = useTell();
  const column = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const minuteAt = (event: PointerEvent): number => {
    const box = column.current?.getBoundingClientRect();
    const share = box === undefined ? 0 : (event.clientY - box.top) / box.height;
    return stepped(Math.min(1, Math.max(0, share)) * DAY_MINUTES);
  };
  const begin = (event: PointerEvent, block: Drawn | null, grip: Drag["grip"]) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    column.current?.setPointerCapture(event.pointerId);
    setDrag({ at: minuteAt(event), was: week, block, grip });
  };
  const go = (event: PointerEvent) => {
    if (drag === null) return;
    const { at, was, block, grip } = drag;
    const minute = minuteAt(event);
    if (block === null) {
      if (minute !== at) onWeek(addBlock(was, day, at, minute));
    } else if (grip === "move") onWeek(moveBlock(was, block.day, block.index, minute - at));
    else onWeek(resizeBlock(was, block.day, block.index, grip, minute - at));
  };
  return (
    <div
      ref={column}
      class="week-day"
      data-day={day}
      onPointerDown={(event) => begin(event, null, "move")}
      onPointerMove={go}
      onPointerUp={() => setDrag(null)}
      onPointerCancel={() => setDrag(null)}
    >
      {drawnOn(week, day).map((block) => (
        <Stretch
          key={`${block.day} ${block.index} ${block.isRest}`}
          block={block}
          label={tell("hours.block", {
            day: name,
            from: clockText(block.from),
            to: clockText(block.to),
          })}
          onGrip={(event, grip) => begin(event, block, grip)}
          onWeek={(change) => onWeek(change(week))}
        />
      ))}
    </div>
  );
}

interface StretchProps {
  readonly block: Drawn;
  readonly label: string;
  readonly onGrip: (event: PointerEvent, grip: Drag["grip"]) => void;
  readonly onWeek: (change: (week: Week) => Week) => void;
}

/** Which change a key makes; null: none. */
function changeOf(event: KeyboardEvent, { day, index }: Drawn): ((week: Week) => Week) | null {
  if (event.key === "Delete" || event.key === "Backspace") {
    return (week) => removeBlock(week, day, index);
  }
  const by = event.key === "ArrowUp" ? -STEP : event.key === "ArrowDown" ? STEP : 0;
  if (by === 0) return null;
  if (event.shiftKey) return (week) => resizeBlock(week, day, index, "to", by);
  if (event.altKey) return (week) => resizeBlock(week, day, index, "from", by);
  return (week) => moveBlock(week, day, index, by);
}

/** What went on after midnight belongs to the day before, and is changed there. */
function Stretch({ block, label, onGrip, onWeek }: StretchProps) {
  const place = { top: percent(block.from), height: percent(block.to - block.from) };
  const text = `${clockText(block.from)}–${clockText(block.to)}`;
  if (block.isRest) {
    return (
      <div class="week-block" data-rest="true" style={place} aria-hidden="true">
        <span>{text}</span>
      </div>
    );
  }
  return (
    <button
      type="button"
      class="week-block"
      style={place}
      aria-label={label}
      onPointerDown={(event) => onGrip(event, "move")}
      onKeyDown={(event) => {
        const change = changeOf(event, block);
        if (change === null) return;
        event.preventDefault();
        onWeek(change);
      }}
    >
      <i class="week-grip" data-edge="from" onPointerDown={(event) => onGrip(event, "from")} />
      <span>{text}</span>
      <i class="week-grip" data-edge="to" onPointerDown={(event) => onGrip(event, "to")} />
    </button>
  );
}
