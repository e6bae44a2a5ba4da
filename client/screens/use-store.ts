/** Joins our stores to Preact: a component draws again when what it selects has changed. */
import { useEffect, useState } from "preact/hooks";
import type { Readable } from "../store/store.ts";

export function useStore<Value, Selected>(
  store: Readable<Value>,
  select: (value: Value) => Selected,
): Selected {
  const selected = select(store.get());
  const [, redraw] = useState(0);
  useEffect(() => {
    let last = select(store.get());
    if (!Object.is(last, selected)) redraw((count) => count + 1);
    return store.subscribe(() => {
      const next = select(store.get());
      if (Object.is(next, last)) return;
      last = next;
      redraw((count) => count + 1);
    });
  }, [store]);
  return selected;
}
