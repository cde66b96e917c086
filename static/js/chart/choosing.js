// One mark at a time is the chosen one: by pointer, by key, or by the row of the list that is its twin.

import { chosenAmong, say, showChosen } from "./drawing.js";
import { setView } from "./view.js";
import { DAY, said } from "./words.js";

export const idOf = ({ state }, mark) => state.answer.events?.id[mark.i];

export function choose(chart, number, { open = false, speak = true } = {}) {
  const { state } = chart;
  const stop = state.stops[number];
  state.chosen = number;
  state.held = stop && { lane: stop.lane, bin: stop.bin, id: idOf(chart, stop.marks?.[0] ?? stop) };
  showChosen(chart, speak);
  for (const row of document.querySelectorAll("[id^='row-'].chosen")) row.classList.remove("chosen");
  if (stop && "i" in stop) document.getElementById(`row-${idOf(chart, stop)}`)?.classList.add("chosen");
  if (stop && open) openStop(chart, stop);
}

// A mark opens its event, a cluster the list of its marks, a bin the window that it stands for.
export function openStop(chart, stop) {
  if (!stop) return;
  const { box, state } = chart;
  if (stop.marks) return listCluster(chart, stop);
  if ("bin" in stop) {
    const { start, end } = state.answer.bins;
    return setView(chart, [(start[stop.bin] - 10) * DAY, (end[stop.bin] + 11) * DAY]);
  }
  const id = idOf(chart, stop);
  document.dispatchEvent(new CustomEvent("event:open", { detail: { id, url: addressOf(box, id), from: box } }));
}

export const openChosen = (chart) => openStop(chart, chart.state.stops[chart.state.chosen]);

const addressOf = (box, id) => box.dataset.event.replace("ID", id);

function listCluster(chart, cluster) {
  const { box, codes, state } = chart;
  const { events, lanes } = state.answer;
  const items = cluster.marks.map((mark) => ({ id: idOf(chart, mark), title: events.title[mark.i], day: said(codes, events, mark.i), url: addressOf(box, idOf(chart, mark)) }));
  document.dispatchEvent(new CustomEvent("events:list", { detail: { items, lane: lanes[cluster.lane].label, from: box } }));
}

function inView({ state }) {
  const [from, to] = state.view;
  return [...state.stops.keys()].filter((number) => state.stops[number].mid >= from && state.stops[number].mid <= to);
}

// To the next mark in time, or the one before.
export function step(chart, by) {
  const shown = inView(chart);
  if (!shown.length) return say("Nothing here; 0 shows everything.");
  const at = shown.indexOf(chart.state.chosen);
  const from = at < 0 ? (by > 0 ? -1 : shown.length) : at;
  const next = Math.min(Math.max(from + by, 0), shown.length - 1);
  choose(chart, shown[next]);
}

// To the nearest mark of the next lane, or the one before.
export function changeLane(chart, by) {
  const { stops, chosen } = chart.state;
  const stop = stops[chosen];
  if (!stop) return step(chart, 1);
  const others = inView(chart).filter((number) => Math.sign(stops[number].lane - stop.lane) === by);
  if (!others.length) return;
  const lane = Math[by > 0 ? "min" : "max"](...others.map((number) => stops[number].lane));
  const away = (number) => Math.abs(stops[number].mid - stop.mid);
  choose(chart, others.filter((number) => stops[number].lane === lane).sort((a, b) => away(a) - away(b))[0]);
}

// The list is the chart's twin: the row pointed at or focused is ringed on the chart.
export function followRows(chart) {
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const { state } = chart;
      const row = event.target.closest?.("[id^='row-']");
      if (!row || row === state.row || state.answer?.mode !== "events") return;
      state.row = row;
      state.held = { id: row.id.slice(4) };
      state.chosen = chosenAmong(state);
      showChosen(chart, false);
    });
  }
}
