/** A few people typed in by hand; an empty row more is always there. */
import { useSay } from "./words.ts";

export interface PersonRow {
  readonly name: string;
  readonly team: string;
}

const quoted = (cell: string): string => `"${cell.trim().replaceAll('"', '""')}"`;

/** A team alone is the one proposed for the next person. */
const isEmpty = ({ name }: PersonRow): boolean => name.trim() === "";

/** The rows as the list the server takes. */
export function csvOf(rows: readonly PersonRow[]): string {
  const filled = rows.filter((row) => !isEmpty(row));
  return ["name,team", ...filled.map(({ name, team }) => `${quoted(name)},${quoted(team)}`)].join(
    "\n",
  );
}

interface PeopleRowsProps {
  readonly rows: readonly PersonRow[];
  readonly onRows: (rows: PersonRow[]) => void;
}

export function PeopleRows({ rows, onRows }: PeopleRowsProps) {
  const say = useSay();
  const change = (at: number, to: Partial<PersonRow>) => {
    const next = rows.map((row, index) => (index === at ? { ...row, ...to } : row));
    const last = next.at(-1);
    onRows(last && !isEmpty(last) ? [...next, { name: "", team: last.team }] : next);
  };
  return (
    <table class="grid-rows">
      <caption class="hidden">{say("people.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{say("people.name")}</th>
          <th scope="col">{say("people.team")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {(["name", "team"] as const).map((field) => (
              <td key={field}>
                <input
                  class="input"
                  value={row[field]}
                  maxLength={120}
                  autocomplete="off"
                  spellcheck={false}
                  aria-label={`${say(`people.${field}`)} ${index + 1}`}
                  onInput={(event) => change(index, { [field]: event.currentTarget.value })}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
