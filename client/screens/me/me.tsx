/**
 * The agent's own week: how am I doing, compared with myself? Calm on purpose (SCREENS.md 7): no red, no
 * target, no rank, nothing that runs; anew every five minutes, and what went well first.
 */
import { useEffect, useState } from "preact/hooks";
import type { Me } from "../../../shared/wire/me.ts";
import { api } from "../../api.ts";
import { Notice } from "../../parts/notice.tsx";
import { PageHead, Section } from "../../parts/page.tsx";
import { useTongue } from "../language.ts";
import { missingText } from "../missing-text.ts";
import { problemText } from "../problem-text.ts";
import { useLoad } from "../settings/use-load.ts";
import { Cards } from "./cards.tsx";
import { hiddenOn, hideOn } from "./hidden.ts";
import { LookedRows } from "./looked.tsx";
import { weekNumber } from "./own-text.ts";
import { Well } from "./well.tsx";
import { useSay } from "./words.ts";

/** How often the server is asked whether there is a new page; mostly there is not. */
const ASK_MS = 30_000;

export function MePage() {
  const say = useSay();
  const { words } = useTongue();
  const { value: me, problem, reload } = useLoad(api.me);
  useEffect(() => {
    const timer = setInterval(() => void reload(), ASK_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <main class="page me" id="main" tabIndex={-1}>
      {me === null && <PageHead title={say("me.title")} />}
      {me === null && problem === null && <p class="loading">{words("app.loading")}</p>}
      {me === null && problem && <Notice kind="note">{problemText(words, problem)}</Notice>}
      {me && <Loaded me={me} isLate={problem !== null} />}
    </main>
  );
}

function Loaded({ me, isLate }: { readonly me: Me; readonly isLate: boolean }) {
  const say = useSay();
  const { format } = useTongue();
  const { zone, week } = me.week;
  const at = Date.parse(me.asOf);
  const today = format.date(at, zone);
  const [hidden, setHidden] = useState(() => hiddenOn(today));
  const hide = (to: boolean) => {
    hideOn(to ? today : null);
    setHidden(to);
  };
  const number = weekNumber(week);
  const team = me.team === null ? null : (me.team.name ?? me.team.id);
  const about =
    team === null
      ? say("me.about.alone", { week: number })
      : say("me.about", { week: number, team });
  const time = format.time(at, zone);
  const next = format.time(Date.parse(me.nextAt), zone);
  return (
    <>
      <PageHead title={say("me.title")} about={about}>
        <p class="me-as-of">{say(isLate ? "me.late" : "me.as-of", { time, next })}</p>
        <button type="button" class="button" onClick={() => hide(!hidden)}>
          {say(hidden ? "me.show" : "me.hide")}
        </button>
      </PageHead>
      {hidden ? (
        <section class="me-hidden" aria-live="polite">
          <h2>{say("me.hidden")}</h2>
          <p>{say("me.hidden.about")}</p>
        </section>
      ) : (
        <Numbers me={me} />
      )}
      <Section title={say("me.looked")} about={say("me.looked.about")}>
        <LookedRows zone={zone} />
        <p class="me-more">
          {say("me.more")} <a href="/transparency">{say("me.more.link")}</a>.
        </p>
      </Section>
    </>
  );
}

/** A system that lost something says nothing about who worked: it is told before any number. */
function Incomplete({ me: { incomplete = [], asOf, week } }: { readonly me: Me }) {
  const say = useSay();
  const { format } = useTongue();
  if (incomplete.length === 0) return null;
  return (
    <Notice kind="note">
      {incomplete.map((one) => {
        const at = { now: Date.parse(asOf), zone: week.zone };
        const { key, values } = missingText(one, format, at);
        return <p key={`${one.source} ${one.from}`}>{say(`me.${key}`, values)}</p>;
      })}
    </Notice>
  );
}

function Numbers({ me }: { readonly me: Me }) {
  const say = useSay();
  const some = me.figures.some(({ value }) => value !== null);
  if (!some) {
    return (
      <section class="me-hidden">
        <h2>{say("me.empty")}</h2>
        <p>{say("me.empty.about")}</p>
      </section>
    );
  }
  return (
    <>
      <Incomplete me={me} />
      <Well figures={me.figures} />
      <Section title={say("me.own")} about={say("me.own.about")}>
        <Cards me={me} />
        <p class="me-more">
          <a href="/my-week">{say("me.report")}</a>
        </p>
      </Section>
    </>
  );
}
