// The overview strip: a click on a year or a stroke over several chooses the window.

// A year of the strip is a link; here it changes the view without loading the page anew.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-year]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  htmx.ajax("GET", link.getAttribute("href"), { target: "#results", swap: "outerHTML" })?.catch?.(() => {});
});

// Drag over the strip to choose a window; a click stays a link to its year.
let drag = null;
document.addEventListener("pointerdown", (event) => {
  const strip = event.target.closest?.("[data-strip]");
  const svg = strip?.querySelector("svg");
  if (!svg || event.button) return;
  drag = { strip, svg, from: event.clientX, moved: false };
});
document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  if (Math.abs(event.clientX - drag.from) > 4) drag.moved = true;
  if (drag.moved) sketch(event.clientX);
});
document.addEventListener("pointerup", (event) => {
  if (!drag) return;
  const { strip, from, moved } = drag;
  const ends = [from, event.clientX].sort((a, b) => a - b).map((x) => dayAt(strip, x));
  drag = null;
  if (!moved) return;
  document.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", stop, { capture: true }), 0);
  document.dispatchEvent(new CustomEvent("strip:window", { detail: ends }));
});
document.addEventListener("dragstart", (event) => { if (event.target.closest?.("[data-strip]")) event.preventDefault(); });

function stop(event) { event.preventDefault(); event.stopPropagation(); }

function share(svg, x) {
  const box = svg.getBoundingClientRect();
  return Math.min(Math.max((x - box.left) / box.width, 0), 1);
}

function dayAt(strip, x) {
  const [first, last] = [Date.parse(strip.dataset.first), Date.parse(strip.dataset.last)];
  return first + (last - first) * share(strip.querySelector("svg"), x);
}

function sketch(x) {
  let brush = drag.svg.querySelector(".brush");
  if (!brush) {
    brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    brush.setAttribute("class", "brush"); brush.setAttribute("y", "0"); brush.setAttribute("height", "42");
    drag.svg.prepend(brush);
  }
  const [a, b] = [drag.from, x].sort((p, q) => p - q).map((at) => share(drag.svg, at) * 100);
  brush.setAttribute("x", `${a}%`);
  brush.setAttribute("width", `${b - a}%`);
}
