/** The keys, and the switch that turns the single-letter ones off (2.1.4). */
import type { MessageKey } from "../../shared/text/messages.en.ts";
import { Dialog } from "./dialog.tsx";
import { useTongue } from "./language.ts";

const KEYS: readonly [string, MessageKey][] = [
  ["?", "help.help"],
  ["T", "help.table"],
  ["P", "help.pause"],
  ["F", "help.full"],
  ["← →", "help.arrows"],
  ["Enter", "help.enter"],
  ["Esc", "help.escape"],
];

interface HelpProps {
  readonly letters: boolean;
  readonly onLetters: (on: boolean) => void;
  readonly announce: boolean;
  readonly onAnnounce: (on: boolean) => void;
  readonly onClose: () => void;
}

export function Help({ letters, onLetters, announce, onAnnounce, onClose }: HelpProps) {
  const { words } = useTongue();
  return (
    <Dialog title={words("help.title")} onClose={onClose}>
      <dl class="facts facts-keys">
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words(does)}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={letters}
          onChange={(event) => onLetters(event.currentTarget.checked)}
        />
        {words("help.letters")}
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={announce}
          onChange={(event) => onAnnounce(event.currentTarget.checked)}
        />
        {words("announce.off")}
      </label>
    </Dialog>
  );
}
