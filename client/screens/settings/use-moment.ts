/** Date and time of an instant as the organisation's clock and the reader's language have it. */
import { NOTHING } from "../../../shared/text/format.ts";
import { useHouse } from "../house.ts";
import { useTongue } from "../language.ts";
import { useStore } from "../use-store.ts";

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function useMoment(): (at: number | null) => string {
  const { format } = useTongue();
  const zone = useStore(useHouse().session, (session) => session?.zone) ?? ownZone();
  return (at) => (at === null ? NOTHING : `${format.date(at, zone)} ${format.time(at, zone)}`);
}
