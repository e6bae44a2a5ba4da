/** What went well, first and in words; when nothing stands out, nothing is said. */
import type { OwnFigure } from "../../../shared/wire/me.ts";
import { useTongue } from "../language.ts";
import { nameOf, textOf } from "./own-text.ts";
import { useSay } from "./words.ts";

export function Well({ figures }: { readonly figures: readonly OwnFigure[] }) {
  const say = useSay();
  const { words, format } = useTongue();
  const good = figures.filter(({ wentWell }) => wentWell);
  if (good.length === 0) return null;
  return (
    <section class="me-well">
      <h2>{say("me.well")}</h2>
      <ul>
        {good.map((figure) => (
          <li key={figure.id}>
            <strong>{nameOf(figure, words, say)}</strong>
            <span>{say("me.well.line", { value: textOf(figure, figure.value, format) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
