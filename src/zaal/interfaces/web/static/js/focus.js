// A part of the page that is replaced takes no focus with it: it goes to the same thing in the new part, else to the
// part itself. What htmx knows by an id, or finds marked with autofocus, it has put right before.
let left = null;

document.addEventListener("htmx:beforeSwap", () => {
  left = document.activeElement;
});

document.addEventListener("htmx:afterSettle", (event) => {
  const isLost = left && !left.isConnected && (document.activeElement ?? document.body) === document.body;
  if (!isLost) return;
  const { target } = event.detail;
  const part = target.isConnected ? target : document.getElementById(target.id);
  if (!part) return;
  like(left, part)?.focus({ preventScroll: true });
  if (document.activeElement === document.body) begin(part);
  left = null;
});

function like(one, part) {
  const told = (each) => [each.getAttribute("href"), each.name, each.value, each.textContent.trim()].join("\n");
  return [...part.querySelectorAll(one.localName)].find((each) => told(each) === told(one));
}

function begin(part) {
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
}
