/** Waiting for a source's first event, since when; turns by itself when it is there (UX-19). */
import { useEffect, useState } from "preact/hooks";
import { api } from "../../api.ts";
import { useTongue } from "../language.ts";
import { useSay } from "../settings/words.ts";

const ASK_MS = 2_000;

export function FirstEvent({ source }: { readonly source: string }) {
  const say = useSay();
  const { format } = useTongue();
  const [since] = useState(() => Date.now());
  const [usedAt, setUsedAt] = useState<number | null>(null);
  const isThere = usedAt !== null;
  useEffect(() => {
    if (isThere) return;
    const ask = async () => {
      const answer = await api.keys();
      if (!answer.ok) return;
      setUsedAt(answer.value.find((key) => key.source === source)?.lastUsedAt ?? null);
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
        {isThere
          ? say("first-event.there", { source })
          : say("first-event.waiting", { source, time: format.time(since, zone) })}
      </p>
    </div>
  );
}
