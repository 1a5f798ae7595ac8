// Brings the asked day of the strip into sight; without this the strip begins on the first of the month.

function bring() {
  const day = document.querySelector("[data-month] [aria-current]");
  const strip = day?.closest("[data-month]");
  if (strip) strip.scrollLeft = day.offsetLeft - (strip.clientWidth - day.offsetWidth) / 2;
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.querySelector?.("[data-month]")) bring();
});
bring();
