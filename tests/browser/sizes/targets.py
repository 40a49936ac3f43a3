"""What a finger or a pointer can hit: no control is smaller than people need, or than its words.

WCAG 2.5.8 excepts links within a sentence, whose size the lines around them give.
"""

from playwright.sync_api import Page

POINTER, FINGER = 24, 44  # pixels, across and down
NARROWEST_PHONE_PAGE = 768  # from here on the page is a desktop's

TOO_SMALL = """(least) => {
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const blocks = (one) => !getComputedStyle(one).display.startsWith("inline");

  // Is there something to read around the link, on its own line of text?
  const isInSentence = (one) => {
    if (one.localName !== "a" || getComputedStyle(one).display !== "inline") return false;
    let block = one.parentElement;
    while (block && !blocks(block)) block = block.parentElement;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const around = walker.currentNode.parentElement;
      const isWord = /[\\p{L}\\p{N}]/u.test(walker.currentNode.data);
      if (isWord && !around.closest("a, button, .hidden-text, .visually-hidden")) return true;
    }
    return false;
  };
  // A label is part of its field's target, and a stretched link takes its whole row.
  const parts = (one) => {
    if (one.matches("[type=checkbox], [type=radio], [type=file]")) {
      const field = one.getBoundingClientRect();
      const near = [...one.labels].filter((label) => label.checkVisibility());
      return [field, ...near.map((label) => label.getBoundingClientRect())];
    }
    const after = getComputedStyle(one, "::after");
    const isStretched = after.content !== "none" && after.position === "absolute";
    return [(isStretched && one.offsetParent ? one.offsetParent : one).getBoundingClientRect()];
  };
  const isReached = (one) => {
    const look = getComputedStyle(one);
    const place = one.getBoundingClientRect();
    const isShown = one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return isShown && place.width > 1 && place.height > 1 && place.bottom + scrollY > 0
      && look.clipPath === "none" && !one.closest(".hidden-text, .visually-hidden, #djDebug");
  };
  const told = [];
  for (const one of document.querySelectorAll(controls)) {
    if (one.disabled || !isReached(one) || isInSentence(one)) continue;
    const spills = blocks(one) && getComputedStyle(one).overflow === "visible"
      && !one.matches("input, select, textarea") && one.scrollWidth > one.clientWidth + 1;
    const after = getComputedStyle(one, "::after").position;
    if (spills && after !== "absolute") {
      told.push(`${one.localName}.${one.className} “${one.innerText.slice(0, 30)}” spills over`);
    }
    const places = parts(one);
    const right = Math.max(...places.map((place) => place.right));
    const left = Math.min(...places.map((place) => place.left));
    const bottom = Math.max(...places.map((place) => place.bottom));
    const top = Math.min(...places.map((place) => place.top));
    if (right - left >= least - 0.5 && bottom - top >= least - 0.5) continue;
    const name = (one.innerText || one.name || one.getAttribute("aria-label") || "").slice(0, 30);
    const size = `${Math.round(right - left)} × ${Math.round(bottom - top)}`;
    const where = one.parentElement.className || one.parentElement.localName;
    told.push(`${one.localName}.${one.className} in ${where} “${name.trim()}”: ${size}`);
  }
  return told;
}"""


def small_targets(page: Page) -> list[str]:
    """Return a line for each control that is too small at the page's present width."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    least = FINGER if width < NARROWEST_PHONE_PAGE else POINTER
    told: list[str] = page.evaluate(TOO_SMALL, least)
    return told
