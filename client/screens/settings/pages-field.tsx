/** Which figures stand on which page of a wallboard: one to three pages that take turns (UX-4). */
import { PAGES_MAX } from "../../../shared/legibility.ts";
import { kpiName } from "../../../shared/text/words.ts";
import { SelectField } from "../../parts/choice.tsx";
import { useTongue } from "../language.ts";
import { useSay } from "./words.ts";

interface PagesProps {
  readonly tiles: readonly string[];
  readonly pages: readonly (readonly string[])[];
  readonly tilesMax: number;
  readonly onPages: (pages: string[][]) => void;
}

/** On which page a figure is, counted from 1; 0: on none. */
const pageOf = (pages: PagesProps["pages"], kpi: string): number =>
  pages.findIndex((page) => page.includes(kpi)) + 1;

/** The figures by their page, in their own order; pages without one are left out. */
function placed(tiles: readonly string[], on: ReadonlyMap<string, number>): string[][] {
  const numbers = Array.from({ length: PAGES_MAX }, (_, index) => index + 1);
  return numbers
    .map((page) => tiles.filter((kpi) => on.get(kpi) === page))
    .filter((page) => page.length > 0);
}

export function PagesField({ tiles, pages, tilesMax, onPages }: PagesProps) {
  const say = useSay();
  const { words } = useTongue();
  const choose = (kpi: string, page: number) => {
    const on = new Map(tiles.map((one) => [one, pageOf(pages, one)]));
    on.set(kpi, page);
    onPages(placed(tiles, on));
  };
  const options = [
    ...Array.from({ length: PAGES_MAX }, (_, index) => ({
      value: String(index + 1),
      label: say("tv.page", { page: index + 1 }),
    })),
    { value: "0", label: say("tv.page.none") },
  ];
  return (
    <fieldset class="field-group">
      <legend>{say("tv.pages")}</legend>
      <p class="field-hint">{say("tv.pages.hint", { tiles: tilesMax })}</p>
      <div class="pages-grid">
        {tiles.map((kpi) => (
          <SelectField
            key={kpi}
            label={kpiName(words, kpi, "label")}
            value={String(pageOf(pages, kpi))}
            options={options}
            onValue={(page) => choose(kpi, Number(page))}
          />
        ))}
      </div>
    </fieldset>
  );
}
