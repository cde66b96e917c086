// The queue by keyboard: a key presses the button or follows the link that carries it. Without this file the buttons
// and links do the same.

const dialog = document.getElementById("keys");
let pressed = false; // one key, one act: what is typed while the next page is on its way must not fall on this one

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  const typing = event.target.closest("input, textarea, select");
  if (typing) {
    if (event.key === "Escape") typing.blur();
    return;
  }
  if (dialog.open) {
    if (event.key === "?") dialog.close();
    return;
  }
  if (event.key === "?") {
    event.preventDefault();
    dialog.showModal();
  } else if (event.key === "e") {
    edit(event);
  } else if (/^[a-z2-9]$/.test(event.key)) {
    press(event);
  }
});

window.addEventListener("pageshow", () => {
  pressed = false;
});

function edit(event) {
  const field = document.querySelector("[data-edit]");
  event.preventDefault();
  if (field) {
    field.focus();
    field.select();
  } else {
    document.querySelector('[data-key="o"]')?.click();
  }
}

function press(event) {
  const found = document.querySelector(`[data-key="${event.key}"], [data-key-too="${event.key}"]`);
  if (!found || pressed) return;
  event.preventDefault();
  pressed = true;
  document.body.classList.add("is-leaving");
  found.click();
}

// The list is long and scrolls by itself: show where we are in it.
const current = document.querySelector('.queue-list [aria-current="true"]');
if (current) {
  const list = current.closest("ol");
  list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 3;
}

document.documentElement.dataset.keys = "ready";
