/** What somebody may see of figures: decided elsewhere (server/accounts/roles.ts), obeyed here. */
export interface Sees {
  /** May this agent be told apart from others? */
  readonly persons: (agent: string) => boolean;
  /** What says something about the work of people is shown from so many of them up (PRIV-5); null: always. */
  readonly group: number | null;
}

export const EVERYTHING: Sees = { persons: () => true, group: null };

/** Nobody's rows, and nothing of fewer than `group`. */
export const totalsOnly = (group: number): Sees => ({ persons: () => false, group });
