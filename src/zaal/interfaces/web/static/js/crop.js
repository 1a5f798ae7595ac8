// Choosing the part of a picture to show: dragging and keys write the three numbers, the numbers draw the frame.
const RATIO = 3 / 2;
const LEAST_PIXELS = 480;
const CORNER = matchMedia("(pointer: coarse)").matches ? 12 : 7;
const SVG = "http://www.w3.org/2000/svg";
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

class Cropping {
  constructor(field) {
    this.full = { width: Number(field.dataset.width), height: Number(field.dataset.height) };
    this.stage = field.querySelector("[data-crop-stage]");
    this.dim = this.stage.querySelector(".pictures-dim");
    this.edge = this.stage.querySelector(".pictures-edge");
    this.numbers = ["left", "top", "width"].map((name) => field.querySelector(`[name="${name}"]`));
    this.corners = [[0, 0], [1, 0], [0, 1], [1, 1]].map(([right, low]) => this.corner(right, low));
    this.stage.tabIndex = 0;
    this.stage.addEventListener("pointerdown", (event) => this.grab(event));
    this.stage.addEventListener("keydown", (event) => this.press(event));
    for (const number of this.numbers) number.addEventListener("input", () => this.draw());
    new ResizeObserver(() => this.draw()).observe(this.stage);
  }

  corner(right, low) {
    const made = document.createElementNS(SVG, "rect");
    made.setAttribute("class", `pictures-corner${right === low ? "" : " pictures-corner-across"}`);
    made.setAttribute("vector-effect", "non-scaling-stroke");
    this.stage.append(made);
    return { made, right, low };
  }

  // In pixels of the picture; what is typed half is drawn as far as it can be.
  get frame() {
    const [x, y, width] = this.numbers.map((number) => Number(number.value) / 100);
    return { x: x * this.full.width, y: y * this.full.height, width: Math.max(width * this.full.width, 1) };
  }

  set frame({ x, y, width }) {
    const most = Math.min(this.full.width, this.full.height * RATIO);
    const wide = clamp(width, Math.min(LEAST_PIXELS, most), most);
    const shares = [
      clamp(x, 0, this.full.width - wide) / this.full.width,
      clamp(y, 0, this.full.height - wide / RATIO) / this.full.height,
      wide / this.full.width,
    ];
    for (const [at, share] of shares.entries()) this.numbers[at].value = (share * 100).toFixed(1);
    this.draw();
  }

  draw() {
    const { x, y, width } = this.frame;
    const height = width / RATIO;
    this.dim.setAttribute("d", `M0 0H${this.full.width}V${this.full.height}H0Z M${x} ${y}h${width}v${height}h${-width}Z`);
    const place = { x, y, width, height };
    for (const name of Object.keys(place)) this.edge.setAttribute(name, place[name]);
    const half = CORNER * this.scale;
    for (const { made, right, low } of this.corners) {
      const told = { x: x + right * width - half, y: y + low * height - half, width: 2 * half, height: 2 * half };
      for (const name of Object.keys(told)) made.setAttribute(name, told[name]);
    }
  }

  // Pixels of the picture for each pixel of the screen.
  get scale() {
    return this.full.width / (this.stage.clientWidth || this.full.width);
  }

  grab(event) {
    const corner = this.corners.find(({ made }) => made === event.target);
    if (event.button || (!corner && event.target !== this.edge)) return;
    event.preventDefault();
    this.stage.focus({ focusVisible: false });
    this.stage.setPointerCapture(event.pointerId);
    const start = { ...this.frame, clientX: event.clientX, clientY: event.clientY };
    const drag = (moved) => (corner ? this.pull(start, moved, corner) : this.move(start, moved));
    const end = () => this.stage.removeEventListener("pointermove", drag);
    this.stage.addEventListener("pointermove", drag);
    for (const name of ["pointerup", "pointercancel"]) this.stage.addEventListener(name, end, { once: true });
  }

  move(start, moved) {
    const x = start.x + (moved.clientX - start.clientX) * this.scale;
    const y = start.y + (moved.clientY - start.clientY) * this.scale;
    this.frame = { x, y, width: start.width };
  }

  // The corner opposite stays where it is, and the frame inside the picture.
  pull(start, moved, { right, low }) {
    const height = start.width / RATIO;
    const wider = (moved.clientX - start.clientX) * this.scale * (right ? 1 : -1);
    const higher = (moved.clientY - start.clientY) * this.scale * (low ? 1 : -1) * RATIO;
    const room = Math.min(
      right ? this.full.width - start.x : start.x + start.width,
      (low ? this.full.height - start.y : start.y + height) * RATIO,
    );
    const width = clamp(start.width + (Math.abs(wider) > Math.abs(higher) ? wider : higher), Math.min(LEAST_PIXELS, room), room);
    this.frame = {
      x: right ? start.x : start.x + start.width - width,
      y: low ? start.y : start.y + height - width / RATIO,
      width,
    };
  }

  press(event) {
    const step = (event.shiftKey ? 0.05 : 0.01) * this.full.width;
    const { x, y, width } = this.frame;
    const way = KEYS[event.key];
    const grown = { "+": step, "=": step, "-": -step, _: -step }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || (!way && !grown)) return;
    event.preventDefault();
    this.frame = way
      ? { x: x + way[0] * step, y: y + way[1] * step, width }
      : { x: x - grown / 2, y: y - grown / 2 / RATIO, width: width + grown };
  }
}

function start(within) {
  for (const field of within.querySelectorAll("[data-crop]:not([data-crop-on])")) {
    field.dataset.cropOn = "";
    new Cropping(field);
  }
}

start(document);
document.body.addEventListener("htmx:load", (event) => start(event.detail.elt.parentElement ?? event.detail.elt));
