/** Waiting for a source's first event, since when; turns by itself when it is there (UX-19). */
import { useEffect, useState } from "preact/hooks";
import type { SourceRow } from "../../../shared/wire/source.ts";
import { api } from "../../api.ts";
import { useTongue } from "../language.ts";
import { useSay } from "../settings/words.ts";

const ASK_MS = 2_000;

export function FirstEvent({ source }: { readonly source: string }) {
  const say = useSay();
  const { format } = useTongue();
  const [since] = useState(() => Date.now());
  const [row, setRow] = useState<SourceRow | null>(null);
  // A key is used by what is refused too: only what was taken has arrived.
  const isThere = row !== null && row.lastArrivalAt !== null;
  const isRefused = row?.state === "refused";
  useEffect(() => {
    if (isThere) return;
    const ask = async () => {
      const answer = await api.sources();
      if (!answer.ok) return;
      setRow(answer.value.sources.find((one) => one.source === source) ?? null);
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_MS);
    return () => clearInterval(timer);
  }, [source, isThere]);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div class="first-event" data-there={isThere} role="status">
      <span class="first-event-mark" aria-hidden="true" />
      <p>
        {isThere && say("first-event.there", { source })}
        {!isThere && isRefused && say("first-event.refused", { source })}
        {!isThere &&
          !isRefused &&
          say("first-event.waiting", { source, time: format.time(since, zone) })}
      </p>
    </div>
  );
}
