/** Finds what lies over a stretch of time, from left to right: a contact may have thousands of waits. */

/** Half-open, in any whole unit. */
interface Lasting {
  readonly from: number;
  readonly to: number;
}

/**
 * Asked about one stretch after another, each beginning no earlier than the one before: everything that
 * overlaps it, in the given order.
 */
export function sweep<One extends Lasting>(
  ones: readonly One[],
): (from: number, to: number) => readonly One[] {
  const ahead = ones.map((one, order) => ({ one, order })).sort((a, b) => a.one.from - b.one.from);
  let next = 0;
  let near: { one: One; order: number }[] = [];
  return (from, to) => {
    near = near.filter(({ one }) => one.to > from);
    for (let first = ahead[next]; first !== undefined && first.one.from < to; first = ahead[next]) {
      if (first.one.to > from) near.push(first);
      next += 1;
    }
    near.sort((a, b) => a.order - b.order);
    return near.map(({ one }) => one);
  };
}
