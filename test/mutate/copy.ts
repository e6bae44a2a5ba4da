/** A copy of the product to make mistakes in: the original is never touched. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { type Mutation, mutated } from "./mutation.ts";

const ROOT = join(import.meta.dirname, "../..");
const COPIED = [
  "server",
  "shared",
  "client",
  "fixtures",
  "test",
  "package.json",
  "tsconfig.json",
  ".biome.json",
  "README.md",
];

export interface Copy {
  readonly root: string;
  /** Makes the mistake and gives back the way to undo it. */
  make(mutation: Mutation): () => void;
  /** The folder of formulas once more, with the mistake in it. */
  formulasWith(mutation: Mutation, name: string): void;
  remove(): void;
}

/** In a new folder, beside what the original has beside it: published cases and data. */
export function makeCopy(): Copy {
  const folder = mkdtempSync(join(tmpdir(), "deskpulse-mutate-"));
  const root = join(folder, "main");
  for (const name of COPIED) {
    if (existsSync(join(ROOT, name)))
      cpSync(join(ROOT, name), join(root, name), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  const beside = join(ROOT, "../shared");
  if (existsSync(beside)) symlinkSync(beside, join(folder, "shared"));
  const original = (file: string) => readFileSync(join(root, file), "utf8");
  return {
    root,
    make: (mutation) => {
      const text = original(mutation.file);
      writeFileSync(join(root, mutation.file), mutated(text, mutation));
      return () => writeFileSync(join(root, mutation.file), text);
    },
    formulasWith: (mutation, name) => {
      const home = dirname(mutation.file);
      const twin = join(root, home, "..", name);
      cpSync(join(root, home), twin, { recursive: true });
      const text = mutated(original(mutation.file), mutation);
      writeFileSync(join(twin, relative(home, mutation.file)), text);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
