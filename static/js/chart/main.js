// The timeline. The figure's make-up comes with the page (timeline/charts.py), the events as columns from
// data-source; the modules beside this one lay the marks out for the width at hand and keep chart, list and address
// in step. Here they are put together.

import { hoverCard } from "./card.js";
import { followRows, idOf } from "./choosing.js";
import { asked, foresee, load, needed, results } from "./data.js";
import { draw } from "./drawing.js";
import { listenToKeys } from "./keyboard.js";
import { measurer } from "./labels.js";
import { offerPictures } from "./picture.js";
import { listenToButtons, listenToPointer } from "./pointer.js";
import { setView } from "./view.js";
import { DAY } from "./words.js";

const box = document.querySelector("[data-chart]");
const read = (id) => JSON.parse(document.getElementById(id).textContent);

if (box) start(box);

function start(box) {
  const chart = {
    box,
    figure: read("figure"),
    codes: read("codes"),
    form: document.getElementById("filters"), // none on the page of a person or place: its filter is fixed
    wide: matchMedia("(min-width: 641px)"),
    card: hoverCard(box),
    widthOf: measurer(box),
    state: { answer: null, view: null, whole: null, marks: [], clusters: [], stops: [], chosen: -1, query: null, abort: null },
    listenOnce() { chart.listenOnce = () => {}; listenToPointer(chart); }, // Plotly's events exist once it has drawn
  };
  listenToKeys(chart);
  listenToButtons(chart);
  followRows(chart);
  followPage(chart);
  foresee(chart);
  offerPictures(chart);
  box.shownIds = () => shownIds(chart);
  load(chart);
}

// Width, theme and filter of the page.
function followPage(chart) {
  const { box, state } = chart;
  document.addEventListener("strip:window", async (event) => {
    if (!state.whole) await load(chart, { anyWidth: true });
    if (state.whole) setView(chart, event.detail);
  });
  document.addEventListener("themechange", () => draw(chart));
  for (const media of ["(prefers-color-scheme: dark)", "print"]) matchMedia(media).addEventListener("change", () => draw(chart));
  chart.wide.addEventListener("change", () => (state.answer ? needed(chart) : load(chart)));
  let width = box.clientWidth;
  new ResizeObserver(() => {
    if (box.clientWidth === width) return;
    width = box.clientWidth;
    requestAnimationFrame(() => draw(chart));
  }).observe(box);
  // One answer swaps many parts, and each says so: the chart is looked after once.
  let swapped = 0;
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "results") return;
    clearTimeout(swapped);
    swapped = setTimeout(() => {
      const { from, to } = results().dataset;
      const echo = state.told === [from, to].join("/");
      state.told = null;
      load(chart, { keepView: echo });
    }, 0);
  });
}

// For tests and measurements: the ids of what the window shows, as single marks or in clusters.
function shownIds({ codes, form, state }) {
  const { start, end } = state.answer.events ?? {};
  const all = [...state.marks, ...state.clusters.flatMap((cluster) => cluster.marks)];
  const [from, to] = state.view;
  const sure = form?.elements.sure.checked && asked();
  const shown = all.filter(({ i }) => {
    const [a, b] = [start[i] ?? (sure ? -Infinity : end[i] - codes.reach), end[i] ?? (sure ? Infinity : start[i] + codes.reach)];
    return sure ? a * DAY >= from && (b + 1) * DAY <= to : a * DAY < to && (b + 1) * DAY > from;
  });
  return [...new Set(shown.map((mark) => idOf({ state }, mark)))];
}
