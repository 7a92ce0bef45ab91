// The page of a chapter: counts words, says when something is not saved, and asks before it is lost.
const form = document.querySelector("form[data-chapter-text]");
const BLOCK = /<\/?(p|br|h[2-4]|li|td|th|blockquote)[\s>]/g; // a word ends where a block does
const tree = document.querySelector("details.tree");

// On a phone the tree of chapters would stand between the reader and the chapter.
if (tree && matchMedia("(max-width: 48rem)").matches) tree.open = false;

const here = tree?.querySelector("[aria-current]");
const nav = here?.closest("nav");
if (nav) nav.scrollTop = here.offsetTop - nav.clientHeight / 2;

if (form) {
  const text = form.elements.text;
  const state = document.querySelector("#sparat");
  const words = document.querySelector("#ord");
  let unsaved = "unsaved" in form.dataset;

  form.addEventListener("input", (event) => {
    if (event.target !== text) return;
    if (!unsaved) state.textContent = "Ändrat, inte sparat";
    unsaved = true;
    const plain = new DOMParser().parseFromString(text.value.replace(BLOCK, " $&"), "text/html").body.textContent;
    words.textContent = plain.split(/[ \t\n]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  });

  addEventListener("beforeunload", (event) => {
    if (unsaved && form.isConnected) event.preventDefault();
  });
  form.addEventListener("submit", () => { unsaved = false; });

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
    event.preventDefault();
    form.querySelector("[hx-post]").click();
  });

  // drafts.js keeps the text meanwhile. Why a save was refused goes on standing there.
  const tells = (words) => { if (unsaved && !state.querySelector(".is-bad") && state.textContent !== words) state.textContent = words; };
  form.addEventListener("draft:kept", ({ detail }) => tells(`Inte sparat. Utkast sparat ${detail}`));
  form.addEventListener("draft:failed", () => tells("Inte sparat"));
  form.addEventListener("draft:refused", ({ detail }) => tells(`Inte sparat. ${detail}`));

  // Other parts of the page fetch for themselves.
  const saves = (event) => form.contains(event.detail.requestConfig.elt);
  let sent = "";
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!saves(event)) return;
    sent = text.value;
    state.textContent = "Sparar …";
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!saves(event)) return;
    if (!form.isConnected) document.querySelector("#skriv").scrollIntoView();
    if (!state.querySelector(".is-bad")) unsaved = text.value !== sent;
  });
  // page.js says why.
  for (const failure of ["htmx:responseError", "htmx:sendError"])
    document.addEventListener(failure, (event) => { if (saves(event)) state.textContent = "Inte sparat"; });
}
