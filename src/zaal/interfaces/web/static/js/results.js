// Results change in place: they say so while they wait, and what was unfolded stays so, also after going back.
const FOLDS = "zaal.folds";
const region = document.querySelector("[data-region]");

// Nothing is kept of former pages here: going back loads them anew, where they were scrolled to.
htmx.config.refreshOnHistoryMiss = true;

const folds = () => [...document.querySelectorAll("details[data-fold]")];
const unfolded = () => folds().filter((fold) => fold.open).map((fold) => fold.dataset.fold);

function unfold(names) {
  for (const fold of folds()) if (names.includes(fold.dataset.fold)) fold.open = true;
}

region.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target === region) region.ariaBusy = "true";
});
region.addEventListener("htmx:afterRequest", (event) => {
  if (event.target === region) region.ariaBusy = "false";
});
// What comes must come unfolded: the focus cannot go back to a field that is folded away.
region.addEventListener("htmx:beforeSwap", (event) => {
  for (const name of unfolded()) {
    event.detail.serverResponse = event.detail.serverResponse.replace(`data-fold="${name}">`, `data-fold="${name}" open>`);
  }
});

addEventListener("pagehide", () => sessionStorage.setItem(FOLDS, JSON.stringify([location.href, unfolded()])));
const [left, names] = JSON.parse(sessionStorage.getItem(FOLDS)) ?? [];
if (performance.getEntriesByType("navigation")[0]?.type !== "navigate" && left) unfold(names);
