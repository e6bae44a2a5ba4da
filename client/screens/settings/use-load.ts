/** Something the server has, asked for when a screen opens, and again when it was changed. */
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Answer, Problem } from "../../api.ts";

export interface Loaded<T> {
  /** Null: not there yet. */
  readonly value: T | null;
  readonly problem: Problem | null;
  readonly reload: () => Promise<void>;
}

export function useLoad<T>(ask: () => Promise<Answer<T>>): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const reload = useCallback(async () => {
    const answer = await ask();
    if (answer.ok) setValue(answer.value);
    setProblem(answer.ok ? null : answer.problem);
  }, [ask]);
  useEffect(() => void reload(), [reload]);
  return { value, problem, reload };
}
