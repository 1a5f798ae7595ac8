"""Measuring a page that is open: how large what is pressed is, what is cut off, what moves, where the focus is seen.

Every function returns what is wrong, a line each: nothing means that the page is as it should be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# What can be pressed; what is inside something folded, hidden or off the page cannot.
SHARED = """
const pressable =
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']:not([role=region])";
const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[inert]");
const words = (one) => String(one.ariaLabel || one.innerText || one.textContent || one.name || "").trim();
const named = (one) => `${one.tagName.toLowerCase()}${one.id ? "#" + one.id : ""}.${[...one.classList].join(".")} "${
  words(one).replace(/\\s+/g, " ").slice(0, 40)}"`;
const unseen = (one) => Boolean(one.closest(".unseen, .skip, .table-stacked thead"));
"""

# WCAG 2.5.8: 24 by 24, or a circle of 24 round its middle that meets nothing else; links in a sentence are excepted,
# and what stands in the diary's month as wide as it lasts: the day at the head of its column leads to it at full size.
SMALL = """() => {
  const least = 24;
  const area = (one) => {
    const label = one.matches("input[type=radio], input[type=checkbox]") && one.labels[0];
    const a = one.getBoundingClientRect();
    if (!label) return a;
    const b = label.getBoundingClientRect();
    return new DOMRect(Math.min(a.x, b.x), Math.min(a.y, b.y),
      Math.max(a.right, b.right) - Math.min(a.x, b.x), Math.max(a.bottom, b.bottom) - Math.min(a.y, b.y));
  };
  const inSentence = (one) => {
    if (!one.matches("a, button.button-link, button.term")) return false;
    if (!getComputedStyle(one).display.startsWith("inline")) return false;
    const block = one.parentElement.closest("p, li, td, th, dd, small, label, div, h1, h2, h3");
    return block && block.innerText.trim().length > words(one).length + 3;
  };
  const all = [...document.querySelectorAll(pressable)].filter((one) => seen(one) && !unseen(one))
    .map((one) => ({ one, box: area(one) })).filter(({ box }) => box.width && box.height);
  const small = all.filter(({ box }) => box.width < least - 0.5 || box.height < least - 0.5);
  const apart = (x, y, box) =>
    Math.hypot(x - Math.max(box.left, Math.min(x, box.right)), y - Math.max(box.top, Math.min(y, box.bottom)));
  return small.filter(({ one, box }) => {
    if (inSentence(one) || one.matches(".diary-bar")) return false;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return all.some((other) => other.one !== one && !other.one.contains(one) && !one.contains(other.one)
      && (apart(x, y, other.box) < least / 2 || (small.includes(other)
        && Math.hypot(x - other.box.x - other.box.width / 2, y - other.box.y - other.box.height / 2) < least)));
  }).map(({ one, box }) => `${named(one)} is ${Math.round(box.width)} by ${Math.round(box.height)}`);
}"""

CUT = """() => {
  const wrong = [];
  for (const one of document.querySelectorAll("body *")) {
    if (!seen(one) || unseen(one) || one.closest("svg, .map, datalist, option, [aria-hidden=true]")) continue;
    const style = getComputedStyle(one);
    const says = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const cut = /hidden|clip/.test(style.overflowX) && one.scrollWidth > one.clientWidth + 1
      || /hidden|clip/.test(style.overflowY) && one.clientHeight && one.scrollHeight > one.clientHeight + 2;
    if (says && cut) wrong.push(`${named(one)} is cut`);
    const box = one.getBoundingClientRect();
    const turned = (up) => up && (/auto|scroll/.test(getComputedStyle(up).overflowX) || turned(up.parentElement));
    if (says && box.width && (box.right > innerWidth + 1 || box.left < -1) && !turned(one))
      wrong.push(`${named(one)} leaves the window`);
  }
  return wrong;
}"""

MOVES = """() => {
  const wrong = new Set();
  const inMs = (text) => parseFloat(text) * (text.trim().endsWith("ms") ? 1 : 1000);
  const longest = (text) => Math.max(...text.split(",").map(inMs));
  for (const one of document.querySelectorAll("*")) for (const pseudo of [null, "::before", "::after", "::backdrop"]) {
    const style = getComputedStyle(one, pseudo);
    if (longest(style.transitionDuration) > 1) wrong.add(`${named(one)}${pseudo ?? ""} passes slowly`);
    const moves = style.animationName !== "none" && longest(style.animationDuration) > 1;
    if (moves) wrong.add(`${named(one)}${pseudo ?? ""} is animated`);
    if (!pseudo && style.scrollBehavior === "smooth") wrong.add(`${named(one)} scrolls smoothly`);
  }
  return [...wrong];
}"""

EDGES = """() => [...document.querySelectorAll(
  ".button, .input, .search-input, .choice-face, .segment, .chip, select, textarea")]
  .filter((one) => seen(one) && !unseen(one) && !one.matches(".button-link"))
  .filter((one) => {
    const has = (each) => ["top", "right", "bottom", "left"].some((side) => {
      const style = getComputedStyle(each);
      const [width, kind] = ["width", "style"].map((what) => style.getPropertyValue(`border-${side}-${what}`));
      return parseFloat(width) && kind !== "none";
    });
    return !has(one) && !has(one.parentElement) && !one.closest(".search-line");
  }).map((one) => `${named(one)} has no edge`)"""

HAN = """() => {
  const wrong = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!/\\p{Script=Han}/u.test(data) || parentElement.closest("script, style, template, option")) continue;
    if (!parentElement.closest("[lang]").lang.startsWith("zh")) wrong.add(`${named(parentElement)} is Chinese, unsaid`);
  }
  return [...wrong];
}"""

FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return ["the focus is lost"];
  let box = one.getBoundingClientRect();
  const face = one.closest("label")?.querySelector(".choice-face");
  if (face && getComputedStyle(one).opacity === "0" || face && box.width < 2) box = face.getBoundingClientRect();
  const places = [];
  for (const x of [0.05, 0.25, 0.5, 0.75, 0.95]) for (const y of [0.1, 0.5, 0.9])
    places.push([box.left + box.width * x, box.top + box.height * y]);
  const shown = places.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    if (!top || one.contains(top) || face?.contains(top)) return Boolean(top);
    return top.contains(one) && top.matches("label, a, button, li, summary");
  });
  return shown ? [] : [`${named(one)} has the focus where nobody sees it`];
}"""


def too_small(page: Page) -> list[str]:
    """Find what is pressed with too little room (WCAG 2.5.8)."""
    return _measured(page, SMALL)


def cut_off(page: Page) -> list[str]:
    """Find words that end at an edge or leave the window (WCAG 1.4.10)."""
    return _measured(page, CUT)


def moving(page: Page) -> list[str]:
    """Find what takes longer than a millisecond to become what it is (WCAG 2.3.3)."""
    return _measured(page, MOVES)


def without_edge(page: Page) -> list[str]:
    """Find controls that cannot be told from text where the visitor's own colours hold."""
    return _measured(page, EDGES)


def unsaid_chinese(page: Page) -> list[str]:
    """Find Chinese that would be read aloud as another language (WCAG 3.1.2)."""
    return _measured(page, HAN)


def hidden_focus(page: Page) -> list[str]:
    """Tell whether the focus is on something, and that something not wholly covered (WCAG 2.4.7, 2.4.11)."""
    return _measured(page, FOCUS)


def _measured(page: Page, script: str) -> list[str]:
    found: list[str] = page.evaluate(f"() => {{ {SHARED} return ({script})(); }}")
    return found
