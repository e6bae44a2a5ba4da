/** One tap hides the numbers for the day (UX-28): kept in this browser, gone with the server's next date. */
const HIDDEN = "deskpulse.me-hidden";

/** `day` as the server's date is written; another day, and they are shown again. */
export function hiddenOn(day: string): boolean {
  try {
    return localStorage.getItem(HIDDEN) === day;
  } catch {
    return false; // storage may be forbidden
  }
}

/** Null: shown again. */
export function hideOn(day: string | null): void {
  try {
    if (day === null) localStorage.removeItem(HIDDEN);
    else localStorage.setItem(HIDDEN, day);
  } catch {
    // then it holds as long as this page is open
  }
}
