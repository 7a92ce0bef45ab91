// The line above the page that says when something could not be saved, and goes away when all of it could after all.
export function tell(text, link) {
  let notice = document.querySelector("#besked");
  if (!notice) {
    notice = document.createElement("p");
    notice.id = "besked";
    notice.className = "notice stop";
    notice.setAttribute("role", "alert");
    document.querySelector("main").prepend(notice);
  }
  if (notice.dataset.says === text) return; // what is tried again every few seconds is not read out every time
  notice.dataset.says = text;
  notice.textContent = text;
  if (link) {
    const a = document.createElement("a");
    Object.assign(a, { href: link, target: "_blank", textContent: "Logga in i en ny flik" });
    notice.append(" ", a);
  }
}

// What could not be saved is not saved until it is sent again: that something else was does not take the words away.
const failing = new Set();

// `status` is 0 when there was no answer.
export function failed(path, status) {
  failing.add(path);
  if (status === 401) tell("Du är utloggad. Det du skrev finns kvar här men är inte sparat.", "/logga-in/");
  else if (status) tell("Det gick inte att spara. Det du skrev finns kvar. Försök igen om en stund.");
  else tell("Ingen kontakt med servern. Det du skrev finns kvar men är inte sparat.");
}

export function succeeded(path) {
  if (failing.delete(path) && !failing.size) document.querySelector("#besked")?.remove();
}

// Signing in again in another tab gives a new token; without it nothing written in this one could be saved.
export const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
