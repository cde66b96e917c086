// How the chart words days, dates and names. Days are whole numbers since 1970-01-01, as timeline/charts.py sends them.

export const DAY = 86_400_000;

export const clean = (words) => words.replace(/[<>]/g, ""); // Plotly reads tags in its texts
export const shortened = (words, most = 22) => (words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words);
export const iso = (ms) => new Date(ms).toISOString().slice(0, 10);

export function day(number, parts = { day: "numeric", month: "short", year: "numeric" }) {
  return new Date(number * DAY).toLocaleDateString("en-GB", { ...parts, timeZone: "UTC" });
}

// The date of an event as finely as it is known, never finer.
export function said(codes, events, i) {
  const [a, b, how] = [events.start[i], events.end[i], codes.precision[events.precision[i]].value];
  if (a === null) return `until ${day(b)}`;
  if (b === null) return `after ${day(a)}`;
  if (how === "month") return day(a, { month: "long", year: "numeric" });
  if (how === "year") return day(a, { year: "numeric" });
  if (how === "season") return `${day(a, { month: "long" })} to ${day(b, { month: "long", year: "numeric" })}`;
  if (how === "decade") return `${day(a, { year: "numeric" })}s`;
  if (how === "within") return `once between ${day(a)} and ${day(b)}`;
  return a === b ? day(a) : `${day(a)} – ${day(b)}`;
}

// The status; of a plan, or of what was under way, whose days are over, that nobody reported on it again.
function standing(codes, { status, start, end }, i) {
  const { label, overdue } = codes.status[status[i]];
  const over = end[i] ?? start[i] + 365; // as timeline/overdue.py has it
  return overdue && over < Math.floor(Date.now() / DAY) ? overdue : label;
}

// Lines that tell of one event: its name, its date, the rest.
export function aboutEvent(codes, events, i) {
  const { title, kind, city, articles } = events;
  const facts = [codes.kind[kind[i]].label, standing(codes, events, i), city[i]].filter(Boolean).join(" · ");
  return [title[i], said(codes, events, i), `${facts} · ${articles[i]} article${articles[i] === 1 ? "" : "s"}`];
}

// The same of several marks gathered in one.
export function aboutCluster(codes, events, marks) {
  return [`${marks.length} here`, `${said(codes, events, marks[0].i)} … ${said(codes, events, marks.at(-1).i)}`, "click for the list"];
}

// The same of one step of a ridge.
export function aboutBin(bins, i) {
  const { start, end, count } = bins;
  const months = { month: "long", year: "numeric" };
  const when = end[i] - start[i] < 40 ? day(start[i], months) : `${day(start[i], { month: "long" })} to ${day(end[i], months)}`;
  return [`${count[i]} engagement${count[i] === 1 ? "" : "s"}`, when, "click to look closer"];
}

// What a screen reader hears when the walk comes to a mark.
export function spoken(codes, events, i) {
  return `${events.title[i]}, ${said(codes, events, i)}, ${codes.kind[events.kind[i]].label}, ${standing(codes, events, i)}.`;
}

export function spokenCluster(codes, events, marks, lane) {
  return `${marks.length} engagements close together, ${lane}, ${said(codes, events, marks[0].i)} to ${said(codes, events, marks.at(-1).i)}. Enter lists them.`;
}

export function spokenBin(bins, i, lane) {
  const [count, when] = aboutBin(bins, i);
  return `${count}, ${lane}, ${when}. Enter looks closer.`;
}
