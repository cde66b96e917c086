// Where each mark stands: pure functions from the answer's columns to marks, clusters and lanes. x is in ms and, times
// `scale`, in px; y is in px from the top of the plot.

import { DAY, shortened } from "./words.js";

export const ROW = 14; // px a mark takes, in both directions
export const REACH = 30; // px of the broken line on the side that is not known
const MOST_LETTERS = 34;

export const nameOf = (events, i) => shortened(events.title[i], MOST_LETTERS);

// Marks of a lane are put into rows so that none lies upon another; what finds no row joins a cluster.
export function arrange(answer, view, plot, codes, widthOf) {
  const scale = plot.width / (view[1] - view[0]);
  const marks = marksOf(answer.events, codes, scale);
  const byLane = answer.lanes.map((_, number) => marks.filter((mark) => mark.lane === number));
  const inSight = [view[0] * scale, view[1] * scale];
  const plain = byLane.map((own) => pack(own, inSight, () => 0));
  const named = byLane.map((own) => pack(own, inSight, (mark) => widthOf(nameOf(answer.events, mark.i)) + 14));
  const room = Math.max(Math.floor((plot.height - answer.lanes.length * 11) / ROW), answer.lanes.length);
  const chosen = spend(plain, named, room);
  for (const { places } of chosen) for (const [mark, row] of places) mark.row = row;
  const needed = chosen.map(({ rows }) => rows);
  const { lanes, gap } = laneBands(share(needed, room), plot.height);
  const clusters = [];
  const kept = [];
  answer.lanes.forEach((_, number) => {
    const own = byLane[number].toSorted((a, b) => a.mid - b.mid || a.i - b.i);
    stand(own, lanes[number], needed[number] > lanes[number].rows, gap, kept, clusters);
  });
  for (const cluster of clusters) {
    if (cluster.marks.length === 1) { cluster.marks[0].y = cluster.y; kept.push(cluster.marks[0]); }
    else cluster.mid = cluster.marks.reduce((sum, mark) => sum + mark.mid, 0) / cluster.marks.length;
  }
  kept.sort((a, b) => a.mid - b.mid || a.lane - b.lane);
  return { marks: kept, clusters: clusters.filter((cluster) => cluster.marks.length > 1), lanes, scale };
}

function marksOf({ start, end, lane, kind, status }, codes, scale) {
  const marks = [];
  for (let i = 0; i < (lane?.length ?? 0); i++) {
    const from = (start[i] ?? end[i]) * DAY;
    const to = ((end[i] ?? start[i]) + 1) * DAY;
    const open = start[i] === null || end[i] === null;
    const mid = open ? from + DAY / 2 : (from + to) / 2;
    const x = mid * scale;
    const left = Math.min(x - ROW / 2, start[i] === null ? x - REACH : from * scale);
    const right = Math.max(x + ROW / 2, end[i] === null ? x + REACH : to * scale);
    marks.push({ i, lane: lane[i], from, to, mid, x, symbol: codes.symbol[kind[i]][status[i]], left, right });
  }
  return marks.sort((a, b) => a.left - b.left || a.i - b.i);
}

// The first free row for each mark; `rows` is how many those in sight need, since a crowd elsewhere takes no room here.
function pack(own, [low, high], beside) {
  const ends = [];
  const places = new Map();
  let rows = 1;
  for (const mark of own) {
    let row = 0;
    while (row < ends.length && ends[row] > mark.left) row++;
    ends[row] = mark.right + beside(mark);
    places.set(mark, row);
    if (mark.right > low && mark.left < high) rows = Math.max(rows, row + 1);
  }
  return { rows, places };
}

// Where there is room to spare, a lane is laid out so that every mark can have its name beside it.
function spend(plain, named, room) {
  const chosen = [...plain];
  let used = plain.reduce((sum, { rows }) => sum + rows, 0);
  const dearer = (number) => named[number].rows - plain[number].rows;
  for (const number of [...plain.keys()].sort((a, b) => dearer(a) - dearer(b))) {
    if (used + dearer(number) > room) break;
    used += dearer(number);
    chosen[number] = named[number];
  }
  return chosen;
}

// One row each, then row by row to whoever still wants one.
function share(needed, room) {
  const given = needed.map(() => 1);
  let left = room - given.length;
  while (left > 0) {
    let any = false;
    for (let i = 0; i < given.length && left > 0; i++) if (given[i] < needed[i]) { given[i]++; left--; any = true; }
    if (!any) break;
  }
  return given;
}

// The lanes from top to bottom; few rows stand further apart.
function laneBands(given, height) {
  const total = given.reduce((a, b) => a + b, 0);
  const gap = Math.min(Math.max(Math.floor((height - given.length * 14) / Math.max(total, 1)), ROW), 19);
  const slack = Math.max((height - total * gap) / Math.max(given.length, 1), 6);
  let top = 0;
  const lanes = given.map((rows) => {
    const band = { top, height: rows * gap + slack, rows, middle: top + (rows * gap + slack) / 2 };
    top += band.height;
    return band;
  });
  return { lanes, gap };
}

// Gives the marks of one lane, in the order of time, their y; the last row of a crowded lane is one of clusters.
function stand(own, { rows, middle }, crowded, gap, kept, clusters) {
  let gathering = null;
  for (const mark of own) {
    if ((crowded && mark.row >= rows - 1) || mark.row >= rows) {
      if (gathering && mark.x - gathering.x < 20) gathering.marks.push(mark);
      else clusters.push(gathering = { lane: mark.lane, x: mark.x, mid: mark.mid, marks: [mark], y: middle + (rows - 1) / 2 * gap });
    } else {
      // The first row is the middle one, the next above it, the next below, so that few marks stay centred.
      const shift = crowded ? mark.row - (rows - 1) / 2 : offset(mark.row) + (rows % 2 ? 0 : 0.5);
      mark.y = middle + shift * gap;
      kept.push(mark);
    }
  }
}

const offset = (row) => (row % 2 ? -1 : 1) * Math.ceil(row / 2);
