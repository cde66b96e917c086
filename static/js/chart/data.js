// Asks the server for what the filter and the window want, and for no more than that.

import { draw, ready } from "./drawing.js";
import { plotly } from "./library.js";
import { clearTrouble, showTrouble } from "./trouble.js";
import { DAY, iso } from "./words.js";

const root = document.documentElement;
const NOTHING = { mode: "events", lanes: [], events: { id: [] }, counts: { total: 0, chart: 0, shelf: 0 } };
const PATIENCE = 20_000; // ms
const FEW = 1800; // the server sends up to 2,000 events one by one (MOST_MARKS); bins reach a little beyond the window
const span = (view) => view[1] - view[0];

export const results = () => document.getElementById("results");

// Without the days: what is just outside the window is then there when one pans. Only what is too much for single
// marks is asked for again, window by window.
function wantedQuery({ form }, window, filter = results().dataset.query) {
  const query = new URLSearchParams(filter);
  for (const name of ["from", "to", "order", "shelf", "sure", "page"]) query.delete(name);
  const lanes = form?.elements.lanes.value ?? query.get("lanes");
  if (lanes && lanes !== "channel") query.set("lanes", lanes);
  if (window) {
    query.set("from", iso(window[0])); query.set("to", iso(window[1]));
  }
  return query.toString();
}

// The same filter has the same words, in whatever order and with whatever left empty.
const sorted = (query) => [...new Set([...new URLSearchParams(query)].filter(([, value]) => value).map((pair) => pair.join("=")))].sort().join("&");

// While the list is asked for, the chart's events are too: both answers are then on their way at once.
export function foresee(chart) {
  document.addEventListener("htmx:beforeRequest", ({ detail, defaultPrevented }) => {
    if (defaultPrevented || detail.target?.id !== "results" || !chart.wide.matches) return;
    const [, inPath = ""] = detail.requestConfig.path.split("?");
    const filter = [...new URLSearchParams(inPath), ...(detail.requestConfig.formData ?? [])].filter(([, value]) => value);
    const query = wantedQuery(chart, null, filter);
    if (sorted(query) === sorted(chart.state.query ?? "")) return;
    chart.state.coming = fetch(`${chart.box.dataset.source}?${query}`, { signal: AbortSignal.timeout(PATIENCE) })
      .then((response) => (response.ok ? response.json() : null))
      .then((answer) => answer && { query: sorted(answer.query), answer })
      .catch(() => null); // then it is asked for again, and trouble is told of
  });
}

async function foreseen(chart, bare) {
  const { state } = chart;
  const promise = state.coming;
  const coming = await promise;
  if (state.coming === promise) state.coming = null; // else a newer question is on its way already
  if (coming?.query !== sorted(bare)) return null;
  rest(chart);
  return coming.answer;
}

// Brings the chart to what the page's filter asks for; with `keepView` the list has only followed the chart. A screen
// too narrow for a chart asks for nothing, unless with `anyWidth`.
export async function load(chart, { keepView = false, anyWidth = false } = {}) {
  const { state } = chart;
  if (!chart.wide.matches && !state.answer && !anyWidth) return ready();
  if (chart.wide.matches) plotly().catch(() => {}); // comes while the server answers; whoever draws hears of a failure
  const bare = wantedQuery(chart, null);
  if (state.query !== bare || !state.answer) {
    work(chart);
    const answer = (await foreseen(chart, bare)) ?? (await get(chart, bare));
    if (!answer) return;
    clearTrouble(chart.box);
    Object.assign(state, { query: bare, all: answer, answer, whole: extent(answer), loaded: null });
  } else if (keepView) return;
  if (!keepView || !state.view) state.view = asked(state.whole) ?? state.whole;
  await needed(chart);
}

// Shows that an answer is awaited, and that it is not any more.
function work({ box }) {
  delete root.dataset.timelineReady;
  box.setAttribute("aria-busy", "true");
  box.parentElement.classList.add("busy-stage");
}

function rest({ box }) {
  box.removeAttribute("aria-busy");
  box.parentElement.classList.remove("busy-stage");
}

// Of a filter that is all bins, a narrower window may be few enough for single marks: then those are fetched. Draws.
export async function needed(chart) {
  const { state } = chart;
  if (state.all.mode === "bins") {
    const [from, to] = state.view;
    const margin = (to - from) * 0.5;
    const covered = state.loaded && state.loaded.from <= from && state.loaded.to >= to && (to - from) > state.loaded.span * 0.45;
    if (span(state.view) > span(state.whole) * 0.95) { state.answer = state.all; state.loaded = null; }
    else if (!covered) {
      const around = [from - margin, to + margin];
      const reach = counted(state.all.bins, around) > FEW && counted(state.all.bins, state.view) <= FEW ? [from, to] : around;
      const answer = await get(chart, wantedQuery(chart, reach));
      if (!answer) return;
      state.answer = answer;
      state.loaded = { from: reach[0], to: reach[1], span: to - from };
    }
  }
  if (chart.wide.matches && !(await plotly().catch(() => null))) return showTrouble(chart.box, () => needed(chart));
  draw(chart);
}

// About how many events a window holds, by the bins of the whole.
function counted({ start, end, count }, [from, to]) {
  return count.reduce((sum, n, i) => (start[i] * DAY < to && (end[i] + 1) * DAY > from ? sum + n : sum), 0);
}

// The answer, or null if a newer question has replaced this one or there was none.
async function get(chart, query) {
  const { box, state } = chart;
  const sent = document.getElementById("answer"); // with the page, where the events are few and the filter is fixed
  if (sent) return JSON.parse(sent.textContent);
  state.abort?.abort();
  const abort = state.abort = new AbortController();
  const patience = setTimeout(() => abort.abort(new Error("too slow")), PATIENCE);
  work(chart);
  try {
    if ("invalid" in results().dataset) return NOTHING;
    const response = await fetch(box.dataset.source + (query ? `?${query}` : ""), { signal: abort.signal });
    if (!response.ok) throw new Error(response.status);
    const answer = await response.json();
    return answer;
  } catch (error) {
    if (error.name !== "AbortError") showTrouble(box, () => load(chart));
    return null;
  } finally {
    clearTimeout(patience);
    if (state.abort === abort) rest(chart);
  }
}

// The window the filter names, in ms; null if it names none.
export function asked(whole) {
  const { from, to } = results().dataset;
  if (!from && !to) return null;
  const [first, last] = whole ?? [Date.UTC(1971, 0, 1), Date.now()];
  return [from ? Date.parse(from) : Math.min(first, Date.parse(to) - 365 * DAY), to ? Date.parse(to) + DAY : Math.max(last, Date.parse(from) + 365 * DAY)];
}

// From the first to the last day of an answer, in ms, with a little air.
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
