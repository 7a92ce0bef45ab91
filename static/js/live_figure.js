// A figure in a text that follows the data: one piece in the editor, and the dialog where it is chosen.
// The page says where figures are found by data-figures round the editor; elsewhere there is no button.
import * as prose from "../django_prose_editor/editor.js";

const ASKED = { "HX-Request": "true" }; // the list alone, without the page round it
const WAIT = 250; // milliseconds after the last letter
const UNKNOWN = "[saknas]"; // as the report says it

const placeOf = (editor) => editor.options.element?.closest?.("[data-figures]")?.dataset.figures ?? "";

export const LiveFigure = prose.Node.create({
  name: "liveFigure",
  group: "inline",
  inline: true,
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      value: { default: "", parseHTML: (element) => element.getAttribute("value"), renderHTML: ({ value }) => ({ value }) },
      words: { default: "", parseHTML: (element) => element.textContent, rendered: false },
    };
  },
  parseHTML: () => [{ tag: "data[value]" }],
  renderHTML: ({ node, HTMLAttributes }) => ["data", HTMLAttributes, node.attrs.words],
  renderText: ({ node }) => node.attrs.words,
  addStorage: () => ({ titles: new Map() }),
  onCreate() { refresh(this.editor); },
  onUpdate() { refresh(this.editor); },
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("data");
      dom.className = "live-figure";
      dom.value = node.attrs.value;
      dom.textContent = node.attrs.words;
      dom.title = this.editor.storage.liveFigure.titles.get(node.attrs.value) ?? "Siffran följer uppgifterna";
      return { dom };
    };
  },
});

export const figureButton = { text: "Infoga siffra", where: (editor) => placeOf(editor) !== "", run: chooseFigure };

async function fetched(address) {
  const answer = await fetch(address, { headers: ASKED });
  if (!answer.ok) throw new Error(answer.status);
  return answer.text();
}

// What is pasted says what it said where it stood; here it says what it is here.
async function refresh(editor) {
  const place = placeOf(editor);
  const { titles } = editor.storage.liveFigure;
  const asked = new Set();
  editor.state.doc.descendants((node) => {
    if (node.type.name === "liveFigure" && !titles.has(node.attrs.value)) asked.add(node.attrs.value);
  });
  if (!place || !asked.size) return;
  for (const value of asked) titles.set(value, undefined); // asked for once
  const query = new URLSearchParams([...asked].map((value) => ["varde", value]));
  try {
    const { body } = new DOMParser().parseFromString(await fetched(`${place}?${query}`), "text/html");
    const found = new Map([...body.querySelectorAll("[data-figure]")].map((button) => [button.dataset.figure, button]));
    for (const value of asked) titles.set(value, found.get(value)?.dataset.title);
    if (!editor.isDestroyed) put(editor, asked, (value) => found.get(value)?.textContent.trim() ?? UNKNOWN);
  } catch {
    for (const value of asked) titles.delete(value); // the words stay, and it is tried again with the next change
  }
}

function put(editor, values, words) {
  const change = editor.state.tr.setMeta("addToHistory", false);
  editor.state.doc.descendants((node, at) => {
    if (node.type.name !== "liveFigure" || !values.has(node.attrs.value)) return;
    const said = words(node.attrs.value);
    if (said !== node.attrs.words) change.setNodeMarkup(at, null, { ...node.attrs, words: said }, node.marks);
  });
  if (change.docChanged) editor.view.dispatch(change);
}

function chooseFigure(editor) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog figure-dialog";
  dialog.setAttribute("aria-labelledby", "siffrubrik");
  dialog.innerHTML = `<div class="stack">
    <h2 id="siffrubrik">Infoga siffra</h2>
    <div class="field"><label for="siffersok">Sök siffra</label>
      <p class="hint" id="siffertips">Till exempel sjukfrånvaro eller avvikelse</p>
      <input class="input" id="siffersok" type="search" autocomplete="off" aria-describedby="siffertips"></div>
    <div data-found></div>
    <div class="actions"><button class="button plain" type="button">Avbryt</button></div></div>`;
  const [field, found, cancel] = ["input", "[data-found]", ".plain"].map((each) => dialog.querySelector(each));
  document.body.append(dialog);
  let timer, asked = 0;
  const search = async () => {
    const mine = ++asked;
    try {
      const list = await fetched(`${placeOf(editor)}?${new URLSearchParams({ q: field.value })}`);
      if (mine === asked) found.innerHTML = list; // an older answer may come after a newer one
    } catch {
      if (mine === asked) found.innerHTML = '<p role="alert">Siffrorna gick inte att hämta. Försök igen om en stund.</p>';
    }
  };
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, WAIT); });
  cancel.addEventListener("click", () => dialog.close());
  found.addEventListener("click", ({ target }) => {
    const chosen = target.closest("[data-figure]");
    if (!chosen) return;
    const { figure: value, title } = chosen.dataset;
    editor.storage.liveFigure.titles.set(value, title);
    editor.chain().insertContent({ type: "liveFigure", attrs: { value, words: chosen.textContent.trim() } }).run();
    dialog.close();
  });
  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    dialog.remove();
    editor.view.focus();
  });
  dialog.showModal();
  search();
}
