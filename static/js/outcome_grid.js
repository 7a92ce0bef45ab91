// Saving in the outcome grid: a cell is sent when it is left. The server answers with rows that replace themselves.
const grid = document.querySelector("#rutnat");
const saved = document.querySelector("#sparat");
const dialog = document.querySelector("dialog#om-varde");
const RETRY_AFTER = 5000;
// What was sent for each row and is not answered yet: the text, and the version it was based on.
const sent = new Map();

const cellOf = (form) => form?.querySelector?.(".cell");
const isChanged = (cell) => cell.value !== cell.defaultValue;
const say = (text) => saved.replaceChildren(text);

function save(form) {
  const cell = cellOf(form);
  if (cell && isChanged(cell) && !sent.has(form.dataset.entry)) form.requestSubmit();
}

function entryOf(event) {
  const form = event.detail.requestConfig?.elt ?? event.detail.elt;
  return form?.dataset?.entry ? form : null;
}

grid?.addEventListener("input", (event) => {
  if (!event.target.matches(".cell")) return;
  const changed = isChanged(event.target);
  event.target.closest("td").classList.toggle("changed", changed);
  say(changed ? "Ändrat, sparas när du lämnar rutan" : "");
});

grid?.addEventListener("focusout", (event) => {
  // A row that replaces itself takes its focused cell away; that is not leaving it.
  if (event.target.matches(".cell") && event.target.isConnected) save(event.target.form);
});

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const form = entryOf(event);
  if (!form) return;
  const version = Number(form.querySelector("[data-version]").value);
  sent.set(form.dataset.entry, { text: cellOf(form).value, version });
  say("Sparar …");
});

// The cell may have been taken up again while the answer was on its way: what was typed since then stays.
document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
  const row = event.detail.target;
  const old = row.querySelector?.(".cell");
  const fresh = event.detail.fragment.querySelector?.(".cell");
  const before = sent.get(row.id);
  if (!old || !fresh || !row.matches(".entry")) return;
  if (old.value === (before ? before.text : old.defaultValue)) return;
  fresh.value = old.value;
  fresh.closest("td").classList.add("changed");
  const version = fresh.form.querySelector("[data-version]");
  // Only our own save may have moved the version on; anybody else's must meet this text as a conflict.
  const own = before ? before.version + 1 : Number(old.form.querySelector("[data-version]").value);
  version.value = Math.min(Number(version.value), own);
});

document.body.addEventListener("htmx:afterRequest", (event) => {
  const form = entryOf(event);
  if (!form) return;
  sent.delete(form.dataset.entry);
  const status = event.detail.xhr?.status ?? 0;
  if (status === 0 || status >= 500) retryLater(form);
  else if (status >= 400 && status !== 409) say("Inte sparat"); // page.js says why
  const now = document.getElementById(form.dataset.entry)?.querySelector("form[data-entry]");
  if (event.detail.successful && now && cellOf(now) !== document.activeElement) save(now);
});

function retryLater(form) {
  say("Inte sparat. Vi försöker igen om 5 sekunder.");
  setTimeout(() => form.isConnected && save(form), RETRY_AFTER);
}

// An expired sign-in answers with another page: it must not replace anything here.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  const asked = new URL(requestConfig.path, location.href).pathname;
  if (!xhr.responseURL || new URL(xhr.responseURL).pathname === asked) return;
  event.detail.shouldSwap = false;
  say("Inte sparat, du är utloggad. Logga in i en ny flik och lämna rutan igen. Det du skrev finns kvar.");
});

// Who had to choose is taken to the choice that changes nothing, unless already typing elsewhere.
document.body.addEventListener("htmx:oobAfterSwap", (event) => {
  const row = document.getElementById(event.detail.target?.id);
  const keep = row?.querySelector?.("[data-keep]");
  const active = document.activeElement;
  if (keep && (active === document.body || row.contains(active))) keep.focus();
});

addEventListener("beforeunload", (event) => {
  if (sent.size || [...document.querySelectorAll(".grid .cell")].some(isChanged)) event.preventDefault();
});

// All that can be said of a value opens in a dialog; saving answers with rows and leaves the dialog empty.
let openedFrom = null;
dialog?.addEventListener("htmx:afterSwap", (event) => {
  if (event.target !== dialog) return;
  if (dialog.querySelector("form")) {
    if (dialog.open) return;
    openedFrom = dialog.querySelector("form").dataset.details;
    dialog.showModal();
  } else dialog.close();
});
dialog?.addEventListener("click", (event) => {
  if (!event.target.closest("[data-close]")) return;
  event.preventDefault();
  dialog.close();
});
dialog?.addEventListener("close", () => {
  dialog.replaceChildren();
  document.getElementById(`${openedFrom}-varde`)?.focus();
});

// A filter acts when it is chosen.
document.querySelector("#urval")?.addEventListener("change", (event) => event.currentTarget.submit());
