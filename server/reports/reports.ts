/** Reports as they are asked for: computed now, or as they were sealed; and sealing them (SCR-12, REL-3). */
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Period } from "../../shared/time/interval.ts";
import type {
  Report,
  ReportAnswer,
  ReportDifference,
  ReportLedger,
  RevisionHead,
} from "../../shared/wire/report.ts";
import type { Witness } from "../figures/passport.ts";
import type { Scope } from "../figures/scope.ts";
import { notableIn, type Why } from "./notable.ts";
import { differencesOf } from "./pending.ts";
import type { People } from "./people.ts";
import { isWeek } from "./periods.ts";
import { createQualities, type Lates } from "./quality.ts";
import { openSealed, revisionsOf, type Sealed, type Settings } from "./revisions.ts";
import { type NotSealed, newestOf, seal } from "./seal.ts";
import { type Drawn, weekly } from "./weekly.ts";
import { seenDifferences, seenReport } from "./withheld.ts";

/** What the differences since a sealed report came from: server/explain. */
export type Causes = (
  since: Drawn,
  now: Drawn,
  differences: readonly ReportDifference[],
) => Promise<Pick<ReportLedger, "differences" | "isComplete">>;

export interface ReportsDeps {
  readonly ledger: Witness & Lates;
  readonly settings: Settings;
  readonly now: () => number;
  readonly demo: boolean;
  readonly why: Why;
  readonly causes: Causes;
}

export interface Asked {
  readonly scope: Scope;
  readonly period: Period;
  /** Which sealed one; without it the newest, or computed now where none is sealed. */
  readonly revision?: number;
  /** With the notable changes, which cost time where it is not sealed. */
  readonly notable?: boolean;
}

/** All of an answer, unredacted, and who is behind it. */
export interface Found {
  readonly answer: ReportAnswer;
  /** Of the report shown; of each side of the pending differences; of each revision and the one before it. */
  readonly people: People;
  readonly sides: readonly People[];
  readonly heads: ReadonlyMap<number, readonly People[]>;
}

export interface Reports {
  /** Fails where there is no such revision. */
  find(asked: Asked): Promise<Result<Found, "no_revision">>;
  /** The newest revision against now, with causes; fails where none is sealed. */
  ledger(
    asked: Asked,
  ): Promise<Result<{ readonly ledger: ReportLedger; readonly sides: People[] }, "not_sealed">>;
  /** Issues the next revision. `by`: a user's id, or "schedule". */
  seal(asked: Asked, by: string): Promise<Result<RevisionHead, NotSealed>>;
  /** Unredacted, computed now. */
  draw(asked: Asked): Promise<Drawn>;
  readonly settings: Settings;
}

/** As somebody may see it; `group` null: everything. */
export function seen(found: Found, group: number | null): ReportAnswer {
  const { answer, people, sides, heads } = found;
  const { label } = answer.report.period;
  const hide = (differences: readonly ReportDifference[], own: readonly People[]) =>
    seenDifferences(differences, label, own, group);
  return {
    ...answer,
    revisions: answer.revisions.map((head) => ({
      ...head,
      differences: hide(head.differences, heads.get(head.revision) ?? []),
    })),
    pending: hide(answer.pending, sides),
    report: seenReport(answer.report, people, group),
  };
}

export function createReports(deps: ReportsDeps): Reports {
  const { ledger, settings, now, demo, why, causes } = deps;
  const quality = createQualities(ledger, now);

  const draw = ({ scope, period }: Asked) => weekly(ledger, { scope, period, demo }, now);

  const stateOf = ({ period }: Asked, sealed: readonly Sealed[]): ReportAnswer["state"] => {
    if (sealed.length > 0) return "sealed";
    return now() < period.to ? "open" : "closed";
  };

  async function find(asked: Asked): Promise<Result<Found, "no_revision">> {
    const { scope, period, revision } = asked;
    const sealed = isWeek(period.label)
      ? await revisionsOf(settings, scope.label, period.label)
      : [];
    const opened = new Map(sealed.map((one) => [one.head.revision, openSealed(one)]));
    const newest = sealed.at(-1);
    const shown =
      revision === undefined ? newest : sealed.find((one) => one.head.revision === revision);
    if (revision !== undefined && shown === undefined) return fail("no_revision");
    const current = await draw(asked);
    const last = newest === undefined ? null : (opened.get(newest.head.revision) ?? null);
    const own = shown === undefined ? current : (opened.get(shown.head.revision) ?? current);
    const report: Report =
      shown === undefined
        ? {
            ...current.report,
            notable: asked.notable === true ? await notableIn(current.report, why) : [],
            quality: await quality(scope, period),
          }
        : { ...own.report, ...shown.beside };
    return ok({
      answer: {
        state: stateOf(asked, sealed),
        revision: shown?.head.revision ?? null,
        revisions: sealed.map(({ head }) => head),
        pending: last === null ? [] : differencesOf(last.report, current.report),
        report,
      },
      people: own.people,
      sides: [current, last].flatMap((one) => one?.people ?? []),
      heads: new Map(
        [...opened].map(([number, { people }]) => {
          const before = opened.get(number - 1);
          return [number, before === undefined ? [people] : [people, before.people]];
        }),
      ),
    });
  }

  return {
    settings,
    draw,
    find,
    async ledger(asked) {
      const newest = await newestOf(settings, asked);
      if (newest === undefined) return fail("not_sealed");
      const [was, is] = [openSealed(newest), await draw(asked)];
      const told = await causes(was, is, differencesOf(was.report, is.report));
      const { revision } = newest.head;
      const { position } = is.report.facts;
      return ok({ ledger: { revision, position, ...told }, sides: [was.people, is.people] });
    },
    seal: (asked, by) => seal({ ...deps, quality }, asked, by),
  };
}
