/** Which page the address bar names. Language and theme go along when they were chosen (UX-35). */

export interface Place {
  readonly pathname: string;
  readonly search: string;
}

const isBoard = (pathname: string): boolean => /^\/(team|wall)(\/|$)/.test(pathname);

export const isWall = (pathname: string): boolean => /^\/wall(\/|$)/.test(pathname);

/** Pages that show a live board: only there is anything watched. */
export const showsBoard = ({ pathname }: Place): boolean => isBoard(pathname);

/** `path` with what was chosen for all pages added. `search` is that of the page one comes from. */
export function withChoices(path: string, search: string): string {
  const [pathname = "/", own = ""] = path.split("?");
  const query = new URLSearchParams(own);
  const before = new URLSearchParams(search);
  for (const name of ["lang", "theme"]) {
    const chosen = before.get(name);
    if (chosen !== null && !query.has(name)) query.set(name, chosen);
  }
  return written(pathname, query);
}

/** The same page with `changes` in its query. */
export function withQuery({ pathname, search }: Place, changes: Record<string, string>): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  return written(pathname, query);
}

function written(pathname: string, query: URLSearchParams): string {
  const text = query.toString().replaceAll("%3A", ":").replaceAll("%2F", "/");
  return text === "" ? pathname : `${pathname}?${text}`;
}

export const valueIn = ({ search }: Place, name: string): string | null =>
  new URLSearchParams(search).get(name);
