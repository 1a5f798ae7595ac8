// A link whose answer takes a while (a PDF) says so: its line runs until the answer is there or long enough passed.
const LONGEST = 8000;

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-working]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  link.setAttribute("aria-busy", "true");
  document.dispatchEvent(new CustomEvent("toast", { detail: { text: link.dataset.working } }));
  setTimeout(() => link.removeAttribute("aria-busy"), LONGEST);
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("[data-working][aria-busy]").forEach((link) => link.removeAttribute("aria-busy"));
});
