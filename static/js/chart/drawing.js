// Draws the chart as its state says: the figure's make-up, the placed marks, the ring about the chosen one.

import { colourReader, tint } from "./colours.js";
import { binTraces, markTraces } from "./traces.js";
import { clean, shortened, spoken, spokenBin, spokenCluster } from "./words.js";

const root = document.documentElement;

export function plotOf({ box, figure }) {
  const edges = figure.layout.margin;
  return { width: box.clientWidth - edges.l - edges.r, height: box.clientHeight - edges.t - edges.b };
}

// Nothing as long as plotly.js has not come: `needed` waits for it.
export function draw(chart) {
  const { box, figure, state } = chart;
  if (!chart.wide.matches || !state.answer) { ready(); return; }
  if (!window.Plotly) return;
  const colours = colourReader();
  const plot = plotOf(chart);
  const { answer, view } = state;
  chart.card.hide();
  const traces = new Map(figure.data.map((trace) => [trace.name, tint({ ...trace, x: [], y: [] }, colours)]));
  const tools = { codes: chart.codes, colours, widthOf: chart.widthOf };
  Object.assign(state, answer.mode === "bins" ? binTraces(answer, traces, plot, tools) : markTraces(answer, view, traces, plot, tools));
  state.chosen = chosenAmong(state);
  const layout = layoutOf(chart, plot, colours);
  state.revision = (state.revision ?? 0) + 1;
  Plotly.react(box, [...traces.values()].filter((trace) => trace.x.length), layout, { displayModeBar: false, scrollZoom: true, doubleClick: false, responsive: false }).then(() => {
    chart.listenOnce();
    showChosen(chart, false);
    report(answer);
    ready();
  });
}

// For tests and measurements: what is asked for is drawn.
export const ready = () => { root.dataset.timelineReady = "1"; };

function layoutOf({ box, figure, state }, plot, colours) {
  const { answer, lanes, view } = state;
  const layout = tint(structuredClone(figure.layout), colours);
  layout.width = box.clientWidth;
  layout.height = box.clientHeight;
  layout.xaxis.range = view.map((ms) => new Date(ms).toISOString().slice(0, -1));
  layout.yaxis.range = [plot.height, 0];
  layout.yaxis.tickvals = lanes.map((lane) => lane.middle);
  layout.yaxis.ticktext = answer.lanes.map((lane) => clean(shortened(lane.label)));
  layout.shapes = lanes.slice(1).map((lane) => ({ type: "line", xref: "paper", x0: 0, x1: 1, y0: lane.top, y1: lane.top, line: { color: colours("--line"), width: 1 }, layer: "below" }));
  layout.shapes.push(today(colours));
  layout.annotations = lanes.length ? todaysName(view) : [{ text: "Nothing to draw here", xref: "paper", yref: "paper", x: 0.5, y: 0.5, showarrow: false, font: { size: 15 } }];
  layout.uirevision = "timeline";
  layout.datarevision = state.revision;
  return layout;
}

function today(colours) {
  const now = Date.now();
  return { type: "line", x0: now, x1: now, yref: "paper", y0: 0, y1: 1, line: { color: colours("--faint"), width: 1, dash: "2px,3px" }, layer: "below" };
}

function todaysName([from, to]) {
  const now = Date.now();
  if (now < from || now > to) return [];
  const edge = (to - from) * 0.02; // nearer to the edge half of the word would be cut off
  const xanchor = now < from + edge ? "left" : now > to - edge ? "right" : "center";
  return [{ text: "today", xref: "x", x: now, xanchor, yref: "paper", y: 1, yanchor: "bottom", showarrow: false, font: { size: 11 } }];
}

function report(answer) {
  const words = answer.mode === "bins" ? "There are too many for single marks: the heights show how many. Zoom in for single ones." : "";
  document.querySelector("[data-chart-note]")?.replaceChildren(words);
}

// Says it to screen readers.
export function say(words) {
  document.getElementById("chart-said").textContent = words;
}

// Where the stop last chosen is now: marks join clusters and leave them as the window changes. -1: nowhere.
export function chosenAmong({ answer, held, stops }) {
  if (!held) return -1;
  const isHeld = (mark) => answer.events?.id[mark.i] === held.id;
  const isSame = (stop) => ("bin" in stop ? stop.bin === held.bin : (stop.marks ?? [stop]).some(isHeld));
  const inLane = stops.findIndex((stop) => stop.lane === held.lane && isSame(stop));
  return inLane < 0 && held.id ? stops.findIndex(isSame) : inLane;
}

export function showChosen(chart, speak) {
  const { box, state } = chart;
  const stop = state.stops[state.chosen];
  if (!box.layout) return;
  const shapes = box.layout.shapes.filter((shape) => shape.name !== "chosen");
  if (stop) shapes.push(ring(stop));
  // A shape, since restyling a trace's x would make plotly.js guess the axis' type anew.
  if (stop || shapes.length !== box.layout.shapes.length) Plotly.relayout(box, { shapes });
  if (stop && speak) say(`${nameOfStop(chart, stop)} ${state.chosen + 1} of ${state.stops.length}.`);
}

function nameOfStop({ codes, state }, stop) {
  const { bins, events, lanes } = state.answer;
  if (stop.marks) return spokenCluster(codes, events, stop.marks, lanes[stop.lane].label);
  if ("bin" in stop) return spokenBin(bins, stop.bin, lanes[stop.lane].label);
  return spoken(codes, events, stop.i);
}

function ring({ mid, y, half = 7 }) {
  const r = half + 2;
  return { name: "chosen", type: "circle", xref: "x", yref: "y", xsizemode: "pixel", ysizemode: "pixel", xanchor: mid, yanchor: y, x0: -r, x1: r, y0: -r, y1: r, line: { color: colourReader()("--focus"), width: 2.2 } };
}
