// Shows that what was pressed is on its way, and keeps a second press from sending a form twice.
const SECOND = 1000;
const LONGEST = 15 * SECOND;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method") === "dialog") {
    return;
  }
  if (form.dataset.sent && form.getAttribute("method") === "post") {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  (event.submitter ?? form.querySelector("[type=submit]"))?.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), LONGEST);
});

// Going back brings a page as it was left: with its button still running.
window.addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach(release));

function release(form) {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}
