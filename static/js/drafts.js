// Keeps what is typed in a form with data-draft, the name of what it is about: in the browser at once, and on the
// server within seconds, as a draft that is offered back. The browser's copy goes when the server has the text.
import { failed, succeeded, token } from "./notice.js";

const WAIT = 1500; // ms after the last key
const LONGEST = 4000; // ms from the first key since the server had all
const AGAIN = 5000; // ms until what failed is tried again
const MOST_AT_CLOSING = 60_000; // bytes; browsers refuse more when the page goes away
const DRAFTS = "/utkast/";
const thisPage = Math.random().toString(36).slice(2);
const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent.replace(/\s+/g, " ").trim();
let storesHere = true; // until another window of the browser signs out

addEventListener("storage", (event) => { if (event.key === null) storesHere = false; });

function send(path, fields, more = {}) {
  const body = new URLSearchParams(fields);
  const given = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
  const headers = { "HX-Request": "true", "X-CSRFToken": token() ?? given["X-CSRFToken"] };
  return fetch(path, { method: "POST", headers, body, credentials: "same-origin", ...more });
}

class Keeper {
  constructor(form, field) {
    Object.assign(this, { form, field, stored: field.value, typed: 0, pk: "", timer: 0, left: false });
    const continued = form.querySelector("input[name=draft][data-continued]");
    this.note = continued ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "draft" }));
    this.pk = this.note.value;
    this.prefix = `utkast:${document.body.dataset.user}:${form.dataset.draft}:${field.name}:`;
    this.key = this.prefix + thisPage;
    field.addEventListener("input", () => this.type());
  }

  // The one-time key of a form that makes something new: the server knows by it what was saved.
  get token() { return this.form.elements.token?.value ?? ""; }

  get version() { return this.form.elements.version?.value || 0; }

  type() {
    if (this.field.value === this.kept) return;
    this.typed ||= Date.now();
    this.left = false;
    this.store({});
    this.wait(Math.min(WAIT, this.typed + LONGEST - Date.now()));
  }

  store(more) {
    if (!storesHere) return;
    const copy = { text: this.field.value, version: this.version, pk: this.pk, token: this.token, ...more };
    try { localStorage.setItem(this.key, JSON.stringify(copy)); } catch { /* full or refused: the server has it soon */ }
  }

  wait(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), Math.max(ms, 0));
  }

  async keep() {
    if (!this.typed || !this.form.isConnected) return;
    if (this.sent !== undefined) return this.wait(WAIT); // it is being saved
    const text = this.field.value;
    this.sending = new AbortController();
    const answer = await post(this, { text, base_version: this.version, pk: this.pk, token: this.token }, { signal: this.sending.signal });
    if (!this.typed) return answer?.pk && answer.pk !== this.pk && forget(answer.pk); // saved meanwhile
    if (!answer) return this.wait(AGAIN);
    if (answer.why || answer.saved) return;
    this.goOn(answer.pk);
    if (this.field.value !== text) return this.wait(WAIT);
    this.rest(text);
    this.say("draft:kept", answer.time);
  }

  // The draft that the text is kept in from now on.
  goOn(pk) { this.note.value = this.pk = String(pk); }

  // The server has this text, as a draft or saved.
  rest(text) {
    clearTimeout(this.timer);
    this.typed = 0;
    this.kept = text;
    localStorage.removeItem(this.key);
  }

  // The form goes to the server with this text and this draft.
  saving() { [this.sent, this.sentPk] = [this.field.value, this.pk]; }

  // The server has the text that was sent; what was typed meanwhile is still to be kept.
  saved() {
    const sent = this.sent ?? this.field.value;
    if (this.pk && this.pk !== this.sentPk) forget(this.pk); // made while the text was being saved
    this.goOn("");
    this.say("draft:saved", "");
    if (this.field.value !== sent) return this.wait(WAIT);
    this.rest(sent);
  }

  // The form is being sent: only if the next page does not hold the text was it not saved.
  leave() {
    this.left = true;
    clearTimeout(this.timer);
    this.sending?.abort();
    if (this.typed) this.store({ sent: true });
  }

  close() {
    if (!this.typed || this.left || !this.form.isConnected || this.field.value.length > MOST_AT_CLOSING / 4) return;
    post(this, { text: this.field.value, base_version: this.version, pk: this.pk, token: this.token }, { keepalive: true }).then((answer) => {
      if (answer?.pk) { this.goOn(answer.pk); localStorage.removeItem(this.key); } // the page may come back
    });
  }

  // What this browser has that never reached the server, from a page that was closed or signed out.
  async bringBack() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix) && key !== this.key);
    for (const key of keys) {
      const copy = JSON.parse(localStorage.getItem(key) ?? "null");
      const isSaved = copy?.sent && plain(copy.text) === plain(this.stored);
      const { text, version: base_version, pk, token = "" } = copy ?? {};
      const answer = copy && !isSaved && (await post(this, { text, base_version, pk, token }));
      if (!copy || isSaved || answer?.saved || answer?.pk) localStorage.removeItem(key);
    }
  }

  use(button) {
    const version = this.form.elements.version;
    if (version) version.value = button.dataset.version;
    this.goOn(button.dataset.pk);
    this.field.value = button.dataset.text;
    this.field.dispatchEvent(new Event("draft:use"));
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  say(event, detail) { this.form.dispatchEvent(new CustomEvent(event, { detail, bubbles: true })); }
}

