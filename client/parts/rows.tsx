/** A list as a real table: one row a thing, its name first, what can be done last. */
import type { ComponentChildren } from "preact";

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Left out where there is little room. */
  readonly isMinor?: boolean;
}

interface RowsProps<Row> {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly actions?: (row: Row) => ComponentChildren;
  readonly actionsHead?: string;
  readonly empty: string;
}

export function Rows<Row>(props: RowsProps<Row>) {
  const { caption, rows, keyOf, columns, actions, empty } = props;
  if (rows.length === 0) return <p class="rows-empty">{empty}</p>;
  const [first, ...rest] = columns;
  return (
    <table class="rows">
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ head, isMinor = false }) => (
            <th key={head} scope="col" data-minor={isMinor}>
              {head}
            </th>
          ))}
          {actions && (
            <th scope="col">
              <span class="hidden">{props.actionsHead}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <th scope="row">{first?.cell(row)}</th>
            {rest.map(({ head, cell, isMinor = false }) => (
              <td key={head} data-minor={isMinor} data-head={head}>
                {cell(row)}
              </td>
            ))}
            {actions && <td class="rows-actions">{actions(row)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
