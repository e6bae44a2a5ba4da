/** Text to be taken elsewhere, whole, with one press. */
import { useState } from "preact/hooks";

interface CopyProps {
  readonly text: string;
  readonly label: string;
  readonly copy: string;
  readonly copied: string;
}

const linesOf = (text: string): number => text.split("\n").length;

export function Copy({ text, label, copy, copied }: CopyProps) {
  const [done, setDone] = useState(false);
  const take = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
    } catch {
      setDone(false); // not on an https page: it can still be selected
    }
  };
  return (
    <div class="copy">
      <textarea class="copy-text" aria-label={label} rows={linesOf(text)} readOnly value={text} />
      <button type="button" class="button" onClick={() => void take()}>
        {done ? copied : copy}
      </button>
      <span class="hidden" role="status">
        {done ? copied : ""}
      </span>
    </div>
  );
}
