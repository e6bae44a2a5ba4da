/** An instant in the organisation's zone: the time, with the date when it is not of today. */
import { NOTHING } from "../../../shared/text/format.ts";
import type { SourcesAnswer } from "../../../shared/wire/source.ts";
import { useTongue } from "../language.ts";

export type When = (at: string | null) => string;

/** "Today" is that of the server, as the answer has it (SCR-5). */
export function useWhen({ asOf, zone }: Pick<SourcesAnswer, "asOf" | "zone">): When {
  const { format } = useTongue();
  const today = format.date(Date.parse(asOf), zone);
  return (text) => {
    if (text === null) return NOTHING;
    const at = Date.parse(text);
    const time = format.timeWithSeconds(at, zone);
    const date = format.date(at, zone);
    return date === today ? time : `${date} ${format.time(at, zone)}`;
  };
}
