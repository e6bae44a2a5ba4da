/** How a wallboard of this size is seen from there: as it would look on this screen at arm's length. */
import {
  DEFAULT_INCHES,
  DEFAULT_METRES,
  type Screen,
  scaleOf,
} from "../../../shared/legibility.ts";
import { useSay } from "./words.ts";

interface PreviewProps {
  readonly screen: Screen;
  readonly tiles: number;
}

/** The apparent size of the usual screen at the usual distance, as a share of the room it gets. */
const USUAL_SHARE = 0.62;

export function ScreenPreview({ screen, tiles }: PreviewProps) {
  const say = useSay();
  const { screenInches, distanceMetres } = screen;
  if (!(screenInches > 0) || !(distanceMetres > 0)) return null;
  const seen = screenInches / distanceMetres / (DEFAULT_INCHES / DEFAULT_METRES);
  const share = Math.min(1, Math.max(0.12, USUAL_SHARE * seen));
  const columns = tiles <= 1 ? 1 : tiles === 3 || tiles > 4 ? 3 : 2;
  return (
    <figure class="preview">
      <div
        class="preview-screen"
        aria-hidden="true"
        style={{ "--share": share, "--columns": columns, "--scale": scaleOf(screen) }}
      >
        {Array.from({ length: tiles }, (_, index) => (
          <span key={index} class="preview-tile" />
        ))}
      </div>
      <figcaption>{say("tv.preview", { inches: screenInches, metres: distanceMetres })}</figcaption>
    </figure>
  );
}
