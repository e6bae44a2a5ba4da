/** One figure, in the tile grammar of SCREENS.md 2: finished text in, markup out. */
import { Status } from "./status.tsx";
import type { TileText } from "./text.ts";
import { Bullet, Trend } from "./trend.tsx";

/** What a line of a wallboard with two columns holds at 6 vh, without the dot between (UX-3). */
const LINE_CHARACTERS = 25;
/** What a line of one of three columns holds; a longer label is set in two lines, never cut. */
const LABEL_CHARACTERS = 16;

interface TileProps {
  readonly text: TileText;
  /** Opens how the number came about; a wallboard has nothing to open. */
  readonly onOpen?: (id: string) => void;
}

function Value({ text }: { readonly text: TileText }) {
  return (
    <p
      class="tile-value"
      data-wide={!text.said && text.width > 5}
      data-said={text.said}
      style={{ "--width": text.said ? 3 : text.width }}
    >
      <span class="number">{text.value}</span>
      {text.unit !== "" && <span class="unit">{text.unit}</span>}
    </p>
  );
}

function Parts({ text }: { readonly text: TileText }) {
  return (
    <dl class="tile-parts">
      {text.parts.map(({ id, name, value }) => (
        <div key={id}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Target({ text }: { readonly text: TileText }) {
  return (
    <p
      class="tile-target"
      data-long={text.target.length + text.off.length > LINE_CHARACTERS}
      data-tight={text.target.length + text.offSigned.length > LABEL_CHARACTERS}
    >
      <span>{text.target}</span>
      {text.off !== "" && <span class="tile-off">{text.off}</span>}
      {text.offSigned !== "" && <span class="tile-off-signed">{text.offSigned}</span>}
    </p>
  );
}

/** Names of sources are the customer's: the longest may be shortened, the time may not. */
function Silent({ silence }: { readonly silence: NonNullable<TileText["silence"]> }) {
  return (
    <p class="tile-silent" title={`${silence.name} ${silence.since}`}>
      <span class="tile-silent-name">{silence.name}</span>
      <span class="tile-silent-since">{silence.since}</span>
      <span class="tile-silent-short">{silence.short}</span>
    </p>
  );
}

/** Which way it moved, in no colour of a status: up is not good by itself. */
function Moved({ moved: { to, word } }: { readonly moved: NonNullable<TileText["moved"]> }) {
  return (
    <span class="moved" title={word}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <path d={to === "higher" ? "M2 8 8 2M3.5 2H8v4.5" : "M2 2l6 6M3.5 8H8V3.5"} />
      </svg>
      <span class="hidden">{word}</span>
    </span>
  );
}

export function Tile({ text, onOpen }: TileProps) {
  return (
    <article
      class="tile"
      data-mark={text.mark}
      data-flows={text.flows}
      data-target={text.target !== "" || text.silence !== null}
      data-silent={text.silence !== null}
      data-n={text.n !== ""}
      data-usual={text.usual !== ""}
      data-tall={text.label.length > LABEL_CHARACTERS}
      data-crowded={text.label.length + text.wordRoom > LINE_CHARACTERS}
      aria-label={text.name}
    >
      <h3 class="tile-label" title={onOpen ? text.name : undefined}>
        {onOpen ? (
          <button
            type="button"
            class="tile-open"
            aria-label={text.open}
            data-figure={text.id}
            onClick={() => onOpen(text.id)}
          >
            {text.label}
          </button>
        ) : (
          text.label
        )}
        {text.ofNow !== "" && <span class="tile-now">{text.ofNow}</span>}
      </h3>
      {text.word !== "" && <Status mark={text.mark} word={text.word} />}
      <Value text={text} />
      {text.flows && (
        <Trend values={text.trend} target={text.trendTarget} range={text.trendRange} />
      )}
      {text.bulletTarget !== null && (
        <Bullet value={text.amount} target={text.bulletTarget} range={text.range} />
      )}
      {text.silence === null ? <Target text={text} /> : <Silent silence={text.silence} />}
      <p class="tile-usual">
        <span>{text.usual}</span>
        {text.moved !== null && <Moved moved={text.moved} />}
      </p>
      <p class="tile-n">
        <span>{text.n}</span>
        <span class="tile-until">{text.until}</span>
      </p>
      {text.parts.length > 0 && <Parts text={text} />}
    </article>
  );
}
