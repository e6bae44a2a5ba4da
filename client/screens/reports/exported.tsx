/** Who took which file of this scope, from the audit log (EXP-4). */
import { Rows } from "../../parts/rows.tsx";
import { useAnswer } from "../use-answer.ts";
import { reportApi } from "./report-api.ts";
import { useVoice } from "./voice.ts";

interface ExportedProps {
  readonly scope: string;
  /** Grows when somebody takes one here. */
  readonly times: number;
}

export function Exported({ scope, times }: ExportedProps) {
  const { page, instant, week } = useVoice();
  const { value } = useAnswer(`${scope} ${times}`, () => reportApi.exports(scope));
  if (value === null) return null;
  const what = (one: (typeof value)[number]) =>
    [
      page(one.kind === "report" ? "files.what.report" : "files.what.contacts"),
      week(one.period),
      one.revision === null ? "" : page("week.option.sealed", { revision: one.revision }),
      one.scope === scope ? "" : one.scope.replace(/^team:/, ""),
      one.format.toUpperCase(),
    ]
      .filter((text) => text !== "")
      .join(" · ");
  return (
    <details class="more">
      <summary>{page("files.list")}</summary>
      <Rows
        caption={page("files.list")}
        rows={value}
        keyOf={({ at, by, format }) => `${at} ${by} ${format}`}
        empty={page("files.list.none")}
        columns={[
          { head: page("files.at"), cell: ({ at }) => instant(at) },
          { head: page("files.by"), cell: ({ by }) => by },
          { head: page("files.what"), cell: what },
        ]}
      />
    </details>
  );
}
