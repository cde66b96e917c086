// The chart as a picture, with what it shows, where it is from and of which day.

import { colourReader } from "./colours.js";
import { clean, iso, shortened } from "./words.js";

export function offerPictures(chart) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-picture]");
    if (button && chart.box.data) picture(chart.box, button.dataset.picture);
  });
}

async function picture(box, format) {
  const colours = colourReader();
  const chips = [...document.querySelectorAll("#chips .chip")].map((chip) => chip.firstChild.textContent.trim());
  const heading = chips.length ? chips.join(", ") : document.querySelector("h1").textContent.trim();
  const foot = `${document.getElementById("count")?.textContent.trim().replace(/\s+/g, " ") ?? ""} · ${location.href} · ${iso(Date.now())}`;
  const layout = structuredClone({ ...box.layout, shapes: box.layout.shapes.filter((shape) => shape.name !== "chosen") });
  Object.assign(layout, { width: 1400, height: box.clientHeight + 110, paper_bgcolor: colours("--paper"), margin: { l: 130, r: 30, t: 64, b: 76 } });
  const line = (text, y, size, colour) => ({ text: clean(shortened(text, 190)), xref: "paper", yref: "paper", x: 0, xanchor: "left", y, yanchor: y > 0 ? "bottom" : "top", yshift: y > 0 ? 14 : -36, showarrow: false, font: { size, color: colours(colour) } });
  layout.annotations = [line(heading, 1, 20, "--ink"), line(foot, 0, 11.5, "--soft")];
  const address = await Plotly.toImage({ data: box.data, layout }, { format, width: 1400, height: layout.height, scale: format === "png" ? 2 : 1 });
  Object.assign(document.createElement("a"), { href: address, download: `engagements.${format}` }).click();
}
