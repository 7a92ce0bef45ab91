// Asks before the page is left with a text that is written but not saved; drafts.js keeps it meanwhile.
import "./drafts.js";

const unsaved = new Set();

for (const form of document.querySelectorAll("form[data-keeps-text]")) {
  form.addEventListener("input", () => unsaved.add(form));
  form.addEventListener("submit", () => unsaved.delete(form));
  form.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) unsaved.add(form);
  });
}

window.addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});
