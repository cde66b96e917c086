// The window of time the chart shows, and the form, address and list that follow it.

import { needed } from "./data.js";
import { DAY, iso } from "./words.js";

const SMALLEST = 20 * DAY;
export const span = (view) => view[1] - view[0];

export function setView(chart, [from, to]) {
  const { state } = chart;
  if (to - from < SMALLEST) { const mid = (from + to) / 2; from = mid - SMALLEST / 2; to = mid + SMALLEST / 2; }
  if (to - from > span(state.whole) * 1.15) [from, to] = state.whole;
  state.view = [from, to];
  needed(chart);
  if (chart.form) tellWindow(chart);
}

export function zoom(chart, factor, centre = (chart.state.view[0] + chart.state.view[1]) / 2) {
  const [from, to] = chart.state.view;
  setView(chart, [centre - (centre - from) * factor, centre + (to - centre) * factor]);
}

export const showAll = (chart) => setView(chart, chart.state.whole);

// The days in the form and in the address follow the chart, and the list follows them.
function tellWindow(chart) {
  const { box, form, state } = chart;
  clearTimeout(state.settle);
  box.dataset.pending = ""; // the list is about to follow: tests and measurements wait for it
  state.settle = setTimeout(() => {
    delete box.dataset.pending;
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
