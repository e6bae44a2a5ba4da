/** How one number came about (UX-10). Two people who disagree compare passports. */
import { useState } from "preact/hooks";
import { kpiOf } from "../../shared/kpi/catalog.ts";
import { kpiName } from "../../shared/text/words.ts";
import type { HeaderItem, TileItem } from "../../shared/wire/board.ts";
import { Dialog } from "./dialog.tsx";
import { type Tongue, useTongue } from "./language.ts";
import { periodName, teamName } from "./names.ts";
import { shownValue } from "./tile-text.ts";

interface PassportProps {
  readonly tile: TileItem;
  readonly header: HeaderItem;
  readonly position: number;
  readonly onClose: () => void;
}

function factsOf(props: PassportProps, { words, format }: Tongue): [string, string][] {
  const { tile, header, position } = props;
  const { from, to, zone, label } = header.period;
  const say = (value: number | null) => format.value(value, tile.unit, tile.kpi);
  const facts: [string, string][] = [
    [words("passport.definition"), tile.definition],
    [words("passport.scope"), teamName(words, header)],
    [
      words("passport.period"),
      `${periodName(words, label)}: ${format.date(from, zone)} ${format.time(from, zone)} – ${format.date(to, zone)} ${format.time(to, zone)} (${zone})`,
    ],
    [words("passport.n"), format.number(tile.n)],
  ];
  if (tile.interval !== null && shownValue(tile) !== null) {
    const { low, high } = tile.interval;
    facts.push([words("passport.interval"), `${say(low)} – ${say(high)}`]);
  }
  if (tile.target !== null) facts.push([words("passport.target"), say(tile.target.value)]);
  if (tile.usual !== null) facts.push([words("passport.usual"), say(tile.usual)]);
  for (const { kpi, value, n } of tile.parts ?? []) {
    const { unit = "count", nMin = null } = kpiOf(kpi) ?? {};
    const said = format.value(shownValue({ kpi, value, n, nMin }), unit, kpi);
    const of = nMin === null ? "" : `  (${words("tile.n", { n: format.number(n) })})`;
    facts.push([kpiName(words, kpi, "long"), said + of]);
  }
  facts.push([words("passport.position"), format.number(position)]);
  return facts;
}

export function Passport(props: PassportProps) {
  const tongue = useTongue();
  const { words, format } = tongue;
  const { tile } = props;
  const [copied, setCopied] = useState(false);
  const name = kpiName(words, tile.kpi, "long");
  const value = format.value(shownValue(tile), tile.unit, tile.kpi);
  const facts = factsOf(props, tongue);
  const copy = async () => {
    const lines = facts.map(([what, is]) => `${what}: ${is}`);
    await navigator.clipboard.writeText([`${name} (${tile.kpi}): ${value}`, ...lines].join("\n"));
    setCopied(true);
  };
  return (
    <Dialog title={words("passport.title")} onClose={props.onClose}>
      <p class="passport-value">
        <span>{name}</span>
        <strong>{value}</strong>
      </p>
      <dl class="facts">
        {facts.map(([what, is]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{is}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="button button-main" onClick={() => void copy()}>
        {words(copied ? "passport.copied" : "passport.copy")}
      </button>
    </Dialog>
  );
}
