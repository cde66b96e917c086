// Colours live in the style sheets; the figure names them as var(--name) and gets them when it is drawn.

export function colourReader() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

// A copy of a piece of the figure with every var(--name) filled in.
export function tint(value, colours) {
  if (typeof value === "string") {
    const found = /^var\((--[a-z]+)\)$/.exec(value);
    return found ? colours(found[1]) : value;
  }
  if (Array.isArray(value)) return value.map((item) => tint(item, colours));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, tint(item, colours)]));
  return value;
}
