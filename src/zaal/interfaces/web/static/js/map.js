// Draws the map once it comes into view: beside a list a price for every hotel, on a hotel's page its name.
const KM_METRES = 1000;
const FOLLOW = "zaal.map-follows";
// What moves the map by hand; walking through its prices with Tab moves it too, and is none of these.
const HANDS = {
  dragstart: () => true,
  dblclick: () => true,
  click: (event) => Boolean(event.target.closest(".leaflet-control-zoom")),
  keydown: (event) => /^(Arrow|[+=-]$)/.test(event.key),
  touchstart: (event) => event.touches.length > 1,
};
let map = null;
let prices = null;
let circle = null;
let byHand = false;

async function leaflet(frame) {
  if (window.L) return;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = frame.dataset.sheet;
  const styled = new Promise((done) => {
    sheet.onload = sheet.onerror = done;
  });
  document.head.append(sheet);
  await Promise.all([styled, import(new URL(frame.dataset.leaflet, location.href))]);
}

function begin(frame, centre) {
  // The bar takes its room before the map measures its own.
  const bar = frame.parentElement.querySelector("#map-bar");
  if (bar) bar.hidden = false;
  map = L.map(frame, { zoomControl: false, attributionControl: Boolean(frame.dataset.credit), scrollWheelZoom: false });
  map.setView(centre, 11);
  map.attributionControl?.setPrefix(false);
  L.control.zoom({ zoomInTitle: frame.dataset.zoomIn, zoomOutTitle: frame.dataset.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  prices = L.layerGroup().addTo(map);
  map.on("zoomend", declutter);
  if (frame.dataset.tiles) {
    L.tileLayer(frame.dataset.tiles, { attribution: frame.dataset.credit, maxZoom: 19 }).addTo(map);
  } else {
    draw(frame.dataset.outline);
  }
  if (bar) followHand(frame, bar);
}

async function draw(address) {
  const answer = await fetch(address);
  const outline = L.geoJSON(await answer.json(), {
    interactive: false,
    style: (feature) => ({ className: feature.properties.kind === "land" ? "map-land" : "map-border" }),
  });
  if (map) outline.addTo(map).bringToBack();
}

function showVenue(centre, km, name) {
  const label = document.createElement("span");
  label.textContent = name;
  L.marker(centre, { icon: L.divIcon({ className: "map-price map-name", html: label }), interactive: false, keyboard: false }).addTo(map);
  map.fitBounds(L.latLng(centre).toBounds(2 * km * KM_METRES), { maxZoom: 14, animate: false });
}

function show(centre, { km, chosen }, isNew) {
  const around = L.latLng(centre).toBounds(2 * km * KM_METRES);
  circle?.remove();
  circle = L.featureGroup([
    L.circle(centre, { radius: km * KM_METRES, className: "map-circle", interactive: false }),
    L.circleMarker(centre, { radius: 3, className: "map-centre", interactive: false }),
  ]).addTo(map);
  prices.clearLayers();
  const points = [...document.querySelectorAll("[data-offer]")].map(place);
  if (chosen === undefined) {
    byHand = false;
    const bounds = points.length ? L.latLngBounds([centre, ...points]) : around;
    map.fitBounds(bounds, { maxZoom: 14, padding: [56, 32], animate: false });
  } else if (isNew) {
    byHand = false;
    map.fitBounds(around, { animate: false });
  }
  declutter();
}

function place(card) {
  const point = [Number(card.dataset.lat), Number(card.dataset.lon)];
  const price = document.createElement("span");
  price.textContent = card.dataset.priceShort;
  const icon = L.divIcon({ className: "map-price", html: price });
  const marker = L.marker(point, { icon, title: card.dataset.name, keyboard: true, riseOnHover: true }).addTo(prices);
  const label = marker.getElement();
  label.setAttribute("aria-label", `${card.dataset.name}, ${card.dataset.price}`);
  const go = () => {
    card.scrollIntoView({ block: "center" });
    card.querySelector("h2 a").focus({ preventScroll: true });
  };
  marker.on("click", go);
  label.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    go();
  });
  const mark = (on) => () => {
    label.toggleAttribute("data-marked", on);
    card.toggleAttribute("data-marked", on);
  };
  for (const part of [card, label]) {
    part.addEventListener("pointerenter", mark(true));
    part.addEventListener("pointerleave", mark(false));
    part.addEventListener("focusin", mark(true));
    part.addEventListener("focusout", mark(false));
  }
  return point;
}

// A price that would lie over another shows as a dot until the map is wide enough for both.
function declutter() {
  const shown = [];
  for (const label of map.getPane("markerPane").children) {
    label.classList.remove("map-dot");
    const box = label.getBoundingClientRect();
    const covered = shown.some((o) => box.left < o.right && o.left < box.right && box.top < o.bottom && o.top < box.bottom);
    label.classList.toggle("map-dot", covered);
    if (!covered) shown.push(box);
  }
}

// Moving the map by hand searches there: at once where that is asked for, else by a button that then shows.
function followHand(frame, bar) {
  const follow = bar.querySelector("[data-map-follow]");
  const here = bar.querySelector("[data-map-here]");
  follow.checked = sessionStorage.getItem(FOLLOW) === "yes";
  follow.addEventListener("change", (event) => {
    event.stopPropagation();
    sessionStorage.setItem(FOLLOW, follow.checked ? "yes" : "no");
    if (follow.checked && !here.hidden) searchHere(here);
  });
  here.addEventListener("click", () => {
    follow.focus();
    searchHere(here);
  });
  const moving = (event) => {
    byHand ||= HANDS[event.type](event);
  };
  map.on("dragstart", moving);
  for (const kind of ["keydown", "click", "dblclick", "touchstart"]) frame.addEventListener(kind, moving, true);
  map.on("moveend", () => {
    if (!byHand) return;
    byHand = false;
    if (follow.checked) searchHere(here);
    else here.hidden = false;
  });
}

function searchHere(here) {
  const { lat, lng } = map.getCenter();
  const bounds = map.getBounds();
  const across = Math.min(
    map.distance([lat, bounds.getWest()], [lat, bounds.getEast()]),
    map.distance([bounds.getSouth(), lng], [bounds.getNorth(), lng]),
  );
  const km = Math.min(1000, Math.max(0.1, across / 2 / KM_METRES));
  const told = {
    lat: lat.toFixed(4),
    lon: L.Util.wrapNum(lng, [-180, 180], true).toFixed(4),
    km: km.toPrecision(3),
    near: document.querySelector("#id_place").value,
  };
  for (const [name, value] of Object.entries(told)) document.querySelector(`#id_${name}`).value = value;
  here.hidden = true;
  htmx.trigger("[data-region]", "change");
}

async function refresh() {
  const frame = document.querySelector("[data-map]");
  if (!frame) return;
  if (map && map.getContainer() !== frame) {
    map.remove();
    map = null;
    circle = null;
  }
  if (map) showAsked(frame, false);
  else seen.observe(frame);
}

function showAsked(frame, isNew) {
  const { lat, lon, km, name, chosen } = frame.parentElement.dataset;
  const centre = [Number(lat), Number(lon)];
  if (isNew) begin(frame, centre);
  if (name) showVenue(centre, Number(km), name);
  else show(centre, { km: Number(km), chosen }, isNew);
}

const seen = new IntersectionObserver(
  async ([entry]) => {
    if (!entry.isIntersecting) return;
    seen.disconnect();
    await leaflet(entry.target);
    if (!map && entry.target.isConnected) showAsked(entry.target, true);
  },
  { rootMargin: "200px" },
);
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.matches("[data-region]")) refresh();
});
refresh();
