/** One figure, in the tile grammar of SCREENS.md 2: finished text in, markup out. */
import { Status, type StatusMark } from "./status.tsx";
import { Bullet, type Span, Trend } from "./trend.tsx";

export interface TileText {
  readonly id: string;
  readonly label: string;
  /** The long name, for the tooltip and the screen reader. */
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  /** Characters to keep free for the value, so that a longer one moves nothing (UX-25). */
  readonly width: number;
  readonly mark: StatusMark;
  readonly word: string;
  readonly target: string;
  /** Distance to the target, in words and with a sign; the wallboard has no room for words. */
  readonly off: string;
  readonly offSigned: string;
  readonly usual: string;
  readonly n: string;
  readonly until: string;
  readonly trend: readonly (number | null)[];
  readonly trendTarget: number | null;
  /** The shown value as a number, for the bullet bar. */
  readonly amount: number | null;
  readonly range: Span;
  readonly open: string;
  /** The same without words around it, for the table. */
  readonly plain: Readonly<Record<"value" | "target" | "usual" | "n", string>>;
}

interface TileProps {
  readonly text: TileText;
  /** Opens how the number came about; a wallboard has nothing to open. */
  readonly onOpen?: (id: string) => void;
}

function Value({ text }: { readonly text: TileText }) {
  return (
    <p class="tile-value" data-wide={text.width > 5} style={{ "--width": text.width }}>
      <span class="number">{text.value}</span>
      {text.unit !== "" && <span class="unit">{text.unit}</span>}
    </p>
  );
}

export function Tile({ text, onOpen }: TileProps) {
  return (
    <article class="tile" data-mark={text.mark} aria-label={text.name}>
      <h3 class="tile-label" title={onOpen ? text.name : undefined}>
        {onOpen ? (
          <button
            type="button"
            class="tile-open"
            aria-label={text.open}
            onClick={() => onOpen(text.id)}
          >
            {text.label}
          </button>
        ) : (
          text.label
        )}
      </h3>
      <Status mark={text.mark} word={text.word} />
      <Value text={text} />
      {text.trend.length > 0 && (
        <Trend values={text.trend} target={text.trendTarget} range={text.range} />
      )}
      {text.amount !== null && text.trendTarget !== null && (
        <Bullet value={text.amount} target={text.trendTarget} range={text.range} />
      )}
      <p class="tile-target">
        <span>{text.target}</span>
        {text.off !== "" && <span class="tile-off">{text.off}</span>}
        {text.offSigned !== "" && <span class="tile-off-signed">{text.offSigned}</span>}
      </p>
      <p class="tile-usual">{text.usual}</p>
      <p class="tile-n">
        <span>{text.n}</span>
        <span class="tile-until">{text.until}</span>
      </p>
    </article>
  );
}
