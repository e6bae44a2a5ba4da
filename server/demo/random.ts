/** Chance that can be repeated: the same seed always gives the same days (REL-9). */
export interface Random {
  /** Evenly spread over `[0, 1)`. */
  next(): number;
  chance(probability: number): boolean;
  between(low: number, high: number): number;
  /** Of a list that is not empty. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  exponential(mean: number): number;
  /** Half the values lie below `median`; `spread` is the standard deviation of the logarithm. */
  lognormal(median: number, spread: number): number;
  /** How often something happens that happens `mean` times on average. */
  poisson(mean: number): number;
  /** A stream of its own, so that more chance here changes nothing there. */
  fork(label: string): Random;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** The sfc32 generator: 128 bits of state, fast, passes PractRand. */
function sfc32(seed: string): () => number {
  let a = hash(`${seed}/a`);
  let b = hash(`${seed}/b`);
  let c = hash(`${seed}/c`);
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

export function randomOf(seed: string): Random {
  const next = sfc32(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    chance: (probability) => next() < probability,
    between: (low, high) => low + (high - low) * next(),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    exponential: (mean) => -mean * Math.log(1 - next()),
    lognormal: (median, spread) => median * Math.exp(spread * normal()),
    poisson: (mean) => {
      const limit = Math.exp(-mean);
      let product = next();
      let times = 0;
      while (product > limit) {
        product *= next();
        times += 1;
      }
      return times;
    },
    fork: (label) => randomOf(`${seed}/${label}`),
  };
}
