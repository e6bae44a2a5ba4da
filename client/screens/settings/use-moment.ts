/** Date and time of an instant as the reader's clock and language have it. */
import { NOTHING } from "../../../shared/text/format.ts";
import { useTongue } from "../language.ts";

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function useMoment(): (at: number | null) => string {
  const { format } = useTongue();
  return (at) => (at === null ? NOTHING : `${format.date(at, zone())} ${format.time(at, zone())}`);
}
