// Sorts a table in place where its headers' links would load the page sorted; what is not stated stays last.
const table = () => document.querySelector("[data-sort-table]");

function sorted(rows, by) {
  const key = by.replace(/^-/, "");
  const heads = [...table().tHead.rows[0].cells];
  const column = heads.findIndex((head) => head.querySelector(`[data-sort="${key}"]`));
  const value = (row) => row.cells[column].dataset.value;
  const way = by.startsWith("-") ? -1 : 1;
  return rows.sort((one, other) => {
    if (!value(one) || !value(other)) return Boolean(value(other)) - Boolean(value(one));
    return way * (value(one) < value(other) ? -1 : value(one) > value(other) ? 1 : 0);
  });
}

function told(by) {
  for (const link of table().querySelectorAll("[data-sort]")) {
    const key = link.dataset.sort;
    const state = { [key]: "ascending", [`-${key}`]: "descending" }[by] ?? "none";
    link.closest("th").setAttribute("aria-sort", state);
    const address = new URL(link.href);
    address.searchParams.set("by", state === "ascending" ? `-${key}` : key);
    link.href = address;
  }
  const kept = document.querySelector("[data-sort-by]");
  if (kept) kept.value = by;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-sort]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const by = new URL(link.href).searchParams.get("by");
  table().tBodies[0].append(...sorted([...table().tBodies[0].rows], by));
  told(by);
  const address = new URL(location.href);
  address.searchParams.set("by", by);
  history.replaceState(history.state, "", address);
});
