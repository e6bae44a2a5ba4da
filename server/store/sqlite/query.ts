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
