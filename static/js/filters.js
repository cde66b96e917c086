// Small comforts of the filter form: panels that close, links that follow the filter, what went wrong.
const form = document.getElementById("filters");

for (const pick of document.querySelectorAll("[data-pick]")) {
  pick.addEventListener("toggle", () => {
    pick.classList.remove("flip");
    const sheet = pick.querySelector("fieldset, .sheet");
    if (pick.open && sheet.getBoundingClientRect().right > document.documentElement.clientWidth - 8) pick.classList.add("flip");
    if (pick.open) for (const other of document.querySelectorAll("[data-pick][open]")) if (other !== pick) other.open = false;
  });
}
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-pick]")) closeAll();
});
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector("[data-pick][open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

function closeAll() {
  for (const pick of document.querySelectorAll("[data-pick][open]")) pick.open = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-unfold]");
  if (!button) return;
  const open = form.classList.toggle("unfolded");
  button.setAttribute("aria-expanded", String(open));
  button.textContent = open ? "Fewer filters" : "More filters";
});

// Enter in a field says "change" and "submit": one request is enough. A newer question replaces one under way.
let underway = null;
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target?.id !== "results") return;
  const { path, formData } = event.detail.requestConfig;
  const question = path + new URLSearchParams(formData ?? []);
  if (question === underway) event.preventDefault();
  else underway = question;
});
document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.target?.id === "results") underway = null; });

// An export gives what is on the page: its link carries the filter of the newest answer.
document.addEventListener("htmx:afterSwap", () => {
  const query = document.getElementById("results").dataset.query;
  for (const link of document.querySelectorAll("[data-with-query]")) {
    const address = new URL(link.href);
    address.search = query;
    link.href = address.href;
  }
});

// A chip that is taken away takes the focus with it: hand it to the next one.
let fromChips = false;
document.addEventListener("click", (event) => { if (event.target.closest("#chips a")) fromChips = true; });
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "results" || !fromChips) return;
  fromChips = false;
  setTimeout(() => {
    if (document.activeElement === document.body) (document.querySelector("#chips a") ?? document.getElementById("words")).focus({ preventScroll: true });
  }, 0);
});

// What went wrong is said where the count stands, with what to do.
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    if (event.detail.target?.id !== "results") return;
    const again = document.createElement("button");
    again.type = "button";
    again.dataset.again = "";
    again.textContent = "Try again";
    document.getElementById("count").replaceChildren("The list could not be loaded. Check the connection. ", again);
  });
}
document.addEventListener("click", (event) => { if (event.target.closest("[data-again]")) htmx.trigger(form, "submit"); });

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-link]");
  if (!button) return;
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Copy it from the address bar";
  }
  setTimeout(() => { button.textContent = words; }, 1600);
});
