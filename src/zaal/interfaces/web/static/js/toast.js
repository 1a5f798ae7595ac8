// Says a short word at the foot of the window: for the event "toast" (a script's, or an answer's HX-Trigger) and when
// the server could not be reached. It stays long enough to be read twice, and as long as it is pointed at.
const SECOND = 1000;
const SHORTEST = 8 * SECOND;
const PER_LETTER = 0.12 * SECOND;
const region = document.querySelector("[data-toasts]");

document.addEventListener("toast", (event) => show(event.detail.text, event.detail.kind));
document.addEventListener("htmx:sendError", () => show(region.dataset.unreached, "bad"));
document.addEventListener("htmx:timeout", () => show(region.dataset.unreached, "bad"));

function show(text, kind) {
  const toast = region.querySelector("template").content.firstElementChild.cloneNode(true);
  toast.prepend(Object.assign(document.createElement("p"), { textContent: text }));
  toast.classList.toggle("toast-bad", kind === "bad");
  toast.querySelector("button").addEventListener("click", () => toast.remove());
  toast.addEventListener("pointerenter", stay);
  toast.addEventListener("focusin", stay);
  toast.addEventListener("pointerleave", leave);
  toast.addEventListener("focusout", leave);
  let timer;
  function stay() {
    clearTimeout(timer);
  }
  function leave() {
    stay();
    timer = setTimeout(() => toast.remove(), Math.max(SHORTEST, text.length * PER_LETTER));
  }
  region.append(toast);
  leave();
}
