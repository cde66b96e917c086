// The chart by mouse, finger and wheel.

import { choose, openStop } from "./choosing.js";
import { BIN } from "./traces.js";
import { setView, showAll, span, zoom } from "./view.js";
import { aboutBin, aboutCluster, aboutEvent } from "./words.js";

const SETTLED = 120; // ms without a further movement

export function listenToPointer(chart) {
  const { box, state } = chart;
  let timer = 0;
  box.on("plotly_relayout", (change) => {
    if (!("xaxis.range[0]" in change) && !change["xaxis.range"]) return;
    const range = (change["xaxis.range"] ?? [change["xaxis.range[0]"], change["xaxis.range[1]"]]).map(msOf);
    clearTimeout(timer);
    timer = setTimeout(() => setView(chart, range), SETTLED);
  });
  box.on("plotly_click", ({ points }) => {
    const number = points.map((point) => point.customdata).find((found) => typeof found === "number");
    if (number === undefined) return;
    const stop = state.stops.find((one) => (number >= BIN ? one.bin === number - BIN : number < 0 ? one === state.clusters[-1 - number] : one.i === number));
    choose(chart, state.stops.indexOf(stop), { speak: false });
    openStop(chart, stop);
  });
  box.on("plotly_hover", ({ points }) => {
    const found = points.find((point) => typeof point.customdata === "number");
    if (!found) return;
    const edges = chart.figure.layout.margin;
    chart.card.show(linesOf(chart, found.customdata), edges.l + found.xaxis.d2p(found.x), edges.t + found.yaxis.d2p(found.y));
  });
  box.on("plotly_unhover", () => chart.card.hide());
  box.addEventListener("wheel", (event) => turn(chart, event), { capture: true, passive: false });
}

const msOf = (value) => (typeof value === "number" ? value : Date.parse(`${String(value).replace(" ", "T")}${String(value).length > 10 ? "Z" : ""}`));

function linesOf({ codes, state }, number) {
  const { answer } = state;
  if (number >= BIN) return aboutBin(answer.bins, number - BIN);
  if (number >= 0) return aboutEvent(codes, answer.events, number);
  return aboutCluster(codes, answer.events, state.clusters[-1 - number].marks);
}

// A wheel over the chart scrolls the page, as everywhere; with Ctrl plotly.js zooms, which stretches what is drawn until
// the wheel rests; sideways it pans.
function turn(chart, event) {
  if (event.ctrlKey || event.metaKey) return;
  event.stopImmediatePropagation();
  if (Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
  event.preventDefault();
  const { state } = chart;
  const by = span(state.view) * event.deltaX * 0.001;
  setView(chart, [state.view[0] + by, state.view[1] + by]);
}

export function listenToButtons(chart) {
  const acts = { in: () => zoom(chart, 0.6), out: () => zoom(chart, 1 / 0.6), all: () => showAll(chart) };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (button && chart.state.view) acts[button.dataset.zoom]();
  });
}
