/** What the browser tests ask the page itself; put into it before its own scripts. */
globalThis.deskTests = {
  /** Every visible text with its size, as a share of the screen's height. */
  sizes() {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const sizes = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement;
      if (!element.checkVisibility() || element.closest(".hidden")) continue;
      if (node.textContent.trim() === "") continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      sizes.push([`${element.className}: ${node.textContent}`, (100 * size) / innerHeight]);
    }
    return sizes;
  },
  /** Texts that do not fit. */
  cut() {
    return [...document.querySelectorAll(".tile > *, .wall-head > *, .tile-value")]
      .filter((each) => each.checkVisibility() && each.clientWidth > 0)
      .filter((each) => each.scrollWidth > each.clientWidth + 1)
      .map((each) => `${each.className}: ${each.textContent}`);
  },
  /** The name of what has the focus, and whether it can be seen. */
  stop() {
    const element = document.activeElement;
    const name =
      element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
    if (name.trim() === "") return `nameless: ${element.outerHTML}`;
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility() ? name : `hidden: ${name}`;
  },
  extent() {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [scrollWidth, scrollHeight];
  },
  animations() {
    return document.getAnimations().length;
  },
  shift: 0,
  /** What moved, for the message of a failed test. */
  shifted: [],
  /** Counts what moves, but for the note on freshness itself: once stale it says more than before. */
  watchShifts() {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const moved = entry.sources.filter(({ node }) => !node?.parentElement?.closest(".fresh"));
        if (moved.length > 0) this.shift += entry.value;
        for (const { node } of moved) {
          const { className, textContent } = node?.parentElement ?? {};
          this.shifted.push(`${node?.nodeName}.${node?.className} in ${className}: ${textContent}`);
        }
      }
    }).observe({ type: "layout-shift" });
  },
};
