/** What concerns the page as a whole: its theme and language, the screen lock, a reload. */
import type { Address } from "./store/address.ts";

const dark = matchMedia("(prefers-color-scheme: dark)");

/** The theme in effect. */
export const themeOf = ({ theme }: Pick<Address, "theme">): "dark" | "light" =>
  theme === "system" ? (dark.matches ? "dark" : "light") : theme;

export const onSchemeChange = (listener: () => void): void =>
  dark.addEventListener("change", listener);

/** Theme, language and screen stand on the root, so that the style sheet has each palette once. */
export function applyTheme(address: Address, isWall: boolean): void {
  const root = document.documentElement;
  root.dataset.theme = themeOf(address);
  root.dataset.screen = isWall ? "wallboard" : "desk";
  root.lang = address.language;
  const background = getComputedStyle(root).getPropertyValue("--page").trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", background);
}

/** A TV must not go to sleep. The lock is lost whenever the page is hidden, so ask again. */
export function keepAwake(): void {
  const ask = () => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    // Refused without power or on an insecure origin; the TV's own setting is then all there is.
    navigator.wakeLock.request("screen").catch(() => undefined);
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}

const RELOADED = "deskpulse.reloaded-at";
const QUIET_MS = 30_000;
const AGAIN_MS = 10 * 60_000;
const ANSWERS_MS = 2_000;

/** Once: a proxy that serves an old page must not make us reload for ever. */
const hasReloaded = (): boolean =>
  Date.now() - Number(sessionStorage.getItem(RELOADED) ?? 0) < AGAIN_MS;

function reload(): void {
  sessionStorage.setItem(RELOADED, String(Date.now()));
  location.reload();
}

/**
 * A screen that is fetched when it is first shown is not there any more: the server was renewed under this
 * page, or cannot be reached. As soon as it answers, the page as it is now is fetched.
 */
export function reloadWhenGone(): void {
  let isWaiting = false;
  addEventListener("vite:preloadError", () => {
    if (isWaiting || hasReloaded()) return;
    isWaiting = true;
    const timer = setInterval(async () => {
      const answer = await fetch("/", { cache: "no-store" }).catch(() => null);
      if (!answer?.ok) return;
      clearInterval(timer);
      reload();
    }, ANSWERS_MS);
  });
}

/** The server speaks a newer protocol: fetch the new client when nobody is in the middle of it. */
export function reloadWhenQuiet(): void {
  if (hasReloaded()) return;
  let touchedAt = performance.now();
  const touch = () => {
    touchedAt = performance.now();
  };
  addEventListener("pointerdown", touch);
  addEventListener("keydown", touch);
  const timer = setInterval(() => {
    if (!document.hidden && performance.now() - touchedAt < QUIET_MS) return;
    clearInterval(timer);
    reload();
  }, 1_000);
}
