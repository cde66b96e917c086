// The lines under the marks: a bar for what lasted, and for what is known only roughly a form of its own, as the legend
// shows them (templates/timeline/parts/legend.html).

const CAP = 4; // px that the ends of a whisker stand out
const BOX = 5; // half the height of a season's frame

// Strokes of [x, y] points in px, from `from` to `to` at height y; `mid` is where the mark stands.
export function strokes(how, [from, to], mid, y) {
  const along = [[from, y], [to, y]];
  if (how === "season") return [[[from, y - BOX], [to, y - BOX], [to, y + BOX], [from, y + BOX], [from, y - BOX]]];
  if (how === "year" || how === "decade" || how === "within") return [along, cap(from, y), cap(to, y)];
  if (how === "open") return to > mid ? [along, ...head(to, -CAP, y)] : [[[to, y], [from, y]], ...head(from, CAP, y)];
  return [along];
}

const cap = (x, y) => [[x, y - CAP], [x, y + CAP]];
const head = (tip, back, y) => [[[tip, y], [tip + back, y - CAP]], [[tip, y], [tip + back, y + CAP]]];
