/** Every revision there is, the newest first, and what changed from each to the next (SCR-12). */
import type { ReportAnswer, RevisionHead } from "../../../shared/wire/report.ts";
import { Section } from "../../parts/page.tsx";
import { useHouse } from "../house.ts";
import { useStore } from "../use-store.ts";
import { DifferenceList } from "./difference-list.tsx";
import { useVoice } from "./voice.ts";

interface RevisionsProps {
  readonly answer: ReportAnswer;
  readonly hrefOf: (revision: number) => string;
}

export function Revisions({ answer, hrefOf }: RevisionsProps) {
  const { page } = useVoice();
  const { revisions, revision } = answer;
  if (revisions.length === 0) return null;
  return (
    <Section title={page("revisions.title")} about={page("revisions.about")}>
      <ol class="revisions">
        {revisions.toReversed().map((head) => (
          <Revision
            key={head.revision}
            head={head}
            answer={answer}
            isShown={head.revision === revision}
            href={hrefOf(head.revision)}
          />
        ))}
      </ol>
    </Section>
  );
}

interface RevisionProps {
  readonly head: RevisionHead;
  readonly answer: ReportAnswer;
  readonly isShown: boolean;
  readonly href: string;
}

function Revision({ head, answer, isShown, href }: RevisionProps) {
  const { page, say, instant, format } = useVoice();
  const own = useStore(useHouse().session, (session) => session?.id);
  const { revision, sealedAt, by, byName, position, digest, differences } = head;
  const whom = () => {
    if (by === "schedule") return page("revisions.itself");
    if (by === own) return page("revisions.you");
    return byName === undefined ? "" : page("revisions.by", { name: byName });
  };
  const count = differences.length;
  const changes = page(count === 1 ? "revisions.changes.one" : "revisions.changes.many", { count });
  return (
    <li>
      <p>
        <a href={href} {...(isShown ? { "aria-current": "true" } : {})}>
          {page("revisions.one", { revision })}
        </a>{" "}
        {isShown && <span class="revision-shown">{page("revisions.shown")}</span>}
      </p>
      <p class="part-about">
        {[page("revisions.at", { at: instant(sealedAt) }), whom()].filter(Boolean).join(" ")}
        {" · "}
        {say("report.position", { position: format.number(position) })}
        {" · "}
        <code title={digest}>{digest.slice(0, 12)}</code>
      </p>
      {count > 0 && (
        <details class="more">
          <summary>{changes}</summary>
          <DifferenceList differences={differences} report={answer.report} hasCauses />
        </details>
      )}
    </li>
  );
}
