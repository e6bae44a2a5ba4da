/** A session about to end is announced in time, and one press keeps it (2.2.1). */
import { useState } from "preact/hooks";
import { endingOf } from "../store/session.ts";
import { useDesk } from "./desk.ts";
import { useHouse } from "./house.ts";
import { useTongue } from "./language.ts";
import { useStore } from "./use-store.ts";

export function SessionEnding() {
  const house = useHouse();
  const { clock } = useDesk();
  const { words } = useTongue();
  const endsAt = useStore(house.endsAt, (value) => value);
  const ending = useStore(clock, () => endingOf(house.endsAt.get(), Date.now()));
  const [asked, setAsked] = useState<number | null>(null);
  const isSoon = ending === "soon" && endsAt !== null;
  const stay = async () => {
    await house.refresh();
    setAsked(house.endsAt.get());
  };
  /** It was asked to stay, and did not: seven days are over. */
  const isLast = asked !== null && asked === endsAt;
  return (
    <div class="ending" role="alert" data-shown={isSoon}>
      {isSoon && (
        <>
          <p>{words(isLast ? "ending.last" : "ending.soon", { time: timeOf(endsAt) })}</p>
          {!isLast && (
            <button type="button" class="button button-main" onClick={() => void stay()}>
              {words("ending.stay")}
            </button>
          )}
        </>
      )}
    </div>
  );
}

const timeOf = (at: number): string =>
  new Intl.DateTimeFormat(undefined, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
