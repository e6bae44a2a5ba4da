/** A screen that is fetched when it is first shown, so that a wall never loads the settings. */
import type { ComponentType, FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useTongue } from "./language.ts";

/** While it is on its way nothing is shown; when it cannot be had that is said, with a way to try again. */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): FunctionComponent<Props> {
  let had: ComponentType<Props> | null = null;
  return function Lazy(props: Props) {
    const [Screen, setScreen] = useState<ComponentType<Props> | null>(() => had);
    const [failed, setFailed] = useState(false);
    const fetchIt = async (): Promise<boolean> => {
      had ??= await load().catch(() => null);
      setScreen(() => had);
      setFailed(had === null);
      return had !== null;
    };
    useEffect(() => {
      if (had === null) void fetchIt();
    }, []);
    if (Screen !== null) return <Screen {...props} />;
    return failed ? <Failed again={fetchIt} /> : null;
  };
}

function Failed({ again }: { readonly again: () => Promise<boolean> }) {
  const { words } = useTongue();
  const [isTrying, setTrying] = useState(false);
  const tryAgain = async () => {
    setTrying(true);
    // A browser may remember that it failed, and a renewed server has other files: then the page anew.
    if (!(await again())) location.reload();
    setTrying(false);
  };
  return (
    <section class="empty" role="alert">
      <h2>{words("lazy.failed")}</h2>
      <p>{words("lazy.next")}</p>
      <button type="button" class="button button-main" disabled={isTrying} onClick={tryAgain}>
        {words("lazy.again")}
      </button>
    </section>
  );
}
