/** `--name value` and files, for every command. A wrong option is answered with what there is. */

export interface Options {
  readonly files: readonly string[];
  get(name: string): string | undefined;
  all(name: string): readonly string[];
  has(name: string): boolean;
}

/** Said to the person at the keyboard, without a stack trace. */
export class UsageError extends Error {}

/**
 * Reads arguments. `known` are options with a value, `flags` those without; `--events A B` takes
 * every file that follows it.
 */
export function optionsOf(
  args: readonly string[],
  known: readonly string[],
  flags: readonly string[] = [],
): Options {
  const values = new Map<string, string[]>();
  const files: string[] = [];
  let open: string | null = null;
  for (const arg of args) {
    if (!arg.startsWith("--")) {
      const list = open === null ? undefined : values.get(open);
      if (list !== undefined && (list.length === 0 || open === "events")) list.push(arg);
      else files.push(arg);
      continue;
    }
    const [name = "", value] = arg.slice(2).split(/=(.*)/s);
    if (!known.includes(name) && !flags.includes(name)) {
      const all = [...known, ...flags].map((one) => `--${one}`).join(" ");
      throw new UsageError(`there is no option --${name} here; there are: ${all}`);
    }
    const list = values.get(name) ?? [];
    if (value !== undefined) list.push(value);
    values.set(name, list);
    open = flags.includes(name) || value !== undefined ? null : name;
  }
  return {
    files,
    get: (name) => values.get(name)?.[0],
    all: (name) => values.get(name) ?? [],
    has: (name) => values.has(name),
  };
}
