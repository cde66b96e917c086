// Our own hover card: plotly.js would write styles into the page, which the content policy forbids.

export function hoverCard(box) {
  const card = document.createElement("div");
  card.className = "tip";
  card.hidden = true;
  card.setAttribute("aria-hidden", "true");
  box.parentElement.append(card);
  return {
    // Lines of text, the first of them the name, about the point x, y of the chart's box.
    show([head, ...rest], x, y) {
      const name = document.createElement("b");
      name.textContent = head;
      card.replaceChildren(name, ...rest.map((line) => Object.assign(document.createElement("span"), { textContent: line })));
      card.hidden = false;
      const { width, height } = card.getBoundingClientRect();
      card.style.left = `${Math.min(Math.max(x - width / 2, 4), box.clientWidth - width - 4)}px`;
      card.style.top = `${y > height + 18 ? y - height - 14 : y + 16}px`;
    },
    hide() { card.hidden = true; },
  };
}
