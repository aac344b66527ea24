// A sheet to draw a digit on, with a mouse, a pen or a finger. After each stroke all strokes go to the kernel, as lists
// of [x, y] in a square of SIDE by SIDE, y downwards.

const SVG = "http://www.w3.org/2000/svg";
const SIDE = 200;

function make(kind, attributes, parent, space) {
  const element = space ? document.createElementNS(space, kind) : document.createElement(kind);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.appendChild(element);
  return element;
}

function render({ model, el }) {
  const sheet = make("svg", {
    viewBox: `0 0 ${SIDE} ${SIDE}`, width: SIDE, height: SIDE, role: "img", "aria-label": "a sheet to draw a digit on",
    style: "touch-action:none;cursor:crosshair;display:block;box-sizing:border-box;border-radius:4px;" +
      "border:1px solid var(--jp-border-color1,#999);background:var(--jp-layout-color0,#fff);" +
      "color:var(--jp-ui-font-color1,#222)",
  }, el, SVG);
  const clear = make("button", {
    type: "button", class: "lm-Widget jupyter-widgets jupyter-button widget-button", style: "margin:6px 0 0;width:auto",
  }, el);
  clear.textContent = "clear";

  let stroke = null; // the one under the pen

  function draw() {
    const strokes = stroke ? [...model.get("strokes"), stroke] : model.get("strokes");
    sheet.replaceChildren();
    for (const points of strokes) {
      const ends = points.length > 1 ? points : [points[0], points[0]]; // a dot is a line without length
      make("polyline", {
        points: ends.map(point => point.join(",")).join(" "), fill: "none", stroke: "currentColor",
        "stroke-width": 11, "stroke-linecap": "round", "stroke-linejoin": "round",
      }, sheet, SVG);
    }
  }

  function place(event) {
    const box = sheet.getBoundingClientRect();
    const scaled = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    return scaled.map(share => Math.round(10 * SIDE * Math.min(Math.max(share, 0), 1)) / 10);
  }

  function end() {
    if (!stroke) return;
    const strokes = [...model.get("strokes"), stroke];
    stroke = null;
    model.set("strokes", strokes);
    model.save_changes();
  }

  sheet.addEventListener("pointerdown", event => {
    if (event.button !== 0) return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    stroke = [place(event)];
    draw();
  });
  sheet.addEventListener("pointermove", event => {
    if (!stroke) return;
    const events = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    for (const one of events.length ? events : [event]) stroke.push(place(one));
    draw();
  });
  sheet.addEventListener("pointerup", end);
  sheet.addEventListener("pointercancel", end);
  clear.addEventListener("click", () => {
    model.set("strokes", []);
    model.save_changes();
  });
  model.on("change:strokes", draw);
  draw();
}

export default { render };
