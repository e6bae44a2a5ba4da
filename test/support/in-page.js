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
  /** Everything that can be used; of radio buttons of one name only the one Tab stops at. */
  usable() {
    const scope = document.querySelector("dialog[open]") ?? document;
    const all = scope.querySelectorAll(
      "a[href], button, input, select, textarea, summary, [tabindex='0'], [contenteditable]",
    );
    return [...all].filter(
      (one) =>
        !one.disabled &&
        one.tabIndex >= 0 &&
        one.type !== "hidden" &&
        one.checkVisibility({ visibilityProperty: true }) &&
        (one.type !== "radio" || one === this.radioStop(one)),
    );
  },
  radioStop({ name, form }) {
    const group = [...document.querySelectorAll("input[type=radio]")].filter(
      (one) => one.name === name && one.form === form,
    );
    return group.find((one) => one.checked) ?? group[0];
  },
  reached: new Set(),
  /** What could be used when the walk began; the board goes on meanwhile. */
  expected: [],
  /** The focus nowhere, so that Tab begins at the beginning. */
  atStart() {
    this.reached.clear();
    this.expected = this.usable();
    const dialog = document.querySelector("dialog[open]");
    (dialog ?? document.body).setAttribute("tabindex", "-1");
    (dialog ?? document.body).focus();
    (dialog ?? document.body).removeAttribute("tabindex");
  },
  nameOf(element) {
    const of = (ids) => ids.split(" ").map((id) => document.getElementById(id)?.textContent ?? "");
    const by = element.getAttribute("aria-labelledby");
    return (
      element.getAttribute("aria-label") ??
      (by === null ? null : of(by).join(" ")) ??
      element.labels?.[0]?.textContent ??
      (element.textContent || element.title)
    ).trim();
  },
  /** What can be seen of an element: itself, or what is drawn in its stead (a hidden radio's label). */
  drawnOf(element) {
    const { width, height } = element.getBoundingClientRect();
    const isDrawn = width > 2 && height > 2 && Number(getComputedStyle(element).opacity) > 0;
    return isDrawn ? element : (element.labels?.[0] ?? element);
  },
  /** Whether some point of it is neither outside the window nor under something else. */
  isSeen(element) {
    const drawn = this.drawnOf(element);
    return [...drawn.getClientRects()].some(({ left, top, width, height }) =>
      [0.1, 0.5, 0.9].some((across) => {
        const over = document.elementFromPoint(left + width * across, top + height / 2);
        if (over === null) return false;
        // A panel that was opened lies beside: Esc takes it away and leaves the focus (2.4.11).
        const isUnder = over.closest(".sheet") !== null && element.closest(".sheet") === null;
        return isUnder || drawn.contains(over) || over.contains(drawn);
      }),
    );
  },
  /** Whether the focus is drawn: an outline, on it or on what stands for it, at least 2 px (2.4.7). */
  isRinged(element) {
    const around = [element, ...(element.labels ?? []), element.nextElementSibling];
    for (let up = element.parentElement; up && around.length < 6; up = up.parentElement)
      around.push(up);
    return around.some((one) => {
      if (one === null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    });
  },
  /** What has the focus now, and what is wrong with it. */
  stopNow() {
    const element = document.activeElement;
    if (element === null || element === document.body) return { name: "", faults: [], place: -1 };
    const name = this.nameOf(element).replace(/\s+/g, " ");
    const what = name === "" ? element.outerHTML.slice(0, 120) : name.slice(0, 60);
    const faults = [];
    if (name === "") faults.push(`nameless: ${what}`);
    if (!this.isSeen(element)) faults.push(`not to be seen: ${what}`);
    if (!this.isRinged(element)) faults.push(`no ring: ${what}`);
    this.reached.add(element);
    return { name: what, faults, place: [...document.querySelectorAll("*")].indexOf(element) };
  },
  missed() {
    return this.expected
      .filter((one) => one.isConnected && !this.reached.has(one))
      .map((one) => one.outerHTML.slice(0, 160));
  },
  /** Texts of which a part cannot be seen, because something around them ends before they do (1.4.4, 1.4.12). */
  clipped() {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement;
      if (node.textContent.trim() === "" || element.closest(".hidden, [aria-hidden=true]"))
        continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()];
      const around = this.cutterOf(element, rects);
      if (around !== null) found.push(`"${node.textContent.trim()}" in .${around.className}`);
    }
    return found;
  },
  /** The nearest element that hides a part of one of these boxes and cannot be scrolled to show it. */
  cutterOf(element, rects) {
    for (let up = element; up !== null && up !== document.body; up = up.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(up);
      const hides = (overflow) => overflow === "hidden" || overflow === "clip";
      const box = up.getBoundingClientRect();
      // For those who hear the page: hidden on purpose, and wholly.
      if (Math.min(box.width, box.height) <= 2 && hides(overflowX)) return null;
      const cut = rects.some(
        ({ left, right, top, bottom }) =>
          (hides(overflowX) && (right > box.right + 2 || left < box.left - 2)) ||
          // A line's box is higher than its letters.
          (hides(overflowY) && (bottom > box.bottom + 5 || top < box.top - 5)),
      );
      if (cut) return up;
      if (!hides(overflowX) && overflowX !== "visible") return null;
      if (position === "fixed") return null;
    }
    return null;
  },
  /** The spacing of WCAG 1.4.12, or none. */
  space(isWide) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
        "p { margin-bottom: 2em !important }",
    );
    document.adoptedStyleSheets = isWide ? [sheet] : [];
  },
  /** How far the page reaches beyond the window to the right, in pixels. */
  beyond() {
    return document.documentElement.scrollWidth - innerWidth;
  },
  extent() {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [scrollWidth, scrollHeight];
  },
  /** Resolves when every question to the server is answered and what it changed is drawn. */
  async settled() {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    for (let calm = 0; calm < 3; calm = this.asking === 0 ? calm + 1 : 0) await frame();
  },
  asking: 0,
  /** Transitions and animations that have run since the page began, and those that run (ACC-6). */
  moved() {
    return [
      ...this.ran,
      ...document.getAnimations().map((one) => `runs: ${one.effect.target.className}`),
    ];
  },
  ran: [],
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
for (const kind of ["transitionrun", "animationstart"]) {
  addEventListener(
    kind,
    ({ target, propertyName, animationName }) =>
      deskTests.ran.push(`${kind}: ${target.className} ${propertyName ?? animationName}`),
    true,
  );
}
const askServer = globalThis.fetch;
globalThis.fetch = async (...question) => {
  deskTests.asking += 1;
  try {
    return await askServer(...question);
  } finally {
    deskTests.asking -= 1;
  }
};
