/**
 * The organisation as it is saved and as it is being changed: a draft that is looked at before it is saved,
 * and the last saved change taken back (SCR-18).
 */
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { OrgDocument } from "../../../../shared/org/org.ts";
import type { OrganisationBody } from "../../../../shared/wire/organisation.ts";
import type { PreviewAnswer } from "../../../../shared/wire/preview.ts";
import { api, type Problem } from "../../../api.ts";
import { today } from "../../../settings/dates.ts";

export type Edit = (document: OrgDocument) => OrgDocument;

export interface Arrange {
  readonly saved: OrgDocument;
  /** With everything that is not saved yet. */
  readonly draft: OrgDocument;
  readonly isChanged: boolean;
  /** What the draft would move; null: not known yet. */
  readonly preview: PreviewAnswer | null;
  /** The server's clock when the organisation was read, ms since 1970. */
  readonly now: number;
  /** The server's date in the organisation's zone. */
  readonly today: string;
  readonly canUndo: boolean;
  /** What was done last, to be said. */
  readonly done: "saved" | "undone" | null;
  readonly problem: Problem | null;
  edit(change: Edit): void;
  /** The one change that is still being made; it takes the place of the one before. */
  draw(change: Edit | null): void;
  discard(): void;
  save(): Promise<void>;
  undo(): Promise<void>;
  reload(): Promise<void>;
}

/** So long nothing must change before the server is asked what it would move. */
const QUIET_MS = 350;

/** Asked once the draft rests; an answer to an older question is dropped. */
function usePreview(draft: OrgDocument | null, isChanged: boolean): PreviewAnswer | null {
  const [preview, setPreview] = useState<PreviewAnswer | null>(null);
  const asked = useRef(0);
  useEffect(() => {
    asked.current += 1;
    const mine = asked.current;
    setPreview(null);
    if (!isChanged || draft === null) return;
    const timer = setTimeout(async () => {
      const answer = await api.previewOrganisation(draft);
      if (answer.ok && mine === asked.current) setPreview(answer.value);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [draft, isChanged]);
  return preview;
}

const same = (document: OrgDocument): OrgDocument => document;

/** Null: it is not there yet. */
export function useArrange(): {
  readonly arrange: Arrange | null;
  readonly problem: Problem | null;
} {
  const [body, setBody] = useState<OrganisationBody | null>(null);
  const [draft, setDraft] = useState<OrgDocument | null>(null);
  const [drawn, setDrawn] = useState<Edit | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState<Arrange["done"]>(null);
  const reload = useCallback(async () => {
    const read = await api.organisation();
    setProblem(read.ok ? null : read.problem);
    if (!read.ok) return;
    setBody(read.value);
    setDraft(read.value.document);
    setDrawn(null);
  }, []);
  useEffect(() => void reload(), [reload]);
  const whole = useMemo(() => (draft === null ? null : (drawn ?? same)(draft)), [draft, drawn]);
  const isChanged =
    whole !== null && body !== null && JSON.stringify(whole) !== JSON.stringify(body.document);
  const preview = usePreview(whole, isChanged);
  if (body === null || whole === null || draft === null) return { arrange: null, problem };
  const finish = async (
    ask: Promise<{ ok: true } | { ok: false; problem: Problem }>,
    as: "saved" | "undone",
  ) => {
    const answer = await ask;
    if (!answer.ok) return setProblem(answer.problem);
    await reload();
    setDone(as);
  };
  const now = body.asOf === undefined ? Date.now() : Date.parse(body.asOf);
  const arrange: Arrange = {
    saved: body.document,
    draft: whole,
    isChanged,
    preview,
    now,
    today: today(now, body.document.organisation.zone),
    canUndo: body.canUndo ?? false,
    done,
    problem,
    edit(change) {
      setDone(null);
      setDraft(change(draft));
    },
    draw(change) {
      setDone(null);
      setDrawn(() => change);
    },
    discard() {
      setProblem(null);
      setDraft(body.document);
      setDrawn(null);
    },
    save: () => finish(api.changeOrganisation({ document: whole, version: body.version }), "saved"),
    undo: () => finish(api.undoOrganisation(body.version), "undone"),
    reload,
  };
  return { arrange, problem };
}
