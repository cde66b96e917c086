// Names beside marks: only where nothing else of that row would touch them; what more articles tell goes first.

import { nameOf } from "./layout.js";

const MOST = 120;

// A function that measures words in the chart's small print, each once.
export function measurer(box) {
  const widths = new Map();
  let pen = null;
  return (words) => {
    if (!widths.has(words)) {
      pen ??= document.createElement("canvas").getContext("2d");
      pen.font = `11px ${getComputedStyle(box).fontFamily}`;
      widths.set(words, pen.measureText(words).width);
    }
    return widths.get(words);
  };
}

// [{ x in px, y, words }] of the names that fit.
export function placeLabels(events, { marks, clusters, scale }, view, widthOf) {
  const taken = new Map();
  const rowOf = (lane, y) => `${lane}:${Math.round(y)}`;
  const occupy = (key, from, to) => { if (!taken.has(key)) taken.set(key, []); taken.get(key).push([from, to]); };
  for (const mark of marks) occupy(rowOf(mark.lane, mark.y), mark.left, mark.right);
  for (const cluster of clusters) occupy(rowOf(cluster.lane, cluster.y), cluster.mid * scale - 11, cluster.mid * scale + 11);
  const visible = marks.filter((mark) => mark.mid >= view[0] && mark.mid <= view[1]);
  const placed = [];
  for (const mark of visible.sort((a, b) => events.articles[b.i] - events.articles[a.i] || a.lane - b.lane || b.mid - a.mid)) {
    if (placed.length >= MOST) break;
    const words = nameOf(events, mark.i);
    const from = mark.right + 3;
    const to = from + widthOf(words) + 8;
    const key = rowOf(mark.lane, mark.y);
    if (!words || to > view[1] * scale || (taken.get(key) ?? []).some(([a, b]) => a < to && b > from)) continue;
    occupy(key, from, to);
    placed.push({ x: from, y: mark.y, words });
  }
  return placed;
}
