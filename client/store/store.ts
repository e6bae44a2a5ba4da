/** One value, and who wants to know when it changes. All of our state management. */
export interface Store<Value> {
  get(): Value;
  /** Setting the same value again tells nobody. */
  set(next: Value): void;
  /** Returns what ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export type Readable<Value> = Omit<Store<Value>, "set">;

export function createStore<Value>(initial: Value): Store<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
