// What to say, and what to do, when the chart's data did not come.

import { say } from "./drawing.js";

const WORDS = "The chart could not be loaded. Check the connection. ";

export function showTrouble(box, again) {
  clearTrouble(box);
  const words = document.createElement("p");
  words.className = "trouble";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Try again";
  button.addEventListener("click", () => { box.focus({ preventScroll: true }); again(); });
  words.append(WORDS, button);
  box.parentElement.append(words);
  say(WORDS);
}

export function clearTrouble(box) {
  box.parentElement.querySelector(".trouble")?.remove();
}
