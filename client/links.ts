/** Links to our own pages change the page without loading it anew. They stay links: new tab, copy, keyboard. */

export function followLinks(visit: (path: string) => void): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const { target } = event;
    const link = target instanceof Element ? target.closest("a") : null;
    if (link === null || link.target !== "" || link.dataset.away !== undefined) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || url.hash !== "") return;
    event.preventDefault();
    visit(url.pathname + url.search);
  });
}
