// Opens an engagement beside the chart and the list. Without room, or without this script, links lead to its page.
const panel = document.getElementById("panel");
const roomy = matchMedia("(min-width: 901px)");
let opener = null;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-event]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !roomy.matches) return;
  event.preventDefault();
  open(link.getAttribute("href"), link.closest("#panel") ? opener : link);
});
document.addEventListener("event:open", ({ detail }) => {
  if (!roomy.matches) { location.href = detail.url; return; }
  open(detail.url, detail.from);
});
document.addEventListener("events:list", ({ detail }) => {
  const head = document.createElement("h2");
  head.tabIndex = -1;
  head.textContent = `${detail.items.length} here: ${detail.lane}`;
  const list = document.createElement("ul");
  list.className = "here";
  for (const item of detail.items) {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = item.url; link.dataset.event = item.id; link.textContent = item.title; link.className = "title";
    const when = document.createElement("small");
    when.textContent = item.day;
    entry.append(link, when);
    list.append(entry);
  }
  panel.replaceChildren(tools(), head, list);
  show(detail.from);
});
document.addEventListener("event:close", shut);
document.addEventListener("click", (event) => { if (event.target.closest("[data-close-panel]")) shut(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden && panel.contains(document.activeElement)) shut(); });

async function open(url, from) {
  try {
    await htmx.ajax("GET", url, { target: "#panel", swap: "innerHTML" });
  } catch {
    return; // another was chosen before this one came, or none came: that is said below
  }
  if (panel.querySelector("[data-trouble]")) return;
  for (const row of document.querySelectorAll("[id^='row-'].chosen")) row.classList.remove("chosen");
  document.getElementById(`row-${panel.querySelector("[data-shown]")?.dataset.shown}`)?.classList.add("chosen");
  show(from);
}

// What did not come is said in its place, with what to do.
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    if (event.detail.target !== panel) return;
    const head = document.createElement("h2");
    head.tabIndex = -1;
    head.textContent = "This engagement could not be loaded";
    const words = document.createElement("p");
    words.dataset.trouble = "";
    const link = document.createElement("a");
    link.href = event.detail.requestConfig.path;
    link.textContent = "open it as a page";
    words.append("Check the connection and choose it again, or ", link, ".");
    panel.replaceChildren(tools(), head, words);
    show(document.activeElement);
  });
}

function tools() {
  const bar = document.createElement("div");
  bar.className = "panel-tools";
  const close = document.createElement("button");
  close.type = "button"; close.className = "plain"; close.dataset.closePanel = ""; close.textContent = "Close ×";
  bar.append(document.createElement("span"), close);
  return bar;
}

function show(from) {
  opener = from ?? opener;
  panel.hidden = false;
  panel.scrollTop = 0;
  panel.querySelector("h2")?.focus({ preventScroll: true });
  const box = panel.getBoundingClientRect();
  if (box.top > innerHeight - 160) panel.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

function shut() {
  if (panel.hidden) return;
  panel.hidden = true;
  panel.replaceChildren();
  for (const row of document.querySelectorAll("[id^='row-'].chosen")) row.classList.remove("chosen");
  (opener?.isConnected ? opener : document.getElementById("chart"))?.focus({ preventScroll: true });
}
