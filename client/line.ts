/** The line to the live boards: open only while a board is on the screen, anew for whoever is here now. */
import type { View } from "../shared/wire/protocol.ts";
import { type Connection, type ConnectionDeps, connect } from "./connection.ts";
import { nothing } from "./store/board-store.ts";

export interface Line {
  /** Null: this page shows no board. */
  watch(view: View | null): void;
  /** Somebody else is here: what was shown is gone, and the line is opened with the new session. */
  renew(): void;
  /** To be called every second or so. */
  check(now: number): void;
}

const isSame = (a: View | null, b: View | null): boolean => JSON.stringify(a) === JSON.stringify(b);

export function createLine(deps: ConnectionDeps): Line {
  let connection: Connection | null = null;
  let view: View | null = null;

  const hangUp = () => {
    connection?.close();
    connection = null;
    deps.live.set(nothing);
  };
  const open = () => {
    if (view === null) return;
    connection ??= connect(deps);
    connection.watch(view);
  };
  return {
    watch(next) {
      if (isSame(view, next)) return;
      view = next;
      if (next === null) hangUp();
      else open();
    },
    renew() {
      hangUp();
      open();
    },
    check: (now) => connection?.check(now),
  };
}
