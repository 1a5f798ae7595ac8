// Keeps the last searches in this browser, for the first page to show; nothing of it is sent anywhere.
(() => {
  const KEPT = "zaal.searches";
  const MOST = 5;

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(KEPT)) ?? [];
    } catch {
      return [];
    }
  }

  function keep(searches) {
    try {
      localStorage.setItem(KEPT, JSON.stringify(searches.slice(0, MOST)));
    } catch {
      // A browser that keeps nothing for us shows nothing either.
    }
  }

  function remember() {
    const asked = document.querySelector("[data-asked]");
    const [place, ...rest] = [...(asked?.children ?? [])].map((part) => part.textContent.trim());
    if (!rest.length) return;
    const days = new URLSearchParams(location.search).getAll("date").sort();
    const now = { place, rest: rest.join(", "), address: location.pathname + location.search, first: days[0] };
    keep([now, ...kept().filter((one) => one.place !== now.place || one.rest !== now.rest)]);
  }

  function show(section) {
    const today = new Date().toLocaleDateString("sv");
    const ahead = kept().filter((one) => one.first >= today && one.address?.startsWith("/"));
    for (const { place, rest, address } of ahead) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = place;
      const more = document.createElement("span");
      more.className = "soft small";
      more.textContent = rest;
      const line = document.createElement("li");
      line.append(link, " ", more);
      section.querySelector("[data-recent-list]").append(line);
    }
    section.hidden = !ahead.length;
    section.querySelector("[data-recent-forget]").addEventListener("click", () => {
      localStorage.removeItem(KEPT);
      section.hidden = true;
      document.querySelector("#id_place").focus();
    });
  }

  const section = document.querySelector("[data-recent]");
  if (section) show(section);
  else {
    remember();
    document.addEventListener("htmx:afterSettle", remember);
  }
})();
