/**
 * Where a CPU profile's time went, per event: profile.ts FILE.cpuprofile EVENTS. First every
 * function of ours with all it called (once per stack), then what ran itself, by function.
 */
import { readFileSync } from "node:fs";

interface Node {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
  };
  readonly children?: readonly number[];
}
interface Profile {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const [file = "", count = "1"] = process.argv.slice(2);
const events = Number(count);
const profile: Profile = JSON.parse(readFileSync(file, "utf8"));

const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
const parents = new Map<number, number>();
for (const node of profile.nodes)
  for (const child of node.children ?? []) parents.set(child, node.id);

function nameOf({ callFrame }: Node): string {
  const { functionName, url, lineNumber } = callFrame;
  const short = url
    .replace(/^.*?\/(server|shared|node_modules)\//, "$1/")
    .replace(/^node:/, "node:");
  const name = functionName === "" ? "(anonymous)" : functionName;
  return url === "" ? name : `${name} ${short}:${lineNumber + 1}`;
}

const isIdle = (name: string): boolean =>
  name === "(idle)" || name === "(program)" || name === "(root)";

const own = new Map<string, number>();
const whole = new Map<string, number>();
let idle = 0;
let busy = 0;

const bump = (map: Map<string, number>, name: string, by: number) =>
  map.set(name, (map.get(name) ?? 0) + by);

for (const [at, id] of profile.samples.entries()) {
  const microseconds = profile.timeDeltas[at] ?? 0;
  const node = nodes.get(id);
  if (node === undefined) continue;
  const name = nameOf(node);
  if (isIdle(name)) {
    idle += microseconds;
    continue;
  }
  busy += microseconds;
  bump(own, name, microseconds);
  const stack = new Set<string>();
  for (let up: number | undefined = id; up !== undefined; up = parents.get(up)) {
    const one = nodes.get(up);
    if (one !== undefined) stack.add(nameOf(one));
  }
  for (const one of stack) bump(whole, one, microseconds);
}

function print(title: string, map: Map<string, number>, rows: number): void {
  console.log(`\n${title}`);
  const top = [...map].sort((a, b) => b[1] - a[1]).slice(0, rows);
  for (const [name, microseconds] of top) {
    const share = ((microseconds / busy) * 100).toFixed(1).padStart(5);
    console.log(`${(microseconds / events).toFixed(2).padStart(8)} µs ${share} %  ${name}`);
  }
}

const isOurs = (name: string) => / (server|shared)\//.test(name) || name === "(garbage collector)";
console.log(
  `busy ${(busy / 1e6).toFixed(2)} s, ${(busy / events).toFixed(2)} µs/event; idle ${(idle / 1e6).toFixed(2)} s`,
);
print("with all it called", new Map([...whole].filter(([name]) => isOurs(name))), 60);
print("itself", own, 45);
