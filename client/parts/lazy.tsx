/** A screen that is fetched when it is first shown, so that a wall never loads the settings. */
import type { ComponentType, FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";

/** While it is on its way nothing is shown; when it cannot be had, `failed` is told once. */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  failed: () => void = () => {},
): FunctionComponent<Props> {
  let had: ComponentType<Props> | null = null;
  return function Lazy(props: Props) {
    const [Screen, setScreen] = useState<ComponentType<Props> | null>(() => had);
    useEffect(() => {
      if (had !== null) return;
      load().then((loaded) => {
        had = loaded;
        setScreen(() => loaded);
      }, failed);
    }, []);
    return Screen === null ? null : <Screen {...props} />;
  };
}
