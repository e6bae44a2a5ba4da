/** Something the server is asked for while it is on the screen; a newer question makes the old answer void. */
import { useEffect, useState } from "preact/hooks";
import type { Answer, Problem } from "../api.ts";

export interface Asked<T> {
  /** The last answer to this question; null: none yet. */
  readonly value: T | null;
  readonly problem: Problem | null;
  readonly again: () => void;
}

/** `question` names what is asked: a new one forgets the old answer. Null: nothing is. */
export function useAnswer<T>(question: string | null, ask: () => Promise<Answer<T>>): Asked<T> {
  const [had, setHad] = useState<{ question: string; answer: Answer<T> } | null>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (question === null) return;
    let isVoid = false;
    void ask().then((answer) => {
      if (!isVoid) setHad({ question, answer });
    });
    return () => {
      isVoid = true;
    };
  }, [question, times]);
  const answer = had?.question === question ? had.answer : null;
  return {
    value: answer?.ok ? answer.value : null,
    problem: answer === null || answer.ok ? null : answer.problem,
    again: () => setTimes((count) => count + 1),
  };
}
