// Compare and Keep without loading the page anew: the buttons turn at once, the tray is what the server answers.
// A form that cannot be sent this way is sent as forms are.

const tray = document.getElementById("tray");
const said = document.getElementById("tray-said");

function turn(choice, rooms) {
  for (const form of document.querySelectorAll(`form[data-choice="${choice}"][data-room]`)) {
    const pressed = rooms.includes(form.dataset.room);
    form.querySelector("[aria-pressed]").setAttribute("aria-pressed", String(pressed));
    form.elements.act.value = pressed ? "drop" : "add";
  }
}

function show(html) {
  const focused = tray.contains(document.activeElement);
  tray.innerHTML = html;
  const body = tray.firstElementChild;
  turn("compared", body.dataset.compared.trim().split(" "));
  turn("kept", body.dataset.kept.trim().split(" "));
  said.textContent = body.dataset.said;
  if (focused) (tray.querySelector("button, a, summary") ?? document.querySelector("main")).focus();
}

async function ask(address, options) {
  const answer = await fetch(address, { ...options, headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

// One after the other: each answer says in a cookie what is chosen, so two at once would forget one of them.
let waiting = 0;
let last = Promise.resolve();

async function send(form, sent) {
  try {
    const html = await ask(form.action, { method: "POST", body: sent });
    waiting -= 1;
    if (waiting === 0) show(html);
  } catch {
    form.submit();
  }
}

// Before others hear of it: nothing is on its way that a second press would have to wait for.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target.closest("form[data-choice]");
    if (!form) return;
    event.preventDefault();
    const sent = new FormData(form);
    const adds = sent.get("act") === "add";
    if (form.dataset.room) {
      form.querySelector("[aria-pressed]").setAttribute("aria-pressed", String(adds));
      form.elements.act.value = adds ? "drop" : "add";
    }
    waiting += 1;
    last = last.then(() => send(form, sent));
  },
  { capture: true },
);

// The search may have changed since the tray was written: compare what is asked for now.
tray.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-compare]");
  if (!link || !location.pathname.endsWith("/search")) return;
  const asked = new URLSearchParams(location.search);
  asked.delete("after");
  asked.delete("room");
  for (const room of new URL(link.href).searchParams.getAll("room")) asked.append("room", room);
  link.search = asked.toString();
});

// Somebody who comes back sees the page as it was left; what was chosen may have changed since.
addEventListener("pageshow", async (event) => {
  if (event.persisted) show(await ask(`${tray.dataset.tray}${location.search}`));
});
