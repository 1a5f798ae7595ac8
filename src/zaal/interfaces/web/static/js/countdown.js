// Counts down to an option's release. What is seen changes often; what is said aloud only at a few marks.
const MARKS = [24 * 60, 60, 10, 1];
const SECOND = 1000;

for (const box of document.querySelectorAll("[data-countdown]")) {
  const releaseAt = new Date(box.dataset.countdown).getTime();
  const seen = box.querySelector("[data-countdown-left]");
  const said = box.querySelector("[data-countdown-said]");
  let before = minutesLeft();

  function minutesLeft() {
    return (releaseAt - Date.now()) / (60 * SECOND);
  }

  function tick() {
    const left = minutesLeft();
    if (left <= 0) {
      seen.textContent = said.textContent = box.dataset.over;
      return;
    }
    seen.textContent = inWords(left);
    const passed = MARKS.findLast((mark) => before > mark && left <= mark);
    if (passed) said.textContent = box.dataset.said.replace("{left}", inWords(passed));
    before = left;
    setTimeout(tick, left > 60 ? 30 * SECOND : SECOND);
  }

  tick();
}

function inWords(minutes) {
  const seconds = Math.max(0, Math.floor(minutes * 60));
  const parts = [
    [Math.floor(seconds / 86400), "day"],
    [Math.floor(seconds / 3600) % 24, "hour"],
    [Math.floor(seconds / 60) % 60, "minute"],
    [seconds % 60, "second"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) =>
      new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" }).format(count),
    )
    .join(" ");
}
