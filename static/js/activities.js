// When a choice could not be saved, its row says so and keeps the choice.
const SIGN_IN = "/logga-in/";

function say(form, text) {
  const state = form.querySelector(".row-state");
  if (state) state.textContent = text;
}

document.addEventListener("htmx:beforeRequest", (event) => say(event.detail.elt, "Sparar …"));
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => say(event.detail.elt, "Inte sparat. Kontrollera nätet och välj igen."));
}
// A session that has ended answers with the sign-in page, which does not belong in a row.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!new URL(event.detail.xhr.responseURL).pathname.startsWith(SIGN_IN)) return;
  event.detail.shouldSwap = false;
  say(event.detail.elt, "Inte sparat. Ladda om sidan och logga in igen.");
});

// Words that are written and not yet saved: the page asks before it is left with them.
const unsaved = new Set();
document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[hx-post]");
  if (!form || target.type === "radio") return;
  unsaved.add(form);
  say(form, "");
});
document.addEventListener("htmx:afterSettle", () => {
  for (const form of unsaved) {
    const isSaved = form.querySelector(".row-state")?.textContent.includes("Sparat ");
    if (isSaved || !form.isConnected) unsaved.delete(form);
  }
});
addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});
