// The keyboard of the outcome grid. Without it every cell is an ordinary input with its own form.
const grid = document.querySelector("#rutnat");
const keys = document.querySelector(".keys");
const stopsOf = (entry) => [...entry.querySelectorAll("tr:first-child [data-stop], [data-keep], .row-clash button")];
const cells = () => [...grid.querySelectorAll(".cell")];

const isWhole = (cell) => cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
const atStart = (cell) => isWhole(cell) || (cell.selectionStart === 0 && cell.selectionEnd === 0);
const atEnd = (cell) => isWhole(cell) || cell.selectionStart === cell.value.length;

function go(target) {
  if (!target) return false;
  target.focus();
  target.scrollIntoView({ block: "nearest" });
  return true;
}

// The same kind of place in the next row that has one: past headings and locked cells.
function vertical(from, step) {
  const kind = from.matches(".cell") ? ".cell" : from.matches("th a") ? "th a" : ".about";
  const all = [...grid.querySelectorAll(kind)];
  return all[all.indexOf(from) + step];
}

function horizontal(from, step) {
  const stops = stopsOf(from.closest(".entry"));
  return stops[stops.indexOf(from) + step];
}

function leaveGrid(step) {
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, [tabindex='0']")];
  const inside = all.filter((element) => grid.contains(element));
  const edge = step > 0 ? all.indexOf(inside.at(-1)) + 1 : all.indexOf(grid);
  return all[edge];
}

const actions = {
  ArrowUp: (from) => go(vertical(from, -1)),
  ArrowDown: (from) => go(vertical(from, 1)),
  ArrowLeft: (from) => (!from.matches(".cell") || atStart(from)) && go(horizontal(from, -1)),
  ArrowRight: (from) => (!from.matches(".cell") || atEnd(from)) && go(horizontal(from, 1)),
  Enter(from, event) {
    if (!from.matches(".cell")) return false;
    if (!go(vertical(from, event.shiftKey ? -1 : 1))) from.form.requestSubmit();
    return true;
  },
  Tab(from, event) {
    if (!from.matches(".cell")) return false;
    const step = event.shiftKey ? -1 : 1;
    const all = cells();
    return go(all[all.indexOf(from) + step]) || go(leaveGrid(step));
  },
  F2(from) {
    if (!from.matches(".cell")) return false;
    from.setSelectionRange(from.value.length, from.value.length);
    return true;
  },
  Escape(from) {
    if (from.matches(".cell") && from.value !== from.dataset.stored) {
      from.value = from.dataset.stored;
      from.dispatchEvent(new Event("input", { bubbles: true }));
      from.select();
    } else grid.focus();
    return true;
  },
};

function shortcut(from, event) {
  const key = event.key.toLowerCase();
  if (event.altKey && !event.ctrlKey && key === "n") return click(from.closest(".entry")?.querySelector("[data-about]"));
  if ((event.ctrlKey || event.metaKey) && key === "z" && from.value === from.defaultValue) {
    return click(document.querySelector("#angra button"));
  }
  if (event.key === "?") return go(keys);
  return false;
}

function click(element) {
  element?.click();
  return Boolean(element);
}

grid?.addEventListener("keydown", (event) => {
  const from = event.target.closest("[data-stop], [data-keep], .row-clash button") ?? event.target;
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey && from.closest(".entry");
  const action = plain && (event.key in actions) ? actions[event.key] : null;
  if (action ? action(from, event) : shortcut(from, event)) event.preventDefault();
});

// However one comes to a cell its text is selected, unless the row is only replaced by its answer.
let isReplaced = false;
document.body.addEventListener("htmx:beforeSwap", () => {
  isReplaced = true;
  setTimeout(() => { isReplaced = false; });
});
grid?.addEventListener("focusin", (event) => {
  if (event.target.matches(".cell") && !isReplaced) event.target.select();
});
// The first click chooses the cell, the next one places the cursor.
grid?.addEventListener("mousedown", (event) => {
  const cell = event.target;
  if (!cell.matches(".cell") || cell === document.activeElement) return;
  event.preventDefault();
  cell.focus();
});

grid?.addEventListener("copy", (event) => {
  const cell = event.target;
  if (!cell.matches?.(".cell") || cell.selectionStart !== cell.selectionEnd) return;
  event.clipboardData.setData("text/plain", cell.value);
  event.preventDefault();
});

// One value is pasted as text; a block goes to the server, which knows which cells it may fill.
grid?.addEventListener("paste", (event) => {
  const cell = event.target;
  if (!cell.matches?.(".cell")) return;
  const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
  event.preventDefault();
  if (!/[\t\n]/.test(text)) {
    cell.setRangeText(text, cell.selectionStart, cell.selectionEnd, "end");
    cell.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  const forms = [...grid.querySelectorAll("form[data-entry]")];
  const values = {
    start: cell.form.dataset.entry,
    block: text,
    anchor: forms.map((form) => form.dataset.entry),
    version: forms.map((form) => form.querySelector("[data-version]").value),
  };
  window.htmx.ajax("POST", grid.dataset.paste, { source: grid, swap: "none", values });
});
