/** The lanes as SVG; arrows step through the stretches, and the line above says what each is (2.1.1). */
import { useSay } from "../drill-words.ts";
import { whoOf } from "../figure/row-text.ts";
import { type ClockContext, kindText, stretchText } from "./clock-text.ts";
import type { Course, Lane, Piece } from "./lanes.ts";
import type { Scale } from "./scale.ts";

const LANE = 44;
const BAR = 28;
const AXIS = 22;
/** Thinner than this nobody sees. */
const WIDTH_MIN = 0.25;

export interface Mark {
  readonly key: string;
  readonly at: number;
  /** Came late, or was corrected. */
  readonly odd: boolean;
}

interface DrawingProps {
  readonly course: Course;
  readonly scale: Scale;
  readonly context: ClockContext;
  readonly label: string;
  /** Place among the steps. */
  readonly chosen: number;
  readonly onChoose: (step: number) => void;
  /** Stretches of the fact in question; null: all are shown alike. */
  readonly lit: ReadonlySet<number> | null;
  readonly marks: readonly Mark[];
}

const percent = (place: number): string => `${place.toFixed(3)}%`;

export function Drawing(props: DrawingProps) {
  const { course, scale, context, label, chosen, onChoose, marks } = props;
  const say = useSay();
  const step = (by: number) =>
    onChoose(Math.min(course.steps.length - 1, Math.max(0, chosen + by)));
  const moves: Record<string, () => void> = {
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    Home: () => onChoose(0),
    End: () => onChoose(course.steps.length - 1),
  };
  const height = course.lanes.length * LANE;
  const piece = course.steps[chosen];
  return (
    <div class="lanes">
      <div class="lane-names" aria-hidden="true">
        {course.lanes.map(({ agent }) => (
          <span key={agent ?? ""}>
            {agent === null ? say("clock.customer") : whoOf(agent, context)}
          </span>
        ))}
      </div>
      <div
        class="lanes-stops"
        onClick={(event) => {
          const bar = event.target instanceof Element ? event.target.closest(".bar") : null;
          const place = bar?.getAttribute("data-step");
          if (place != null) onChoose(Number(place));
        }}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={course.steps.length}
        aria-valuenow={chosen + 1}
        aria-valuetext={piece === undefined ? "" : stretchText(piece, context)}
        onKeyDown={(event) => {
          const move = moves[event.key];
          if (move === undefined) return;
          event.preventDefault();
          move();
        }}
      >
        <svg class="lanes-drawing" height={height + AXIS} aria-hidden="true">
          <Patterns />
          {course.lanes.map((lane, row) => (
            <LaneBars key={lane.agent ?? ""} lane={lane} top={row * LANE} {...props} />
          ))}
          {scale.folds.map((fold) => (
            <FoldMark key={fold.from} fold={fold} height={height} {...props} />
          ))}
          {marks.map(({ key, at, odd }) => (
            <circle
              key={key}
              class="event-mark"
              data-odd={odd}
              cx={percent(scale.at(at))}
              cy={height}
              r={odd ? 4 : 2.5}
            />
          ))}
          {scale.ticks.map((tick) => (
            <text key={tick} class="tick" x={percent(scale.at(tick))} y={height + AXIS - 4}>
              {tickText(tick, scale.stepMs, context)}
            </text>
          ))}
        </svg>
      </div>
    </div>
  );
}

/** Closed hours and holds are hatched: told apart without colour. */
function Patterns() {
  return (
    <defs>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">
        <path class="hatch" d="M-1 1l2-2M0 6l6-6M5 7l2-2" />
      </pattern>
    </defs>
  );
}

function LaneBars({
  lane,
  top,
  scale,
  course,
  chosen,
  lit,
  context,
}: DrawingProps & { readonly lane: Lane; readonly top: number }) {
  const at = (piece: Piece) => scale.at(piece.from);
  const wide = (piece: Piece) => Math.max(WIDTH_MIN, scale.at(piece.to) - at(piece));
  return (
    <g>
      <line class="lane-line" x1="0" x2="100%" y1={top + LANE - 0.5} y2={top + LANE - 0.5} />
      {lane.pieces.map((piece) => {
        const step = course.steps.indexOf(piece);
        const place = { x: percent(at(piece)), y: top + (LANE - BAR) / 2, height: BAR };
        const { kind, estimated, hours } = piece.stretch;
        const closed = hours === "closed" || kind === "waiting_closed";
        return (
          <g
            key={piece.index}
            class="bar"
            data-kind={kind}
            data-lane={piece.stretch.lane}
            data-closed={closed}
            data-estimated={estimated}
            data-chosen={step === chosen}
            data-lit={lit === null ? undefined : lit.has(piece.index)}
            data-step={step}
          >
            <rect class="bar-fill" {...place} width={percent(wide(piece))} rx="2" />
            {closed && (
              <rect class="bar-hatch" {...place} width={percent(wide(piece))} fill="url(#hatch)" />
            )}
            <title>{stretchText(piece, context)}</title>
            {wide(piece) > 9 && (
              <text class="bar-text" x={percent(at(piece) + 0.7)} y={top + LANE / 2 + 4}>
                {fitting(kindText(piece, context.words), wide(piece))}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** To the second where they are less than a minute apart. */
function tickText(at: number, stepMs: number, { format, zone, manyDays }: ClockContext): string {
  if (stepMs < 60_000) return format.timeWithSeconds(at, zone);
  return (manyDays ? `${format.weekday(at, zone)} ` : "") + format.time(at, zone);
}

/** About so many letters have room in one per cent of the width. */
const LETTERS = 1.25;

const fitting = (text: string, width: number): string =>
  text.length <= width * LETTERS ? text : "";

function FoldMark({
  fold,
  height,
  scale,
  context,
}: DrawingProps & { readonly fold: Scale["folds"][number]; readonly height: number }) {
  const say = useSay();
  const [from, to] = [scale.at(fold.from), scale.at(fold.to)];
  const duration = context.format.prose((fold.to - fold.from) / 1000);
  return (
    <g class="fold">
      <title>{say("clock.folded", { duration })}</title>
      <rect x={percent(from)} y={0} width={percent(to - from)} height={height} />
      <text x={percent((from + to) / 2)} y={height + AXIS - 4}>
        {shortLength(fold.to - fold.from, context)}
      </text>
    </g>
  );
}

/** `14 h` under a fold: there is room for no more. */
const shortLength = (ms: number, { format }: ClockContext): string => `+${format.age(ms)}`;
