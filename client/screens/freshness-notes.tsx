/** What a screen says about its own age: the rungs of UX-16 in words. */
import { NOTHING } from "../../shared/text/format.ts";
import { atLeast, freshness } from "../store/freshness.ts";
import { Shape } from "../tiles/status.tsx";
import { useDesk, useServerNow } from "./desk.ts";
import { useTongue } from "./language.ts";
import { useStore } from "./use-store.ts";

function useFreshness() {
  const { clock, link } = useDesk();
  const line = useStore(link, (value) => value);
  return freshness(
    line,
    useStore(clock, (now) => now),
  );
}

interface NoteProps {
  readonly zone: string;
  /** Also says until when the data are, where no other part of the screen does. */
  readonly withTime?: boolean;
}

/** One short word while all is well; the time and the age when it is not. */
export function FreshnessNote({ zone, withTime = false }: NoteProps) {
  const { words, format } = useTongue();
  const fresh = useFreshness();
  const stale = atLeast("stale", fresh);
  const { dataAt } = fresh;
  const text = stale
    ? words("fresh.old", {
        time: dataAt === null ? NOTHING : format.timeWithSeconds(dataAt, zone),
        age: format.age(fresh.ageMs),
      })
    : words(fresh.rung === "reconnecting" ? "fresh.reconnecting" : "fresh.live");
  return (
    <span class="fresh" data-rung={fresh.rung}>
      {stale ? <Shape mark="stale" /> : <span class="fresh-dot" />}
      <span>{text}</span>
      {withTime && !stale && dataAt !== null && (
        <span class="data-time">{words("tile.until", { time: format.time(dataAt, zone) })}</span>
      )}
    </span>
  );
}

/** Over the full width, once the numbers are no longer worth a colour. */
export function StaleBanner({ zone }: { readonly zone: string }) {
  const { words, format } = useTongue();
  const fresh = useFreshness();
  const { dataAt } = fresh;
  if (!atLeast("off", fresh)) return null;
  return (
    <div class="banner" data-rung={fresh.rung}>
      <Shape mark="stale" />
      <p>
        {words("fresh.banner", {
          time: dataAt === null ? NOTHING : format.timeWithSeconds(dataAt, zone),
          age: format.age(fresh.ageMs),
        })}
      </p>
    </div>
  );
}

/** Where the numbers end: the minute of the last sign of life; it stands still when we do. */
export function DataTime({ zone }: { readonly zone: string }) {
  const { words, format } = useTongue();
  const { dataAt } = useFreshness();
  if (dataAt === null) return null;
  return <span class="data-time">{words("tile.until", { time: format.time(dataAt, zone) })}</span>;
}

/** Instead of the numbers' own time: how long they have been held. */
export function PauseBar({ zone }: { readonly zone: string }) {
  const { pace, shown, said } = useDesk();
  const { words, format } = useTongue();
  const paused = useStore(pace, (value) => value === "paused");
  const { dataAt } = useStore(shown, (value) => value);
  const now = useServerNow();
  if (!paused || dataAt === null || now === null) return null;
  const resume = () => {
    pace.set("live");
    said.set(words("pace.resumed"));
  };
  return (
    <div class="banner banner-pause">
      <Shape mark="stale" />
      <p>
        {words("pace.bar", {
          time: format.timeWithSeconds(dataAt, zone),
          age: format.age(now - dataAt),
        })}
      </p>
      <button type="button" class="button" onClick={resume}>
        {words("pace.resume")}
        <kbd>P</kbd>
      </button>
    </div>
  );
}
