/** The number again, defended: value, n, interval, target, formula, and a passport to copy (UX-9, UX-10). */
import { useState } from "preact/hooks";
import { kpiOf } from "../../../shared/kpi/catalog.ts";
import { evidence } from "../../../shared/kpi/evidence.ts";
import { clockDuration, type Format } from "../../../shared/text/format.ts";
import type { TileItem } from "../../../shared/wire/board.ts";
import type { FigureJson } from "../../../shared/wire/http.ts";
import { Notice } from "../../parts/notice.tsx";
import { Status } from "../../tiles/status.tsx";
import { useMinute } from "../closed.tsx";
import { useSay } from "../drill-words.ts";
import { useTongue } from "../language.ts";
import { missingText } from "../missing-text.ts";
import { shownValue, tileText } from "../tile-text.ts";

interface NumberProps {
  readonly figure: FigureJson;
  readonly tile: TileItem | null;
  readonly onAgain: () => void;
}

/** An end of an interval; decimals would claim too much of few cases (UX-9). */
function endText(value: number, { unit, kpi, n }: FigureJson, format: Format): string {
  if (unit === "s") return clockDuration(value);
  const { decimals } = evidence({ id: kpi, nMin: 0 }, n);
  return unit === "%" ? format.percent(value, decimals ? 1 : 0) : format.value(value, unit, kpi);
}

export function TheNumber({ figure, tile, onAgain }: NumberProps) {
  const say = useSay();
  const { words, format } = useTongue();
  const { kpi, unit, n, value, interval } = figure;
  const nMin = kpiOf(kpi)?.nMin ?? null;
  const shown = shownValue({ kpi, n, nMin, value });
  const may = evidence({ id: kpi, nMin }, n);
  const { zone } = figure.period;
  const context = { words, format, period: "", until: "", stale: false, now: null, zone };
  const text = tile === null ? null : tileText(tile, context);
  const now = text?.plain.value ?? null;
  const said = format.value(shown, unit, kpi);
  return (
    <section class="panel-part number-part">
      <p class="number-value">
        <strong>{said}</strong>
        {text !== null && text.unit === "min" && <span class="unit">{text.unit}</span>}
        {text !== null && text.word !== "" && <Status mark={text.mark} word={text.word} />}
      </p>
      <dl class="number-facts">
        <div>
          <dt>n</dt>
          <dd>{format.number(n)}</dd>
        </div>
        {interval !== null && may.interval !== "none" && (
          <div>
            <dt>95 %</dt>
            <dd>
              {endText(interval.low, figure, format)} – {endText(interval.high, figure, format)}
            </dd>
          </div>
        )}
        {tile?.target && (
          <div>
            <dt>{words("tiles.target")}</dt>
            <dd>{format.value(tile.target.value, unit, kpi)}</dd>
          </div>
        )}
        {tile !== null && tile.usual !== null && (
          <div>
            <dt>{words("tiles.usual")}</dt>
            <dd>{format.value(tile.usual, unit, kpi)}</dd>
          </div>
        )}
      </dl>
      {shown === null && value !== null ? (
        <p>{say("panel.few", { n: format.number(n) })}</p>
      ) : (
        <p class="number-text">{figure.explanation?.text}</p>
      )}
      <p class="part-about formula">{figure.explanation?.formula}</p>
      <Incomplete figure={figure} />
      {now !== null && now !== said && (
        <p class="number-newer">
          {say("panel.newer", { value: now })}{" "}
          <button type="button" class="button" onClick={onAgain}>
            {say("panel.again")}
          </button>
        </p>
      )}
    </section>
  );
}

/** What its sources lost of its period, and nobody made good. */
function Incomplete({ figure: { incomplete = [], period } }: { readonly figure: FigureJson }) {
  const say = useSay();
  const { format } = useTongue();
  const now = useMinute();
  if (incomplete.length === 0) return null;
  return (
    <Notice kind="note">
      {incomplete.map((one) => {
        const { key, values } = missingText(one, format, { now, zone: period.zone });
        return <p key={`${one.source} ${one.from}`}>{say(`panel.${key}`, values)}</p>;
      })}
    </Notice>
  );
}

type Told = Pick<FigureJson, "explanation" | "passport">;

export function Computed({ figure }: { readonly figure: Told }) {
  const say = useSay();
  const { explanation, passport } = figure;
  if (explanation === undefined) return null;
  const { anchor, credit, beware, definition } = explanation;
  return (
    <details class="panel-part">
      <summary>
        {say("panel.how")} <span class="count">{definition}</span>
      </summary>
      <dl class="facts facts-quiet">
        <div>
          <dt>{say("panel.anchor")}</dt>
          <dd>{anchor}</dd>
        </div>
        <div>
          <dt>{say("panel.credit")}</dt>
          <dd>{credit}</dd>
        </div>
        {beware !== undefined && (
          <div>
            <dt>{say("panel.beware")}</dt>
            <dd>{beware}</dd>
          </div>
        )}
      </dl>
      {passport !== undefined && <Passport text={passport} />}
    </details>
  );
}

/** Two people who disagree compare passports. */
function Passport({ text }: { readonly text: string }) {
  const say = useSay();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false); // not on an https page: it can still be selected
    }
  };
  return (
    <div class="passport">
      <h4>{say("panel.passport")}</h4>
      <p class="part-about">{say("panel.passport.about")}</p>
      <code>{text}</code>
      <button type="button" class="button" onClick={() => void copy()}>
        {say(isCopied ? "panel.copied" : "panel.copy")}
      </button>
      <span class="hidden" role="status">
        {isCopied ? say("panel.copied") : ""}
      </span>
    </div>
  );
}
