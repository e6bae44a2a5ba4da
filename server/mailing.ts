/** The weekly reports' mail, wired: who may get it, what it says and carries, and through which server it goes. */
import { DAY_MS, MINUTE_MS } from "../shared/time/interval.ts";
import type { Audit } from "./accounts/audit-log.ts";
import type { MailSettings } from "./accounts/mail-settings.ts";
import { can, userOf } from "./accounts/roles.ts";
import { listUsers, type User, userById } from "./accounts/users.ts";
import type { Core } from "./core.ts";
import { QUIET_MINUTES } from "./figures/feeds.ts";
import { scopeOf } from "./figures/scope.ts";
import { stateOf } from "./figures/sources.ts";
import { usualDialect } from "./http/file-asked.ts";
import { reportFile } from "./http/report-file-routes.ts";
import { policyNow } from "./org/policy.ts";
import { sendThrough } from "./reports/mail.ts";
import { createMailing, type MailDue, type Mailing } from "./reports/mail-due.ts";
import type { MailOf, Person } from "./reports/mail-of.ts";
import type { Silence } from "./reports/mail-text.ts";
import type { Reports } from "./reports/reports.ts";
import { BY_SCHEDULE } from "./reports/seal-due.ts";

export interface MailingOptions {
  readonly reports: Reports;
  readonly audit: Audit;
  readonly mail: MailSettings;
  /** What links for people begin with. */
  readonly publicUrl: () => string;
  readonly onProblem: (about: string, problem: unknown) => void;
}

/** Who may get mail, and what it is made of. */
export interface Post extends MailOf, Pick<MailDue, "person"> {
  /** Everybody who may sign in, by name. */
  people(): Promise<(Person & { readonly id: string })[]>;
}

export interface Mails {
  readonly post: Post;
  readonly mailing: Mailing;
}

/** A source that stands still for longer has been given up: nobody waits for it. */
const WAITED_MS = 28 * DAY_MS;

const HOUSE = { isMember: () => false }; // whose a team's report is does not depend on its members

export function createMails(core: Core, options: MailingOptions): Mails {
  const { store, clock } = core;
  const { audit, mail, onProblem } = options;
  const post = postOf(core, options);
  const mailing = createMailing({
    ...post,
    settings: store,
    now: () => clock.now(),
    server: mail.current,
    through: sendThrough,
    told: ({ user, ...detail }, { format }) =>
      audit.note({
        actor: BY_SCHEDULE,
        role: null,
        action: "report.mailed",
        subject: user,
        detail: { ...detail, format },
      }),
    onProblem: (problem) => onProblem("sending weekly reports", problem),
  });
  return { post, mailing };
}

function postOf(core: Core, { reports, publicUrl }: MailingOptions): Post {
  const { tail, store } = core;
  const personOf = ({ id, name, email, language, roles }: User) => {
    const subject = userOf(id, roles);
    const may = (label: string): boolean => {
      const scope = scopeOf(label);
      if (!scope.ok) return false;
      const { team = null, agent } = scope.value.filter;
      if (team !== null && !tail.document().teams.some((one) => one.id === team)) return false;
      return can(subject, { kind: "reports", team, agent }, HOUSE).ok;
    };
    return { id, name, email, language, may };
  };
  return {
    reports,
    zone: () => tail.document().organisation.zone,
    group: async () => (await policyNow(store)).policy.group,
    silences: (before) => silencesIn(core, before),
    attach: (book, format, language) => reportFile(book, format, language, usualDialect(language)),
    link: (week, scope) =>
      `${publicUrl()}/reports?${new URLSearchParams({ week, scope })}`.replaceAll("%3A", ":"),
    person: async (user) => {
      const found = await userById(store, user);
      return found?.isActive ? personOf(found) : null;
    },
    people: async () => (await listUsers(store)).filter(({ isActive }) => isActive).map(personOf),
  };
}

/** Sources that stand still now, since before an instant, ms: what happened before it may not all be there. */
function silencesIn({ tail, clock, arrivals, freshness }: Core, before: number): Silence[] {
  const now = clock.now();
  const [counts, feeds] = [arrivals.bySource(now), freshness.bySource()];
  const described = new Map(tail.document().sources.map((one) => [one.id, one]));
  return tail.sources().flatMap((age): Silence[] => {
    const { source } = age;
    const least = (described.get(source)?.quietMinutesMax ?? QUIET_MINUTES) * MINUTE_MS;
    const quietMs = feeds.get(source)?.usualMs(now, least) ?? least;
    const refusedSince = counts.get(source)?.refusedSince ?? null;
    const { state, since } = stateOf(age, { refusedSince }, quietMs, null, now);
    const isStill = state === "silent" || state === "refused";
    if (!isStill || since === null || since >= before || since < before - WAITED_MS) return [];
    return [{ source, state, since }];
  });
}
