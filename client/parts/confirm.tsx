/** A button that asks once more before something ends; the second press does it. */
import { useEffect, useRef, useState } from "preact/hooks";

interface ConfirmProps {
  readonly label: string;
  /** What it says when it waits for the second press. */
  readonly sure: string;
  /** Names the thing, for those who only hear the button. */
  readonly of: string;
  readonly onSure: () => Promise<unknown>;
}

/** How long it waits before it is an ordinary button again. */
const WAITING_MS = 6_000;

export function Confirm({ label, sure, of, onSure }: ConfirmProps) {
  const [asking, setAsking] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const press = () => {
    clearTimeout(timer.current);
    if (asking) {
      setAsking(false);
      void onSure();
      return;
    }
    setAsking(true);
    timer.current = setTimeout(() => setAsking(false), WAITING_MS);
  };
  return (
    <button
      type="button"
      class="button button-quiet"
      data-asking={asking}
      aria-label={`${asking ? sure : label}: ${of}`}
      onClick={press}
    >
      {asking ? sure : label}
    </button>
  );
}
