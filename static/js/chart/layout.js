// Where each mark stands: pure functions from the answer's columns to marks, clusters and lanes. Times are in ms; times
// `scale` they are px along the axis. y is in px from the top of the plot.

import { DAY, shortened } from "./words.js";

export const ROW = 14; // px a mark takes, in both directions
const HEAD = 14; // px for the names above the first row of a lane
const REACH = 22; // px of the arrow on the side that is not known
const SHORTEST = 4; // px from which on what lasted shows as a bar
// What is known only roughly shows so at any zoom: px to either side of its middle that its line takes at least.
const LEAST = { month: 10, season: 10, year: 13, decade: 15, within: 12 };
const IMPORTANT = { summit: 0, visit: 1, meeting: 2, talks: 2, dialogue: 2 };
const LANE_AIR = 11; // px between the marks of two lanes, at least

export const nameOf = (events, i) => shortened(events.title[i], 34);
export const headOf = (events, i) => shortened(events.title[i], 30);

// Marks of a lane are put into rows so that none lies upon another; what finds no row joins a cluster. A lane with room
// to spare is laid out for a name beside each mark, a full one for the most told of names above its first row.
export function arrange(answer, view, plot, codes, widthOf) {
  const { events } = answer;
  const scale = plot.width / (view[1] - view[0]);
  const marks = marksOf(events, codes, scale);
  const byLane = answer.lanes.map((_, number) => marks.filter((mark) => mark.lane === number));
  const inSight = [view[0] * scale, view[1] * scale];
  const plain = byLane.map((own) => pack(own, inSight, () => 0, []));
  const room = Math.max(Math.floor((plot.height - answer.lanes.length * LANE_AIR) / ROW), answer.lanes.length);
  const named = () => byLane.map((own) => pack(own, inSight, (mark) => widthOf(nameOf(events, mark.i)) + 16, [], true));
  const roomy = spend(plain, named, room);
  const given = share(roomy.map(({ rows }) => rows), room);
  const headed = worthHeads(roomy, given, room);
  const chosen = roomy.map((lane, number) => (headed[number] ? pack(byLane[number], inSight, () => 0, headsOf(byLane[number], events, codes, widthOf)) : lane));
  for (const { places } of chosen) for (const [mark, row] of places) mark.row = row;
  const { lanes, gap } = laneBands(given, headed, plot.height);
  const kept = [];
  const clusters = [];
  chosen.forEach(({ rows, heads }, number) => {
    const over = stand(byLane[number], lanes[number], rows > lanes[number].rows, gap, kept);
    for (const group of gather(over)) {
      if (group.marks.length === 1) kept.push(Object.assign(group.marks[0], { y: lanes[number].last }));
      else clusters.push({ lane: number, mid: group.x / scale, y: lanes[number].last, half: halfOf(group), marks: group.marks });
    }
    for (const mark of heads) mark.isHead = true;
  });
  kept.sort(byTime);
  return { marks: kept, clusters, stops: [...kept, ...clusters].sort(byTime), lanes, scale };
}

const byTime = (a, b) => a.mid - b.mid || a.lane - b.lane;

function marksOf({ start, end, lane, kind, status, precision }, codes, scale) {
  const marks = [];
  for (let i = 0; i < (lane?.length ?? 0); i++) {
    const from = (start[i] ?? end[i]) * DAY;
    const to = ((end[i] ?? start[i]) + 1) * DAY;
    const open = start[i] === null || end[i] === null;
    const mid = open ? from + DAY / 2 : (from + to) / 2;
    const x = mid * scale;
    const how = open ? "open" : codes.precision[precision[i]].value;
    const line = lineOf(how, x, [from * scale, to * scale], start[i] === null ? -1 : end[i] === null ? 1 : 0);
    const [left, right] = line ? [Math.min(x - ROW / 2, line[0]), Math.max(x + ROW / 2, line[1])] : [x - ROW / 2, x + ROW / 2];
    marks.push({ i, lane: lane[i], mid, x, how, line, symbol: codes.symbol[kind[i]][status[i]], left, right });
  }
  return marks.sort((a, b) => a.left - b.left || a.i - b.i);
}

// From where to where in px the line goes that tells how well the day is known; null if the mark says it all.
function lineOf(how, x, [from, to], openTo) {
  if (openTo) return openTo < 0 ? [x - REACH, x] : [x, x + REACH];
  if (LEAST[how]) return [Math.min(from, x - LEAST[how]), Math.max(to, x + LEAST[how])];
  return how === "range" && to - from > SHORTEST ? [from, to] : null;
}

// Whose names stand above the lane: greedily the most told, as far as no two would touch. They depend on the scale but
// not on the window, so that panning leaves the rows as they are.
function headsOf(own, events, codes, widthOf) {
  const rank = (mark) => IMPORTANT[codes.kind[events.kind[mark.i]].value] ?? 3;
  const wanted = own.toSorted((a, b) => events.articles[b.i] - events.articles[a.i] || rank(a) - rank(b) || b.mid - a.mid);
  const heads = [];
  for (const mark of wanted) {
    const half = widthOf(headOf(events, mark.i)) / 2 + 6;
    const from = Math.min(mark.x - half, mark.left), to = Math.max(mark.x + half, mark.right);
    const at = firstAfter(heads, from);
    if (heads[at]?.from < to) continue;
    heads.splice(at, 0, { mark, from, to });
  }
  return heads.map(({ mark }) => mark);
}

