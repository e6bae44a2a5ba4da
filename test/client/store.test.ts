import { expect, test } from "vitest";
import { createStore } from "../../client/store/store.ts";

test("[UX-31] a store tells its subscribers once per change and not about the same value", () => {
  const store = createStore(1);
  const seen: number[] = [];
  const stop = store.subscribe(() => seen.push(store.get()));
  store.set(1);
  store.set(2);
  stop();
  store.set(3);
  expect(seen).toEqual([2]);
  expect(store.get()).toBe(3);
});

test("[UX-31] a subscriber may leave while it is being told", () => {
  const store = createStore("a");
  const seen: string[] = [];
  const stop = store.subscribe(() => stop());
  store.subscribe(() => seen.push(store.get()));
  store.set("b");
  expect(seen).toEqual(["b"]);
});
