// One mark at a time is the chosen one: by pointer, by key, or by the row of the list that is its twin.

import { say, showChosen } from "./drawing.js";
import { said } from "./words.js";

export const idOf = ({ state }, mark) => state.answer.events.id[mark.i];

export function choose(chart, number, { open = false, speak = true } = {}) {
  const { state } = chart;
  state.chosen = number;
  showChosen(chart, speak);
  const mark = state.marks[number];
  if (!mark) return;
  for (const row of document.querySelectorAll(".row.chosen")) row.classList.remove("chosen");
  document.getElementById(`row-${idOf(chart, mark)}`)?.classList.add("chosen");
  if (open) openChosen(chart);
}

export function openChosen(chart) {
  const { box, state } = chart;
  const mark = state.marks[state.chosen];
  if (!mark) return;
  const id = idOf(chart, mark);
  document.dispatchEvent(new CustomEvent("event:open", { detail: { id, url: addressOf(box, id), from: box } }));
}

const addressOf = (box, id) => box.dataset.event.replace("ID", id);

export function listCluster(chart, cluster) {
  const { box, codes, state } = chart;
  const { events, lanes } = state.answer;
  const items = cluster.marks.map((mark) => ({ id: idOf(chart, mark), title: events.title[mark.i], day: said(codes, events, mark.i), url: addressOf(box, idOf(chart, mark)) }));
  document.dispatchEvent(new CustomEvent("events:list", { detail: { items, lane: lanes[cluster.lane].label, from: box } }));
}

function inView({ state }) {
  const [from, to] = state.view;
  return [...state.marks.keys()].filter((number) => state.marks[number].mid >= from && state.marks[number].mid <= to);
}

// To the next mark in time, or the one before.
export function step(chart, by) {
  const shown = inView(chart);
  if (!shown.length) return say("No single marks in view; zoom in with plus.");
  const at = shown.indexOf(chart.state.chosen);
  const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1);
  choose(chart, shown[next]);
}

// To the nearest mark of the next lane, or the one before.
export function changeLane(chart, by) {
  const { marks, chosen } = chart.state;
  const mark = marks[chosen];
  if (!mark) return step(chart, 1);
  const others = inView(chart).filter((number) => Math.sign(marks[number].lane - mark.lane) === by);
  if (!others.length) return;
  const lane = Math[by > 0 ? "min" : "max"](...others.map((number) => marks[number].lane));
  const away = (number) => Math.abs(marks[number].mid - mark.mid);
  choose(chart, others.filter((number) => marks[number].lane === lane).sort((a, b) => away(a) - away(b))[0]);
}

// The list is the chart's twin: the row pointed at or focused is ringed on the chart.
export function followRows(chart) {
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const { state } = chart;
      const row = event.target.closest?.(".row");
      if (!row || row === state.row || state.answer?.mode !== "events") return;
      state.row = row;
      state.chosen = state.marks.findIndex((mark) => `row-${idOf(chart, mark)}` === row.id);
      showChosen(chart, false);
    });
  }
}
