// Draws the map: beside a list the circle asked for and a price for every hotel, on a hotel's page its name.
const KM_METRES = 1000;
let map = null;
let outline = null;
let prices = null;
let circle = null;

function begin(frame, centre) {
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
}

async function draw(address) {
  const answer = await fetch(address);
  outline = L.geoJSON(await answer.json(), {
    interactive: false,
    style: (feature) => ({ className: feature.properties.kind === "land" ? "map-land" : "map-border" }),
  }).addTo(map);
  outline.bringToBack();
}

function showVenue(centre, km, name) {
  const label = document.createElement("span");
  label.textContent = name;
  L.marker(centre, { icon: L.divIcon({ className: "map-price map-name", html: label }), interactive: false }).addTo(map);
  map.fitBounds(L.latLng(centre).toBounds(2 * km * KM_METRES), { maxZoom: 14, animate: false });
}

function show(centre, km) {
  circle?.remove();
  circle = L.featureGroup([
    L.circle(centre, { radius: km * KM_METRES, className: "map-circle", interactive: false }),
    L.circleMarker(centre, { radius: 3, className: "map-centre", interactive: false }),
  ]).addTo(map);
  prices.clearLayers();
  const points = [centre];
  for (const card of document.querySelectorAll("[data-offer]")) {
    points.push(place(card));
  }
  const bounds = points.length > 1 ? L.latLngBounds(points) : L.latLng(centre).toBounds(2 * km * KM_METRES);
  map.fitBounds(bounds, { maxZoom: 14, padding: [56, 32], animate: false });
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
  marker.on("click", () => {
    card.scrollIntoView({ block: "center" });
    card.querySelector("a").focus();
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

function refresh() {
  const frame = document.querySelector("[data-map]");
  if (!frame) return;
  if (map && map.getContainer() !== frame) {
    map.remove();
    map = null;
    circle = null;
  }
  const { lat, lon, km, name } = frame.parentElement.dataset;
  const centre = [Number(lat), Number(lon)];
  if (!map) begin(frame, centre);
  if (name) showVenue(centre, Number(km), name);
  else show(centre, Number(km));
}

document.addEventListener("htmx:afterSettle", refresh);
refresh();
