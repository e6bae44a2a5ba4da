/** What there is to do when nothing can be seen yet, or nothing can be read any more (UX-19: 1, 2 and 6). */
import type { SourcesAnswer } from "../../../shared/wire/source.ts";
import { useWhen } from "./use-when.ts";
import { useSay } from "./words.ts";

export function SourceEmpty({ answer }: { readonly answer: SourcesAnswer }) {
  const say = useSay();
  const when = useWhen(answer);
  const { sources } = answer;
  const refused = sources.find(({ state }) => state === "refused");
  const isSilent = sources.every(({ state }) => state === "waiting");
  const [first] = sources;
  if (first === undefined) {
    return (
      <section class="empty">
        <h2>{say("empty.none")}</h2>
        <p>{say("empty.none.about")}</p>
        <a class="button button-main" href="/start/source">
          {say("sources.connect")}
        </a>
      </section>
    );
  }
  const [title, about, source] = isSilent
    ? (["empty.first", "empty.first.about", first] as const)
    : (["empty.refused", "empty.refused.about", refused] as const);
  if (source === undefined) return null;
  const values = { source: source.name ?? source.source, at: when(source.since) };
  return (
    <section class="empty">
      <h2>{say(title, values)}</h2>
      <p>{say(about, values)}</p>
    </section>
  );
}
