// Names of marks: above the first row of a full lane, else beside their mark, only where nothing else would touch them.

import { headOf, nameOf } from "./layout.js";

const MOST = 120;
const ABOVE = 13; // px from a mark's middle to its name above

// A function that measures words in the chart's small print. Each letter is measured once and words are the sum of their
// letters, some tenths of a pixel too wide where letters draw together; measuring every title would take as long as
// placing all of them.
export function measurer(box) {
  const widths = new Map();
  let pen = null;
  const measured = (letter) => {
    if (!pen) {
      pen = document.createElement("canvas").getContext("2d");
      pen.font = `11px ${getComputedStyle(box).fontFamily}`;
    }
    widths.set(letter, pen.measureText(letter).width);
    return widths.get(letter);
  };
  return (words) => {
    let width = 0;
    for (const letter of words) width += widths.get(letter) ?? measured(letter);
    return width;
  };
}

// [{ x in px, y, words, above }] of the names that fit; what more articles tell goes first.
export function placeLabels(events, placed, view, widthOf) {
  const { marks, clusters, scale } = placed;
  const [low, high] = [view[0] * scale, view[1] * scale];
  const visible = marks.filter((mark) => mark.x >= low && mark.x <= high);
  return [...above(events, visible, [low, high], widthOf), ...beside(events, visible, marks, clusters, scale, high, widthOf)];
}

// In the order of time, each over its mark, or as far beside that as the plot's edge asks for.
function above(events, visible, [low, high], widthOf) {
  const labels = [];
  const ends = new Map();
  for (const mark of visible) {
    if (!mark.isHead) continue;
    const words = headOf(events, mark.i);
    const half = widthOf(words) / 2;
    const x = Math.min(Math.max(mark.x, low + half + 2), high - half - 2);
    if (x - half < (ends.get(mark.lane) ?? -Infinity) + 6) continue;
    ends.set(mark.lane, x + half);
    labels.push({ x, y: mark.y - ABOVE, words, above: true });
  }
  return labels;
}

function beside(events, visible, marks, clusters, scale, high, widthOf) {
  const taken = new Map();
  const rowOf = (lane, y) => `${lane}:${Math.round(y)}`;
  const occupy = (key, from, to) => { if (!taken.has(key)) taken.set(key, []); taken.get(key).push([from, to]); };
  for (const mark of marks) occupy(rowOf(mark.lane, mark.y), mark.left, mark.right);
  for (const { lane, y, mid, half } of clusters) occupy(rowOf(lane, y), mid * scale - half, mid * scale + half);
  const labels = [];
  for (const mark of visible.sort((a, b) => events.articles[b.i] - events.articles[a.i] || a.lane - b.lane || b.mid - a.mid)) {
    if (labels.length >= MOST) break;
    const words = !mark.isHead && nameOf(events, mark.i);
    if (!words) continue;
    const from = mark.right + (mark.line ? 5 : 3);
    const to = from + widthOf(words) + 8;
    const key = rowOf(mark.lane, mark.y);
    if (to > high || taken.get(key).some(([a, b]) => a < to && b > from)) continue;
    occupy(key, from, to);
    labels.push({ x: from, y: mark.y, words, above: false });
  }
  return labels;
}
