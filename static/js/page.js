import { failed, succeeded, token } from "./notice.js";

// What every page has: the search field of a long list of links filters it while you type.
for (const field of document.querySelectorAll("input[data-filters]")) {
  const rows = document.querySelector(field.dataset.filters).children;
  field.addEventListener("input", () => {
    const wanted = field.value.toLocaleLowerCase("sv");
    for (const row of rows) row.hidden = !row.textContent.toLocaleLowerCase("sv").includes(wanted);
  });
}

// Signed out meanwhile, or no contact: say so above the page, and leave what was typed where it is.
const sentTo = (detail) => detail.pathInfo.requestPath;
document.addEventListener("htmx:responseError", ({ detail }) => failed(sentTo(detail), detail.xhr.status));
document.addEventListener("htmx:sendError", ({ detail }) => failed(sentTo(detail), 0));
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) succeeded(sentTo(detail));
});

// Who signs out leaves no text in the browser (drafts.js); who is signed out by time does.
document.addEventListener("submit", ({ target }) => {
  if (new URL(target.action, location).pathname === "/logga-ut/") localStorage.clear();
});

document.addEventListener("submit", () => {
  if (token()) for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token();
}, true);
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!token()) return;
  detail.headers["X-CSRFToken"] = token();
  if (detail.parameters.csrfmiddlewaretoken) detail.parameters.csrfmiddlewaretoken = token();
});

// Two who wrote at once: until one of the texts is chosen, leaving the page would lose one of them.
const CONFLICT = ".text-conflict, .dialog.conflict";
let hasChosen = false;
for (const choice of ["click", "submit"]) {
  document.addEventListener(choice, ({ target }) => {
    if (target.closest("a, form")?.closest(CONFLICT)) hasChosen = true;
  });
}
addEventListener("beforeunload", (event) => {
  if (document.querySelector(CONFLICT) && !hasChosen) event.preventDefault();
});
