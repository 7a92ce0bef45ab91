// What every page has: the search field of a long list of links filters it while you type.
for (const field of document.querySelectorAll("input[data-filters]")) {
  const rows = document.querySelector(field.dataset.filters).children;
  field.addEventListener("input", () => {
    const wanted = field.value.toLocaleLowerCase("sv");
    for (const row of rows) row.hidden = !row.textContent.toLocaleLowerCase("sv").includes(wanted);
  });
}

// Signed out meanwhile, or no contact: say so above the page, and leave what was typed where it is.
function tell(text, link) {
  let notice = document.querySelector("#besked");
  if (!notice) {
    notice = document.createElement("p");
    notice.id = "besked";
    notice.className = "notice stop";
    notice.setAttribute("role", "alert");
    document.querySelector("main").prepend(notice);
  }
  notice.textContent = text;
  if (link) {
    const a = document.createElement("a");
    Object.assign(a, { href: link, target: "_blank", textContent: "Logga in i en ny flik" });
    notice.append(" ", a);
  }
}

// What could not be saved is not saved until it is sent again: that something else was does not take the words away.
const failed = new Set();
const sentTo = (detail) => detail.pathInfo.requestPath;

document.addEventListener("htmx:responseError", ({ detail }) => {
  failed.add(sentTo(detail));
  if (detail.xhr.status === 401) tell("Du är utloggad. Det du skrev finns kvar här men är inte sparat.", "/logga-in/");
  else tell("Det gick inte att spara. Det du skrev finns kvar. Försök igen om en stund.");
});
document.addEventListener("htmx:sendError", ({ detail }) => {
  failed.add(sentTo(detail));
  tell("Ingen kontakt med servern. Det du skrev finns kvar men är inte sparat.");
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && failed.delete(sentTo(detail)) && !failed.size) document.querySelector("#besked")?.remove();
});

// Signing in again in another tab gives a new token; without it nothing written in this one could be saved.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
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