// The first of some sorted spans that ends after x.
function firstAfter(spans, x) {
  let low = 0, high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].to > x) high = middle;
    else low = middle + 1;
  }
  return low;
}

// The first free row for each mark, the first row of all for the heads; `rows` is how many those in sight need, since a
// crowd elsewhere takes no room here.
function pack(own, [low, high], beside, heads, isNamed = false) {
  const ends = heads.length ? [-Infinity] : [];
  const places = new Map(heads.map((mark) => [mark, 0]));
  let rows = 1, next = 0;
  for (const mark of own) {
    let row = 0;
    if (!places.has(mark)) {
      while (next < heads.length && heads[next].right <= mark.left) next++;
      if (heads[next]?.left < mark.right) row = 1;
      while (row < ends.length && ends[row] > mark.left) row++;
      places.set(mark, row);
    }
    ends[row] = Math.max(ends[row] ?? -Infinity, mark.right + beside(mark));
    if (mark.right > low && mark.left < high) rows = Math.max(rows, row + 1);
  }
  return { rows, places, heads, isNamed };
}

// Which lanes get a name beside each mark: those where it costs least, as far as there is room. A crowded chart has
// none: `namedLanes`, which takes longer than all the rest, is then not called.
function spend(plain, namedLanes, room) {
  const chosen = [...plain];
  let used = plain.reduce((sum, { rows }) => sum + rows, 0);
  if (used > room) return chosen;
  const named = namedLanes();
  const dearer = (number) => named[number].rows - plain[number].rows;
  for (const number of [...plain.keys()].sort((a, b) => dearer(a) - dearer(b))) {
    if (used + dearer(number) > room) break;
    used += dearer(number);
    chosen[number] = named[number];
  }
  return chosen;
}

// One row each, then row by row to the lane that lacks most; a lane that is nearly whole goes before a hopeless one.
function share(needed, room) {
  const given = needed.map(() => 1);
  for (let left = room - given.length; left > 0; left--) {
    const lack = needed.map((rows, number) => (rows > given[number] ? rows / given[number] ** 1.35 : 0));
    const most = Math.max(...lack);
    if (!(most > 0)) break;
    given[lack.indexOf(most)]++;
  }
  return given;
}

// Which lanes get names above: those with a row to spare, or with enough rows to give one up. `given` is made to match.
function worthHeads(chosen, given, room) {
  let spare = room - given.reduce((sum, rows) => sum + rows, 0);
  return chosen.map((lane, number) => {
    if (lane.isNamed) return false;
    if (lane.rows <= given[number] && spare > 0) { spare--; return true; }
    if (given[number] < 4) return false;
    given[number]--;
    return true;
  });
}

// The lanes from top to bottom; few rows stand further apart. `first` and `last` are the y of a lane's outer rows.
function laneBands(given, heads, height) {
  const total = given.reduce((a, b) => a + b, 0);
  const inner = height - heads.filter(Boolean).length * HEAD;
  const gap = Math.min(Math.max(Math.floor((inner - given.length * 14) / Math.max(total, 1)), ROW), 19);
  const slack = Math.max((inner - total * gap) / Math.max(given.length, 1), 6);
  let top = 0;
  const lanes = given.map((rows, number) => {
    const head = heads[number] ? HEAD : 0;
    const band = { top, height: rows * gap + slack + head, rows, headed: heads[number] };
    band.middle = top + head + (rows * gap + slack) / 2;
    band.first = band.middle - (rows - 1) / 2 * gap;
    band.last = band.middle + (rows - 1) / 2 * gap;
    top += band.height;
    return band;
  });
  return { lanes, gap };
}

// Gives the marks of one lane their y; what finds no row is returned. The last row of a crowded lane is for clusters.
function stand(own, { rows, middle, first, headed }, crowded, gap, kept) {
  const over = [];
  for (const mark of own) {
    if (mark.row >= (crowded ? rows - 1 : rows)) { over.push(mark); continue; }
    // Without names above, the first row is the middle one, the next above it, the next below: few marks stay centred.
    mark.y = headed || crowded ? first + mark.row * gap : middle + (offset(mark.row) + (rows % 2 ? 0 : 0.5)) * gap;
    kept.push(mark);
  }
  return over.sort((a, b) => a.x - b.x || a.i - b.i);
}

const offset = (row) => (row % 2 ? -1 : 1) * Math.ceil(row / 2);

// Marks of one row, sorted, joined until no two groups touch; a group stands in the middle of its marks.
function gather(marks) {
  const groups = [];
  for (const mark of marks) {
    let group = { marks: [mark], x: mark.x };
    while (groups.length && group.x - groups.at(-1).x < halfOf(group) + halfOf(groups.at(-1)) + 2) {
      const all = [...groups.pop().marks, ...group.marks];
      group = { marks: all, x: all.reduce((sum, one) => sum + one.x, 0) / all.length };
    }
    groups.push(group);
  }
  return groups;
}

const halfOf = ({ marks }) => (marks.length === 1 ? ROW / 2 : marks.length < 100 ? 9.5 : 12);
