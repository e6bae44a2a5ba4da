/** One measured value and whose it is: what KPIS.md calls a fact (R1, R9). */

export interface Sample {
  /** The measure, named as in KPIS.md 1.3. */
  readonly of: string;
  readonly value: number;
  /** Its anchor, ms since 1970 (R7). */
  readonly at: number;
  readonly agent: string | null;
  readonly team: string | null;
  readonly channel: string | null;
  readonly direction: string | null;
}

export interface Scope {
  readonly agent?: string;
  readonly team?: string;
  readonly channel?: string;
  readonly direction?: string;
}

export const isOf = (one: Sample, scope: Scope): boolean =>
  (scope.agent === undefined || one.agent === scope.agent) &&
  (scope.team === undefined || one.team === scope.team) &&
  (scope.channel === undefined || one.channel === scope.channel) &&
  (scope.direction === undefined || one.direction === scope.direction);
