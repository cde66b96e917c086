// From places to Plotly's traces. The traces themselves, empty, come with the page (timeline/charts.py).

import { placeLabels } from "./labels.js";
import { arrange } from "./layout.js";
import { strokes } from "./lines.js";
import { DAY, clean } from "./words.js";

const SIDE_COLOURS = ["--us", "--prc", "--third"];
const SIZES = { square: 10, circle: 11, "triangle-up": 11, pentagon: 11, diamond: 11, x: 9 };
const SHADES = [0.3, 0.42, 0.56, 0.72];
// customdata tells what was pointed at: an event's index, below 0 a cluster, from here on a bin.
export const BIN = 1e9;
const span = (view) => view[1] - view[0];
const sizeOf = (symbol) => SIZES[symbol.split("-")[0]] ?? SIZES[symbol.replace("-open", "").replace("-dot", "")] ?? 11;

// Fills the traces with single marks; what was placed where is returned.
export function markTraces(answer, view, traces, plot, { codes, colours, widthOf }) {
  const placed = arrange(answer, view, plot, codes, widthOf);
  const { marks, clusters, scale } = placed;
  const { side } = answer.events;
  const shade = SIDE_COLOURS.map(colours);
  const out = traces.get("marks");
  Object.assign(out.marker, { symbol: [], color: [], size: [], line: { width: [], color: [] } });
  out.customdata = [];
  // Beyond the window only as far as one pans in one go: what is not drawn costs nothing.
  const [low, high] = [view[0] - span(view) * 0.6, view[1] + span(view) * 0.6];
  for (const mark of marks) {
    if (mark.right < low * scale || mark.left > high * scale) continue;
    const { i } = mark;
    out.x.push(mark.mid); out.y.push(mark.y);
    out.marker.symbol.push(mark.symbol);
    out.marker.color.push(shade[side[i]]);
    out.marker.line.color.push(shade[side[i]]);
    out.marker.size.push(sizeOf(mark.symbol));
    out.marker.line.width.push(mark.symbol.includes("open") ? 1.9 : 0);
    out.customdata.push(i);
    if (mark.line) rule(traces.get(`span:${mark.how}:${codes.side[side[i]].value}`), mark, scale);
  }
  const many = traces.get("clusters");
  many.text = []; many.customdata = []; many.marker.size = [];
  clusters.forEach((cluster, number) => {
    if (cluster.mid < low || cluster.mid > high) return;
    many.x.push(cluster.mid); many.y.push(cluster.y);
    many.text.push(String(cluster.marks.length)); many.marker.size.push(cluster.half * 2 - 2);
    many.customdata.push(-1 - number);
  });
  const names = traces.get("labels");
  names.text = []; names.textposition = [];
  for (const { x, y, words, above } of placeLabels(answer.events, placed, view, widthOf)) {
    names.x.push(x / scale); names.y.push(y); names.text.push(clean(words));
    names.textposition.push(above ? "middle center" : "middle right");
  }
  return placed;
}

// Adds a mark's line to a trace.
function rule(trace, mark, scale) {
  for (const stroke of strokes(mark.how, mark.line, mark.x, mark.y)) {
    for (const [x, y] of stroke) { trace.x.push(x / scale); trace.y.push(y); }
    trace.x.push(null); trace.y.push(null);
  }
}

// Adds ridges, higher and darker where more happened, one filled path a shade, and what of them can be pointed at.
export function binTraces(answer, traces, plot, { colours }) {
  const { lane, start, end, count } = answer.bins;
  const height = plot.height / Math.max(answer.lanes.length, 1);
  const lanes = answer.lanes.map((_, number) => ({ top: number * height, height, middle: (number + 0.5) * height }));
  const most = Math.max(...count, 1);
  const ridges = SHADES.map((opacity, level) => ({ type: "scatter", mode: "none", name: `ridge:${level}`, x: [], y: [], fill: "toself", fillcolor: colours("--ink"), opacity, hoverinfo: "skip" }));
  for (let i = 0; i < lane.length; i++) {
    const share = Math.sqrt(count[i] / most); // one crowded quarter would otherwise flatten the rest
    const ridge = ridges[Math.min(Math.floor(share * SHADES.length), SHADES.length - 1)];
    const base = lanes[lane[i]].top + height * 0.92, tall = Math.max(share * height * 0.8, 1.5);
    const a = start[i] * DAY, b = (end[i] + 1) * DAY;
    ridge.x.push(a, a, b, b, a, null); ridge.y.push(base, base - tall, base - tall, base, base, null);
  }
  for (const ridge of ridges) traces.set(ridge.name, ridge);
  const touch = traces.get("bins");
  Object.assign(touch, { mode: "none", customdata: [] }); // pointed at, never seen: markers would be drawn all the same
  const stops = [];
  for (let i = 0; i < lane.length; i++) {
    const stop = { bin: i, lane: lane[i], mid: (start[i] + end[i] + 1) / 2 * DAY, y: lanes[lane[i]].top + height * 0.7 };
    touch.x.push(stop.mid); touch.y.push(stop.y); touch.customdata.push(BIN + i);
    stops.push(stop);
  }
  stops.sort((a, b) => a.mid - b.mid || a.lane - b.lane);
  return { marks: [], clusters: [], stops, lanes };
}
