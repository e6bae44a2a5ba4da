/** Single-letter keys (UX-35). They never act inside a field and can be switched off (2.1.4). */
import { useEffect } from "preact/hooks";

const LETTERS = "deskpulse.letters";

export const lettersOn = (): boolean => localStorage.getItem(LETTERS) !== "off";

export const setLetters = (on: boolean): void => localStorage.setItem(LETTERS, on ? "on" : "off");

const inField = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest("input[type=text], select, textarea, dialog") !== null;

const SAY = "deskpulse.announce";

/** May changes of status be announced to a screen reader (4.1.3)? */
export const announceOn = (): boolean => localStorage.getItem(SAY) !== "off";

export const setAnnounce = (on: boolean): void => localStorage.setItem(SAY, on ? "on" : "off");

/** `actions` by lower-case key. */
export function useKeys(actions: Readonly<Record<string, () => void>>, on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
      actions[event.key.toLowerCase()]?.();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [actions, on]);
}

export function toggleFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen();
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Moves the focus to the next or the previous tile. */
export function stepTiles(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const grid = event.currentTarget;
  if (step === undefined || !(grid instanceof Element)) return;
  const tiles = [...grid.querySelectorAll<HTMLElement>(".tile-open")];
  const { activeElement } = document;
  const here = activeElement instanceof HTMLElement ? tiles.indexOf(activeElement) : -1;
  const next = tiles[here + step];
  if (here < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