// The answer; null when there was none that could be used, and the page says so.
async function post(keeper, fields, more) {
  const place = { target: keeper.form.dataset.draft, field: keeper.field.name, url: location.pathname, title: title(keeper.form) };
  const path = `${DRAFTS}#${keeper.key}`;
  try {
    const answer = await send(DRAFTS, { ...place, ...fields }, more);
    if (answer.status === 400) { keeper.say("draft:refused", (await answer.json()).why); return { why: true }; }
    if (!answer.ok) throw answer;
    succeeded(path);
    storesHere = true;
    return await answer.json();
  } catch (problem) {
    if (problem.name === "AbortError") return null;
    failed(path, problem.status ?? 0);
    keeper.say("draft:failed", "");
    return null;
  }
}

const title = (form) => (form.dataset.draftTitle ?? document.title.split(" – ")[0]).slice(0, 200);
const forget = (pk) => send(`${DRAFTS}${pk}/kasta/`, {}).catch(() => null);

// The drafts of a form, above it or in it; those of a chapter come with its page.
async function offer(form, keepers) {
  const place = document.querySelector(`[data-draft-offers="${form.dataset.draft}"]`) ?? form.appendChild(document.createElement("div"));
  if (place.parentElement === form) form.prepend(place);
  place.dataset.draftOffers = form.dataset.draft;
  const fields = [["target", form.dataset.draft], ["chosen", keepers[0].pk]];
  for (const { field, stored } of keepers) fields.push(["field", field.name], ["text", stored]);
  const answer = await send(`${DRAFTS}erbjud/`, fields).catch(() => null);
  if (!answer?.ok) return;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  if (offered(found) === offered(place)) return; // what is open on the page stays open
  place.replaceChildren(...found.childNodes);
  htmx.process(place);
}

const offered = (part) => [...part.querySelectorAll("[data-draft-offer]")].map((section) => section.dataset.draftOffer).join();

function start(form) {
  if (form.keepers) return;
  const closed = form.closest("details:not([open])");
  if (closed) return closed.addEventListener("toggle", () => start(form), { once: true });
  const fields = [...form.querySelectorAll("textarea[name]")];
  if (!fields.length) return;
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "draft_target", value: form.dataset.draft }));
  const keepers = (form.keepers = fields.map((field) => new Keeper(form, field)));
  // The page before may have kept its last words while this one was on its way.
  // Beside a text that met another's, the own text stands already.
  Promise.all(keepers.map((keeper) => keeper.bringBack())).then(() => form.closest(".text-conflict") ?? offer(form, keepers));
  form.addEventListener("submit", (event) => {
    if (!form.hasAttribute("hx-post") && !event.submitter?.hasAttribute("hx-post")) for (const keeper of keepers) keeper.leave();
  });
}

function startIn(part) {
  for (const form of part.querySelectorAll("form[data-draft]")) start(form);
}

const all = () => [...document.querySelectorAll("form[data-draft]")].flatMap((form) => form.keepers ?? []);
const keepersOf = (element) => element.closest?.("form")?.keepers ?? [];
startIn(document);
document.addEventListener("htmx:load", (event) => startIn(event.target.parentElement ?? document));
document.addEventListener("htmx:beforeRequest", ({ target }) => keepersOf(target).forEach((keeper) => keeper.saving()));
document.addEventListener("htmx:afterRequest", ({ target }) => keepersOf(target).forEach((keeper) => { keeper.sent = undefined; }));
document.addEventListener("text-stored", ({ target }) => keepersOf(target).forEach((keeper) => keeper.saved())); // HX-Trigger
addEventListener("pagehide", () => all().forEach((keeper) => keeper.close()));
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-draft-use]");
  const keeper = button && all().find(({ form, field }) => form.dataset.draft === button.dataset.target && field.name === button.dataset.field);
  if (!keeper) return; // the link then leads to the page with the draft in the editor
  event.preventDefault();
  keeper.use(button);
  button.closest("[data-draft-offer]").remove();
});

// Where the page has no line of its own that says what is saved, the form gets one.
for (const [event, words] of [["draft:kept", (time) => `Inte sparat. Utkast sparat ${time}`], ["draft:failed", () => "Inte sparat"], ["draft:refused", (why) => `Inte sparat. ${why}`], ["draft:saved", () => ""]]) {
  document.addEventListener(event, ({ target, detail }) => {
    const own = target.querySelector("#sparat, [data-draft-state]");
    if (own?.id === "sparat") return; // chapter.js
    const line = own ?? target.appendChild(Object.assign(document.createElement("p"), { className: "small quiet" }));
    line.dataset.draftState = "";
    line.setAttribute("role", "status");
    line.textContent = words(detail);
  });
}
