/** Prepared statements with typed rows: the one place that says what our own queries return. */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";

export interface Query<Row> {
  get(...values: SQLInputValue[]): Row | undefined;
  all(...values: SQLInputValue[]): Row[];
  iterate(...values: SQLInputValue[]): Iterable<Row>;
}

/** `Row` names the columns of the query; the tables are STRICT, so their types hold. */
export const query = <Row>(connection: DatabaseSync, sql: string): Query<Row> =>
  connection.prepare(sql) as unknown as Query<Row>;

/** The one value of the one row; 0 without a row. */
export function integer(connection: DatabaseSync, sql: string): number {
  const row = query<Record<string, number>>(connection, sql).get();
  return row === undefined ? 0 : Number(Object.values(row)[0]);
}

/**
 * The numbers of all rows that match, as of one moment. Of a million: one text that SQLite makes, where a row
 * object each would take a second and 300 MB.
 */
export function numbersOf(
  connection: DatabaseSync,
  matching: string,
  ...values: SQLInputValue[]
): readonly number[] {
  const joined = `SELECT group_concat(number) AS numbers FROM ${matching}`;
  const row = query<{ numbers: string | null }>(connection, joined).get(...values);
  return JSON.parse(`[${row?.numbers ?? ""}]`) as number[];
}
