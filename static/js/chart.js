// The timeline. The figure's make-up comes with the page (timeline/charts.py), the events as columns from
// data-source; this lays the marks out for the width at hand and keeps chart, list and address in step.

const DAY = 86_400_000;
const ROW = 14; // px a mark takes, in both directions
const REACH = 30; // px of the broken line on the side that is not known
const SIDE_COLOURS = ["--us", "--prc", "--third"];
const SIZES = { square: 10, circle: 11, "triangle-up": 11, pentagon: 11, diamond: 11, x: 9 };
const root = document.documentElement;
const box = document.querySelector("[data-chart]");
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const NOTHING = { mode: "events", lanes: [], events: { id: [] }, counts: { total: 0, chart: 0, shelf: 0 } };
const wide = matchMedia("(min-width: 641px)");

if (box) start(box);

function start(box) {
  const figure = read("figure");
  const codes = read("codes");
  const state = { answer: null, view: null, whole: null, marks: [], clusters: [], chosen: -1, query: null, abort: null, exact: false };

  const form = document.getElementById("filters"); // none on the page of a person or place: its filter is fixed
  const results = () => document.getElementById("results");
  const queryOf = () => new URLSearchParams(results().dataset.query);

  // --- data -----------------------------------------------------------------------------------------------

  function wantedQuery(window) {
    // Without the days: what is just outside the window is then there when one pans. Only what is too much for
    // single marks is asked for again, window by window.
    const query = queryOf();
    query.delete("from"); query.delete("to"); query.delete("order"); query.delete("shelf");
    const lanes = form?.elements.lanes.value ?? query.get("lanes");
    if (lanes && lanes !== "channel") query.set("lanes", lanes);
    if (window) {
      query.set("from", iso(window[0])); query.set("to", iso(window[1])); query.delete("sure");
    } else query.delete("sure");
    return query.toString();
  }

  async function load({ keepView = false } = {}) {
    const bare = wantedQuery(null);
    if (state.query !== bare || !state.answer) {
      const answer = await get(bare);
      if (!answer) return;
      state.query = bare;
      state.all = state.answer = answer;
      state.whole = extent(answer);
      state.loaded = null;
      state.chosen = -1;
    } else if (keepView) return; // the list has followed the chart, which is drawn already
    if (!keepView || !state.view) state.view = asked() ?? state.whole;
    await needed();
  }

  async function needed() {
    // Of a filter that is all bins, a narrower window may be few enough for single marks.
    if (state.all.mode === "bins") {
      const [from, to] = state.view;
      const margin = (to - from) * 0.5;
      const covered = state.loaded && state.loaded.from <= from && state.loaded.to >= to && (to - from) > state.loaded.span * 0.45;
      if (span(state.view) > span(state.whole) * 0.95) { state.answer = state.all; state.loaded = null; }
      else if (!covered) {
        const reach = [from - margin, to + margin];
        const answer = await get(wantedQuery(reach));
        if (!answer) return;
        state.answer = answer;
        state.loaded = { from: reach[0], to: reach[1], span: to - from };
      }
    }
    draw();
  }

  async function get(query) {
    state.abort?.abort();
    const abort = state.abort = new AbortController();
    delete root.dataset.timelineReady;
    box.setAttribute("aria-busy", "true");
    try {
      if ("invalid" in results().dataset) return NOTHING;
      const response = await fetch(box.dataset.source + (query ? `?${query}` : ""), { signal: abort.signal });
      if (!response.ok) throw new Error(response.status);
      return await response.json();
    } catch (error) {
      if (error.name !== "AbortError") say("The chart could not be loaded. Reload the page to try again.", true);
      return null;
    } finally {
      if (state.abort === abort) box.removeAttribute("aria-busy");
    }
  }

  function asked() {
    const { from, to } = results().dataset;
    if (!from && !to) return null;
    const [first, last] = state.whole ?? [Date.UTC(1971, 0, 1), Date.now()];
    return [from ? Date.parse(from) : Math.min(first, Date.parse(to) - 365 * DAY), to ? Date.parse(to) + DAY : Math.max(last, Date.parse(from) + 365 * DAY)];
  }

  function extent(answer) {
    const columns = answer.mode === "bins" ? answer.bins : answer.events;
    let first = Infinity, last = -Infinity;
    const n = columns.start?.length ?? 0;
    for (let i = 0; i < n; i++) {
      const a = columns.start[i] ?? columns.end[i], b = columns.end[i] ?? columns.start[i];
      if (a < first) first = a;
      if (b > last) last = b;
    }
    if (first > last) return [Date.UTC(1971, 0, 1), Date.now()];
    const edge = Math.max((last - first) * 0.015, 12);
    return [(first - edge) * DAY, (last + 1 + edge) * DAY];
  }

  // --- layout ---------------------------------------------------------------------------------------------

  const margin = () => figure.layout.margin;

  // Marks of a lane are put into rows so that none lies upon another; what finds no row joins a cluster.
  function arrange(answer, view, plot) {
    const { start, end, lane, kind, status } = answer.events;
    const n = lane?.length ?? 0;
    const scale = plot.width / (view[1] - view[0]);
    const marks = [];
    for (let i = 0; i < n; i++) {
      const known = start[i] ?? end[i];
      const from = known * DAY;
      const to = ((end[i] ?? start[i]) + 1) * DAY;
      const open = start[i] === null || end[i] === null;
      const mid = open ? from + DAY / 2 : (from + to) / 2;
      const x = mid * scale;
      marks.push({ i, lane: lane[i], from, to, mid, x, symbol: codes.symbol[kind[i]][status[i]], left: Math.min(x - ROW / 2, start[i] === null ? x - REACH : from * scale), right: Math.max(x + ROW / 2, end[i] === null ? x + REACH : to * scale) });
    }
    marks.sort((a, b) => a.left - b.left || a.i - b.i);
    const byLane = answer.lanes.map((_, number) => marks.filter((mark) => mark.lane === number));
    const inSight = [view[0] * scale, view[1] * scale];
    const plain = byLane.map((own) => pack(own, inSight, () => 0));
    const named = byLane.map((own) => pack(own, inSight, (mark) => widthOf(shortened(answer.events.title[mark.i], 34)) + 14));
    const room = Math.max(Math.floor((plot.height - answer.lanes.length * 11) / ROW), answer.lanes.length);
    // Where there is room to spare, a lane is laid out so that every mark can have its name beside it.
    let used = plain.reduce((sum, { rows }) => sum + rows, 0);
    const chosen = [...plain];
    for (const number of [...byLane.keys()].sort((a, b) => named[a].rows - plain[a].rows - (named[b].rows - plain[b].rows))) {
      const more = named[number].rows - plain[number].rows;
      if (used + more > room) break;
      used += more;
      chosen[number] = named[number];
    }
    for (const { places } of chosen) for (const [mark, row] of places) mark.row = row;
    const needed = chosen.map(({ rows }) => rows);
    const given = share(needed, room);
    const lanes = [];
    // Few rows stand further apart.
    const total = given.reduce((a, b) => a + b, 0);
    const gap = Math.min(Math.max(Math.floor((plot.height - given.length * 14) / Math.max(total, 1)), ROW), 19);
    const slack = Math.max((plot.height - total * gap) / Math.max(given.length, 1), 6);
    let top = 0;
    given.forEach((rows) => { const height = rows * gap + slack; lanes.push({ top, height, rows, middle: top + height / 2 }); top += height; });
    const clusters = [];
    const kept = [];
    answer.lanes.forEach((_, number) => {
      const own = byLane[number].toSorted((a, b) => a.mid - b.mid || a.i - b.i);
      const { rows, middle } = lanes[number];
      const crowded = needed[number] > rows;
      let gathering = null;
      for (const mark of own) {
        if ((crowded && mark.row >= rows - 1) || mark.row >= rows) {
          if (gathering && mark.x - gathering.x < 20) gathering.marks.push(mark);
          else clusters.push(gathering = { lane: number, x: mark.x, mid: mark.mid, marks: [mark], y: middle + (rows - 1) / 2 * gap });
        } else {
          // The first row is the middle one, the next above it, the next below, so that few marks stay centred.
          const shift = crowded ? mark.row - (rows - 1) / 2 : offset(mark.row) + (rows % 2 ? 0 : 0.5);
          mark.y = middle + shift * gap;
          kept.push(mark);
        }
      }
    });
    for (const cluster of clusters) {
      if (cluster.marks.length === 1) { cluster.marks[0].y = cluster.y; kept.push(cluster.marks[0]); }
      else cluster.mid = cluster.marks.reduce((sum, mark) => sum + mark.mid, 0) / cluster.marks.length;
    }
    kept.sort((a, b) => a.mid - b.mid || a.lane - b.lane);
    return { marks: kept, clusters: clusters.filter((cluster) => cluster.marks.length > 1), lanes, scale };
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

  const widths = new Map();
  function widthOf(words) {
    if (!widths.has(words)) {
      state.pen ??= document.createElement("canvas").getContext("2d");
      state.pen.font = `11px ${getComputedStyle(box).fontFamily}`;
      widths.set(words, state.pen.measureText(words).width);
    }
    return widths.get(words);
  }

  const offset = (row) => (row % 2 ? -1 : 1) * Math.ceil(row / 2);

  function share(needed, room) {
    // One row each, then row by row to whoever still wants one.
    const given = needed.map(() => 1);
    let left = room - given.length;
    while (left > 0) {
      let any = false;
      for (let i = 0; i < given.length && left > 0; i++) if (given[i] < needed[i]) { given[i]++; left--; any = true; }
      if (!any) break;
    }
    return given;
  }

  // --- drawing --------------------------------------------------------------------------------------------

  function draw() {
    if (!wide.matches || !state.answer) { root.dataset.timelineReady = "1"; return; }
    const colours = colourReader();
    const edges = margin();
    const plot = { width: box.clientWidth - edges.l - edges.r, height: box.clientHeight - edges.t - edges.b };
    const { answer, view } = state;
    card.hidden = true;
    const traces = new Map(figure.data.map((trace) => [trace.name, tint({ ...trace, x: [], y: [] }, colours)]));
    let lanes;
    if (answer.mode === "bins") lanes = drawBins(answer, traces, plot, colours);
    else lanes = drawMarks(answer, view, traces, plot, colours);
    const layout = tint(structuredClone(figure.layout), colours);
    layout.margin = edges;
    layout.width = box.clientWidth;
    layout.height = box.clientHeight;
    layout.xaxis.range = view.map((ms) => new Date(ms).toISOString().slice(0, -1));
    layout.yaxis.range = [plot.height, 0];
    layout.yaxis.tickvals = lanes.map((lane) => lane.middle);
    layout.yaxis.ticktext = answer.lanes.map((lane) => clean(shortened(lane.label)));
    layout.shapes = lanes.slice(1).map((lane) => ({ type: "line", xref: "paper", x0: 0, x1: 1, y0: lane.top, y1: lane.top, line: { color: colours("--line"), width: 1 }, layer: "below" }));
    layout.shapes.push(...today(colours));
    if (!lanes.length) layout.annotations = [{ text: "Nothing to draw here", xref: "paper", yref: "paper", x: 0.5, y: 0.5, showarrow: false, font: { size: 15 } }];
    layout.uirevision = "timeline";
    layout.datarevision = (state.revision = (state.revision ?? 0) + 1);
    Plotly.react(box, [...traces.values()].filter((trace) => trace.x.length), layout, { displayModeBar: false, scrollZoom: true, doubleClick: false, responsive: false }).then(() => {
      if (!state.listening) listen();
      showChosen(false);
      report(answer);
      root.dataset.timelineReady = "1";
    });
  }

  function drawMarks(answer, view, traces, plot, colours) {
    const { marks, clusters, lanes, scale } = arrange(answer, view, plot);
    state.marks = marks; state.clusters = clusters; state.lanes = lanes;
    const { kind, status, precision, side, title, city, articles } = answer.events;
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
      out.marker.size.push(SIZES[mark.symbol.split("-")[0]] ?? SIZES[mark.symbol.replace("-open", "").replace("-dot", "")] ?? 11);
      out.marker.line.width.push(mark.symbol.includes("open") ? 1.9 : 0);
      out.customdata.push(i);
      const line = traces.get(`span:${codes.precision[precision[i]].value}:${codes.side[side[i]].value}`);
      if (line && (mark.to - mark.from) * scale > 4 || line && codes.precision[precision[i]].value === "open") {
        const [from, to] = ends(answer, mark, scale);
        line.x.push(from, to, null); line.y.push(mark.y, mark.y, null);
      }
    }
    const many = traces.get("clusters");
    many.text = []; many.customdata = [];
    clusters.forEach((cluster, number) => {
      if (cluster.mid < low || cluster.mid > high) return;
      many.x.push(cluster.mid); many.y.push(cluster.y);
      many.text.push(String(cluster.marks.length));
      many.customdata.push(-1 - number);
    });
    label(answer, marks, clusters, traces.get("labels"), scale, view);
    return lanes;
  }

  function ends(answer, mark, scale) {
    const { start, end } = answer.events;
    const reach = REACH / scale;
    if (start[mark.i] === null) return [mark.mid - reach, mark.mid];
    if (end[mark.i] === null) return [mark.mid, mark.mid + reach];
    return [mark.from, mark.to];
  }

  // A name stands to the right of its mark where nothing else of that row would touch it; what more articles tell goes first.
  function label(answer, marks, clusters, trace, scale, view) {
    trace.text = [];
    const taken = new Map();
    const occupy = (lane, y, from, to) => { const key = `${lane}:${Math.round(y)}`; (taken.get(key) ?? taken.set(key, []).get(key)).push([from, to]); };
    const visible = (mark) => mark.mid >= view[0] && mark.mid <= view[1];
    for (const mark of marks) {
      occupy(mark.lane, mark.y, mark.left, mark.right);
    }
    for (const cluster of clusters) occupy(cluster.lane, cluster.y, cluster.mid * scale - 11, cluster.mid * scale + 11);
    const order = marks.filter(visible).sort((a, b) => answer.events.articles[b.i] - answer.events.articles[a.i] || a.lane - b.lane || b.mid - a.mid);
    let placed = 0;
    for (const mark of order) {
      if (placed >= 120) break;
      const words = shortened(answer.events.title[mark.i], 34);
      if (!words) continue;
      const from = mark.right + 3;
      const to = from + widthOf(words) + 8;
      if (to > view[1] * scale) continue;
      const spans = taken.get(`${mark.lane}:${Math.round(mark.y)}`) ?? [];
      if (spans.some(([a, b]) => a < to && b > from)) continue;
      occupy(mark.lane, mark.y, from, to);
      trace.x.push(from / scale); trace.y.push(mark.y); trace.text.push(clean(words));
      placed++;
    }
  }

  function drawBins(answer, traces, plot, colours) {
    const { lane, start, end, count } = answer.bins;
    const height = plot.height / Math.max(answer.lanes.length, 1);
    const lanes = answer.lanes.map((_, number) => ({ top: number * height, height, middle: (number + 0.5) * height }));
    state.marks = []; state.clusters = []; state.lanes = lanes;
    const most = Math.max(...count, 1);
    // One filled ridge a lane: high where much happened.
    answer.lanes.forEach((_, number) => {
      const ridge = { type: "scatter", mode: "none", name: `ridge:${number}`, x: [], y: [], fill: "toself", fillcolor: colours("--ink"), opacity: 0.55, hoverinfo: "skip" };
      const base = lanes[number].top + height * 0.92;
      for (let i = 0; i < lane.length; i++) {
        if (lane[i] !== number) continue;
        const tall = Math.max(Math.sqrt(count[i] / most) * height * 0.8, 1.5);
        const a = start[i] * DAY, b = (end[i] + 1) * DAY;
        ridge.x.push(a, a, b, b, a, null); ridge.y.push(base, base - tall, base - tall, base, base, null);
      }
      traces.set(ridge.name, ridge);
    });
    const touch = traces.get("bins");
    touch.mode = "markers"; touch.customdata = []; touch.marker = { size: 16, opacity: 0 };
    for (let i = 0; i < lane.length; i++) {
      touch.x.push((start[i] + end[i] + 1) / 2 * DAY);
      touch.y.push(lanes[lane[i]].top + height * 0.7);
      touch.customdata.push(1e9 + i);
    }
    return lanes;
  }

  function today(colours) {
    const now = Date.now();
    return [{ type: "line", x0: now, x1: now, yref: "paper", y0: 0, y1: 1, line: { color: colours("--faint"), width: 1, dash: "2px,3px" }, layer: "below" }];
  }

  function colourReader() {
    const style = getComputedStyle(root);
    return (name) => style.getPropertyValue(name).trim();
  }

  // Fills in every var(--name) of a piece of the figure.
  function tint(value, colours) {
    if (typeof value === "string") { const found = /^var\((--[a-z]+)\)$/.exec(value); return found ? colours(found[1]) : value; }
    if (Array.isArray(value)) return value.map((item) => tint(item, colours));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, tint(item, colours)]));
    return value;
  }

  // --- words ----------------------------------------------------------------------------------------------

  const clean = (words) => words.replace(/[<>]/g, ""); // Plotly reads tags in its texts
  const shortened = (words, most = 22) => (words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words);
  const iso = (ms) => new Date(ms).toISOString().slice(0, 10);

  function day(number, parts = { day: "numeric", month: "short", year: "numeric" }) {
    return new Date(number * DAY).toLocaleDateString("en-GB", { ...parts, timeZone: "UTC" });
  }

  // The date as finely as it is known, never finer.
  function said(answer, i) {
    const { start, end, precision } = answer.events;
    const [a, b, how] = [start[i], end[i], codes.precision[precision[i]].value];
    if (a === null) return `until ${day(b)}`;
    if (b === null) return `after ${day(a)}`;
    if (how === "month") return day(a, { month: "long", year: "numeric" });
    if (how === "year") return day(a, { year: "numeric" });
    if (how === "season") return `${day(a, { month: "long" })} to ${day(b, { month: "long", year: "numeric" })}`;
    if (how === "decade") return `${day(a, { year: "numeric" })}s`;
    if (how === "within") return `once between ${day(a)} and ${day(b)}`;
    return a === b ? day(a) : `${day(a)} – ${day(b)}`;
  }

  function tip(answer, i) {
    const { kind, status, title, city, articles } = answer.events;
    const facts = [codes.kind[kind[i]].label, codes.status[status[i]].label, city[i]].filter(Boolean).join(" · ");
    return [title[i], said(answer, i), `${facts} · ${articles[i]} article${articles[i] === 1 ? "" : "s"}`];
  }

  // What a mark, a cluster or a bin says when pointed at; the first line is its name.
  function lines(number) {
    const { answer } = state;
    if (number >= 1e9) {
      const { start, end, count } = answer.bins, i = number - 1e9;
      const months = { month: "long", year: "numeric" };
      const when = end[i] - start[i] < 40 ? day(start[i], months) : `${day(start[i], { month: "long" })} to ${day(end[i], months)}`;
      return [`${count[i]} engagement${count[i] === 1 ? "" : "s"}`, when, "click to look closer"];
    }
    if (number >= 0) return tip(answer, number);
    const { marks } = state.clusters[-1 - number];
    return [`${marks.length} here`, `${said(answer, marks[0].i)} … ${said(answer, marks.at(-1).i)}`, "click for the list"];
  }

  // Our own hover card: plotly.js would write styles into the page, which the content policy forbids.
  const card = document.createElement("div");
  card.className = "tip";
  card.hidden = true;
  card.setAttribute("aria-hidden", "true");
  box.parentElement.append(card);

  function point(number, x, y) {
    const [head, ...rest] = lines(number);
    const name = document.createElement("b");
    name.textContent = head;
    card.replaceChildren(name, ...rest.map((line) => Object.assign(document.createElement("span"), { textContent: line })));
    card.hidden = false;
    const { width, height } = card.getBoundingClientRect();
    card.style.left = `${Math.min(Math.max(x - width / 2, 4), box.clientWidth - width - 4)}px`;
    card.style.top = `${y > height + 18 ? y - height - 14 : y + 16}px`;
  }

  function report(answer) {
    const words = answer.mode === "bins" ? `${answer.counts.chart.toLocaleString("en")} are too many for single marks: the heights show how many. Zoom in for single ones.` : "";
    document.querySelector("[data-chart-note]")?.replaceChildren(words);
  }

  function say(words, visible = false) {
    document.getElementById("chart-said").textContent = words;
    document.getElementById("chart-said").classList.toggle("unseen", !visible);
  }

  // --- choosing -------------------------------------------------------------------------------------------

  function choose(number, { open = false, speak = true } = {}) {
    state.chosen = number;
    showChosen(speak);
    const mark = state.marks[number];
    if (!mark) return;
    for (const row of document.querySelectorAll(".row.chosen")) row.classList.remove("chosen");
    document.getElementById(`row-${idOf(mark)}`)?.classList.add("chosen");
    if (open) openEvent(idOf(mark));
  }

  const idOf = (mark) => state.answer.events.id[mark.i];

  function openEvent(id) {
    document.dispatchEvent(new CustomEvent("event:open", { detail: { id, url: box.dataset.event.replace("ID", id), from: box } }));
  }

  function showChosen(speak) {
    const mark = state.answer?.mode === "events" ? state.marks[state.chosen] : null;
    if (!box.layout) return;
    const shapes = box.layout.shapes.filter((shape) => shape.name !== "chosen");
    if (mark) shapes.push(ring(mark));
    // A shape, since restyling a trace's x would make plotly.js guess the axis' type anew.
    if (mark || shapes.length !== box.layout.shapes.length) Plotly.relayout(box, { shapes });
    if (mark && speak) say(`${state.answer.events.title[mark.i]}, ${said(state.answer, mark.i)}, ${codes.kind[state.answer.events.kind[mark.i]].label}, ${codes.status[state.answer.events.status[mark.i]].label}. ${state.chosen + 1} of ${state.marks.length}.`);
  }

  function ring(mark) {
    const r = 9;
    return { name: "chosen", type: "circle", xref: "x", yref: "y", xsizemode: "pixel", ysizemode: "pixel", xanchor: mark.mid, yanchor: mark.y, x0: -r, x1: r, y0: -r, y1: r, line: { color: colourReader()("--focus"), width: 2.2 } };
  }

  function listCluster(cluster) {
    const items = cluster.marks.map((mark) => ({ id: idOf(mark), title: state.answer.events.title[mark.i], day: said(state.answer, mark.i), url: box.dataset.event.replace("ID", idOf(mark)) }));
    document.dispatchEvent(new CustomEvent("events:list", { detail: { items, lane: state.answer.lanes[cluster.lane].label, from: box } }));
  }

  // --- moving ---------------------------------------------------------------------------------------------

  const span = (view) => view[1] - view[0];
  let settle = 0;

  function setView(view, { tell = true } = {}) {
    const smallest = 20 * DAY, largest = span(state.whole) * 1.15;
    let [from, to] = view;
    if (to - from < smallest) { const mid = (from + to) / 2; from = mid - smallest / 2; to = mid + smallest / 2; }
    if (to - from > largest) [from, to] = state.whole;
    state.view = [from, to];
    needed();
    if (tell && form) tellWindow();
  }

  // The days in the form and in the address follow the chart, and the list follows them.
  function tellWindow() {
    clearTimeout(settle);
    settle = setTimeout(() => {
      const all = span(state.view) >= span(state.whole) * 0.985 && state.view[0] <= state.whole[0] + span(state.whole) * 0.02;
      const [from, to] = all ? ["", ""] : [iso(state.view[0]), iso(state.view[1] - DAY)];
      if (form.elements.from.value === from && form.elements.to.value === to) return;
      form.elements.from.value = from;
      form.elements.to.value = to;
      const query = new URLSearchParams(new FormData(form));
      for (const [key, value] of [...query]) if (!value) query.delete(key, value);
      state.told = [from, to].join("/");
      htmx.ajax("GET", `${form.getAttribute("action")}?${query}`, { source: form, target: "#results", swap: "outerHTML", headers: { "X-View-Change": "replace" } })?.catch?.(() => {}); // a newer question has replaced it
    }, 280);
  }

  function zoom(factor, centre = (state.view[0] + state.view[1]) / 2) {
    const [from, to] = state.view;
    setView([centre - (centre - from) * factor, centre + (to - centre) * factor]);
  }

  function listen() {
    state.listening = true;
    let timer = 0;
    box.on("plotly_relayout", (change) => {
      if (!("xaxis.range[0]" in change) && !change["xaxis.range"]) return;
      const range = (change["xaxis.range"] ?? [change["xaxis.range[0]"], change["xaxis.range[1]"]]).map((v) => (typeof v === "number" ? v : Date.parse(`${String(v).replace(" ", "T")}${String(v).length > 10 ? "Z" : ""}`)));
      clearTimeout(timer);
      timer = setTimeout(() => setView(range), 120);
    });
    box.on("plotly_click", ({ points }) => {
      const point = points.find((p) => typeof p.customdata === "number");
      if (!point) return;
      if (point.customdata >= 1e9) {
        const i = point.customdata - 1e9, { start, end } = state.answer.bins;
        return setView([(start[i] - 10) * DAY, (end[i] + 11) * DAY]);
      }
      if (point.customdata < 0) return listCluster(state.clusters[-1 - point.customdata]);
      choose(state.marks.findIndex((mark) => mark.i === point.customdata && mark.mid === point.x || mark.i === point.customdata), { open: true, speak: false });
    });
    box.on("plotly_hover", ({ points }) => {
      const found = points.find((p) => typeof p.customdata === "number");
      if (!found) return;
      const edges = margin();
      point(found.customdata, edges.l + found.xaxis.d2p(found.x), edges.t + found.yaxis.d2p(found.y));
    });
    box.on("plotly_unhover", () => { card.hidden = true; });
    // A wheel over the chart scrolls the page, as everywhere; with Ctrl, or sideways, it is for the chart.
    box.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) { event.stopImmediatePropagation(); return; }
      event.preventDefault(); event.stopImmediatePropagation();
      if (event.ctrlKey || event.metaKey) {
        const edges = margin(), where = (event.clientX - box.getBoundingClientRect().left - edges.l) / (box.clientWidth - edges.l - edges.r);
        zoom(Math.exp(event.deltaY * 0.004), state.view[0] + span(state.view) * Math.min(Math.max(where, 0), 1));
      } else {
        const by = span(state.view) * event.deltaX * 0.001;
        setView([state.view[0] + by, state.view[1] + by]);
      }
    }, { capture: true, passive: false });
  }

  box.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !state.answer) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  const KEYS = {
    ArrowRight: () => step(1), ArrowLeft: () => step(-1), ArrowDown: () => change(1), ArrowUp: () => change(-1),
    Home: () => step(-Infinity), End: () => step(Infinity),
    Enter: () => state.marks[state.chosen] && openEvent(idOf(state.marks[state.chosen])),
    " ": () => state.marks[state.chosen] && openEvent(idOf(state.marks[state.chosen])),
    "+": () => zoom(0.6), "=": () => zoom(0.6), "-": () => zoom(1 / 0.6), 0: () => setView(state.whole),
    Escape: () => { choose(-1); document.dispatchEvent(new CustomEvent("event:close")); },
  };

  const inView = () => state.marks.map((mark, number) => [mark, number]).filter(([mark]) => mark.mid >= state.view[0] && mark.mid <= state.view[1]).map(([, number]) => number);

  function step(by) {
    const shown = inView();
    if (!shown.length) return say("No single marks in view; zoom in with plus.");
    const at = shown.indexOf(state.chosen);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1);
    choose(shown[next]);
  }

  function change(by) {
    const mark = state.marks[state.chosen];
    if (!mark) return step(1);
    const others = inView().filter((number) => Math.sign(state.marks[number].lane - mark.lane) === by);
    if (!others.length) return;
    const lane = by > 0 ? Math.min(...others.map((n) => state.marks[n].lane)) : Math.max(...others.map((n) => state.marks[n].lane));
    const near = others.filter((n) => state.marks[n].lane === lane).sort((a, b) => Math.abs(state.marks[a].mid - mark.mid) - Math.abs(state.marks[b].mid - mark.mid));
    choose(near[0]);
  }

  // The list is the chart's twin: the row pointed at or focused is ringed on the chart.
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const row = event.target.closest?.(".row");
      if (!row || row === state.row || state.answer?.mode !== "events") return;
      state.row = row;
      state.chosen = state.marks.findIndex((mark) => `row-${idOf(mark)}` === row.id);
      showChosen(false);
    });
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (button && state.view) ({ in: () => zoom(0.6), out: () => zoom(1 / 0.6), all: () => setView(state.whole) })[button.dataset.zoom]();
  });
  document.addEventListener("strip:window", (event) => state.whole && setView(event.detail));
  document.addEventListener("themechange", () => draw());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw());
  wide.addEventListener("change", () => draw());
  let width = box.clientWidth;
  new ResizeObserver(() => { if (box.clientWidth !== width) { width = box.clientWidth; requestAnimationFrame(() => draw()); } }).observe(box);
  // One answer swaps many parts, and each says so: the chart is looked after once.
  let swapped = 0;
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "results") return;
    clearTimeout(swapped);
    swapped = setTimeout(() => {
      const { from, to } = results().dataset;
      const echo = state.told === [from, to].join("/");
      state.told = null;
      load({ keepView: echo });
    }, 0);
  });

  // The chart as a picture, with what it shows, where it is from and of which day.
  async function picture(format) {
    const colours = colourReader();
    const chips = [...document.querySelectorAll("#chips .chip")].map((chip) => chip.firstChild.textContent.trim());
    const heading = chips.length ? chips.join(", ") : document.querySelector("h1").textContent.trim();
    const foot = `${document.getElementById("count")?.textContent.trim().replace(/\s+/g, " ") ?? ""} · ${location.href} · ${iso(Date.now())}`;
    const layout = structuredClone({ ...box.layout, shapes: box.layout.shapes.filter((shape) => shape.name !== "chosen") });
    Object.assign(layout, { width: 1400, height: box.clientHeight + 110, paper_bgcolor: colours("--paper"), margin: { l: 130, r: 30, t: 64, b: 76 } });
    const line = (text, y, size, colour) => ({ text: clean(shortened(text, 190)), xref: "paper", yref: "paper", x: 0, xanchor: "left", y, yanchor: y > 0 ? "bottom" : "top", yshift: y > 0 ? 14 : -36, showarrow: false, font: { size, color: colours(colour) } });
    layout.annotations = [line(heading, 1, 20, "--ink"), line(foot, 0, 11.5, "--soft")];
    const address = await Plotly.toImage({ data: box.data, layout }, { format, width: 1400, height: layout.height, scale: format === "png" ? 2 : 1 });
    Object.assign(document.createElement("a"), { href: address, download: `engagements.${format}` }).click();
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-picture]");
    if (button && box.data) picture(button.dataset.picture);
  });

  // For tests and measurements: the ids of what the window shows, as single marks or in clusters.
  box.shownIds = () => {
    const { start, end } = state.answer.events ?? {};
    const all = [...state.marks, ...state.clusters.flatMap((cluster) => cluster.marks)];
    const [from, to] = state.view;
    const sure = form?.elements.sure.checked && asked();
    const shown = all.filter(({ i }) => {
      const [a, b] = [start[i] ?? (sure ? -Infinity : end[i] - codes.reach), end[i] ?? (sure ? Infinity : start[i] + codes.reach)];
      return sure ? a * DAY >= from && (b + 1) * DAY <= to : a * DAY < to && (b + 1) * DAY > from;
    });
    return [...new Set(shown.map(idOf))];
  };

  load();
}
