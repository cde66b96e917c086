// plotly.js weighs more than all the rest of the page, and a narrow screen shows the strip and the list alone: it is
// fetched where a chart is drawn. The page names it (and has it fetched early if there is room for a chart).

let coming = null;

export function plotly() {
  coming ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.getElementById("plotly-file").href;
    script.addEventListener("load", () => resolve(window.Plotly));
    script.addEventListener("error", () => { coming = null; reject(new Error("plotly.js could not be loaded")); });
    document.head.append(script);
  });
  return coming;
}
