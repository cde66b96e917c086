// The chart by keyboard, as #chart-keys tells it.

import { changeLane, choose, openChosen, step } from "./choosing.js";
import { showAll, zoom } from "./view.js";

const KEYS = {
  ArrowRight: (chart) => step(chart, 1),
  ArrowLeft: (chart) => step(chart, -1),
  ArrowDown: (chart) => changeLane(chart, 1),
  ArrowUp: (chart) => changeLane(chart, -1),
  Home: (chart) => step(chart, -Infinity),
  End: (chart) => step(chart, Infinity),
  Enter: openChosen,
  " ": openChosen,
  "+": (chart) => zoom(chart, 0.6),
  "=": (chart) => zoom(chart, 0.6),
  "-": (chart) => zoom(chart, 1 / 0.6),
  0: showAll,
  Escape: (chart) => { choose(chart, -1); document.dispatchEvent(new CustomEvent("event:close")); },
};

export function listenToKeys(chart) {
  chart.box.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !chart.state.answer) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act(chart);
  });
}
