/**
 * Is this still the client that the server gives out? The page names its script by its content, so another
 * name is another version (UX-18). Asked when the line comes back, for only a restart brings a new one.
 */

/** Where the server's page has its script; null: no page came. */
async function scriptNow(): Promise<string | null> {
  try {
    const response = await fetch("/", { cache: "no-store" });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

/** Of the page that is running; null in development, where there is no such name. */
const ownScript = (): string | null => {
  const script = document.querySelector<HTMLScriptElement>('script[src^="/assets/"]');
  return script?.getAttribute("src") ?? null;
};

/** Asks, and tells when it is another one. */
export async function renewWhenOther(onOther: () => void): Promise<void> {
  const own = ownScript();
  const page = own === null ? null : await scriptNow();
  if (own !== null && page !== null && !page.includes(own)) onOther();
}
