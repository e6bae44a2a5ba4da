/** Changes to the pages of a wallboard: each gives the pages anew. Pure. */
export type WallPages = readonly (readonly string[])[];

const mapPage = (
  pages: WallPages,
  page: number,
  change: (tiles: readonly string[]) => readonly string[],
): string[][] => pages.map((tiles, at) => [...(at === page ? change(tiles) : tiles)]);

/** At the end of the page; a figure stands on one page only, so it leaves the one it was on. */
export const added = (pages: WallPages, page: number, kpi: string): string[][] =>
  pages.map((tiles, at) => {
    const others = tiles.filter((one) => one !== kpi);
    return at === page ? [...others, kpi] : others;
  });

export const removed = (pages: WallPages, page: number, kpi: string): string[][] =>
  mapPage(pages, page, (tiles) => tiles.filter((one) => one !== kpi));

/** `by` places down, or up when it is negative; beyond the ends it stays where it is. */
export function moved(pages: WallPages, page: number, index: number, by: -1 | 1): string[][] {
  return mapPage(pages, page, (tiles) => {
    const [one, other] = [tiles[index], tiles[index + by]];
    if (one === undefined || other === undefined) return tiles;
    return tiles.with(index, other).with(index + by, one);
  });
}
