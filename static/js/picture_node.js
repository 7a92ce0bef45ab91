// A picture in a formatted text, and the dialog where one is chosen or uploaded. A text holds only the picture's key.
import { Node, Plugin } from "../django_prose_editor/editor.js";
import { element, openDialog } from "./elements.js";

const GONE = "Bilden finns inte i den här rapporten. Ladda upp den med Infoga bild, eller ta bort den.";
// A text that belongs to no chapter has no pictures to choose from.
export const addressOf = (editor) => editor.options.element?.closest?.("[data-pictures]")?.dataset.pictures ?? "";

async function ask(address, options = {}) {
  const answer = await fetch(address, { ...options, headers: { "HX-Request": "true", ...options.headers } });
  if (answer.status === 401) throw new Error("Du är utloggad. Logga in i en ny flik och försök igen.");
  if (!answer.ok && answer.status !== 413) throw new Error("Det gick inte. Försök igen om en stund.");
  const { body } = new DOMParser().parseFromString(await answer.text(), "text/html");
  return body.firstElementChild;
}

// What the report's pictures are called, asked for once for each page that has one.
const asked = new Map();
function wordsOf(address) {
  const read = (choice) => new Map([...choice.querySelectorAll("[data-inserts]")].map((button) => {
    const figure = button.closest("li");
    return [button.dataset.inserts, { alt: figure.querySelector("img").alt, caption: figure.querySelector("figcaption").dataset.caption }];
  }));
  if (!asked.has(address)) asked.set(address, ask(address).then(read).catch(() => new Map()));
  return asked.get(address);
}

function view(node, address) {
  const image = element("img", { src: `/bilder/${node.attrs.key}/`, alt: "" });
  const caption = element("figcaption");
  const dom = element("figure", { class: "picture", contenteditable: "false" }, image, caption);
  image.addEventListener("error", () => image.replaceWith(element("p", { class: "notice stop" }, GONE)));
  if (address) wordsOf(address).then((words) => {
    const found = words.get(String(node.attrs.key));
    if (!found) image.replaceWith(element("p", { class: "notice stop" }, GONE));
    else [image.alt, caption.textContent] = [found.alt, found.caption];
  });
  return { dom };
}

// After what is marked: another picture or words stay.
function insert(editor, key) {
  editor.chain().focus().insertContentAt(editor.state.selection.to, { type: "picture", attrs: { key } }).run();
}

// Letters typed on a marked picture come after it; the picture is not written over.
const writeAfter = new Plugin({
  props: {
    handleTextInput({ state, dispatch }, from, to, text) {
      if (state.selection.node?.type.name !== "picture") return false;
      const paragraph = state.schema.nodes.paragraph.create(null, state.schema.text(text));
      const change = state.tr.insert(to, paragraph);
      dispatch(change.setSelection(state.selection.constructor.near(change.doc.resolve(to + 1 + text.length), -1)));
      return true;
    },
  },
});

// `file` is one that was pasted or dropped: only its words are missing.
export async function choosePicture(editor, file) {
  const address = addressOf(editor);
  const place = element("div", { "aria-live": "polite" }, "Hämtar …");
  let chosen = "";
  const close = element("form", { method: "dialog" }, element("button", { class: "button plain", value: "" }, "Avbryt"));
  const dialog = openDialog("Infoga bild", "bild", [place, close], () => (chosen ? insert(editor, chosen) : editor.commands.focus()));
  const choose = (key) => {
    chosen = key;
    asked.delete(address);
    dialog.close();
  };
  const show = (choice) => {
    if (choice.dataset.added) return choose(choice.dataset.added);
    const before = place.querySelector("input[type=file]")?.files[0]; // a refused form keeps its file
    place.replaceChildren(choice);
    if (before && !choice.querySelector("input[type=file][aria-invalid]")) give(choice.querySelector("input[type=file]"), before);
    choice.querySelector("[aria-invalid]")?.focus();
  };
  const report = (failure) => place.prepend(element("p", { class: "notice stop", role: "alert" }, failure.message));
  dialog.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-inserts]");
    if (button) choose(button.dataset.inserts);
  });
  dialog.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-uploads]")) return;
    event.preventDefault();
    event.target.querySelector("[data-progress]").textContent = "Laddar upp …";
    ask(address, { method: "POST", body: new FormData(event.target) }).then(show).catch((failure) => {
      event.target.querySelector("[data-progress]").textContent = "";
      report(failure);
    });
  });
  try {
    show(await ask(address));
    if (file) give(place.querySelector("input[type=file]"), file);
    place.querySelector(file ? "[name=alt_text]" : "input[type=file]")?.focus();
  } catch (failure) {
    place.replaceChildren();
    report(failure);
  }
}

function give(input, file) {
  if (!input) return;
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
}

export const Picture = Node.create({
  name: "picture",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ key: { parseHTML: (figure) => figure.dataset.picture, renderHTML: ({ key }) => ({ "data-picture": key }) } }),
  parseHTML: () => [{ tag: "figure[data-picture]" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],
  addProseMirrorPlugins: () => [writeAfter],
  addNodeView() { return ({ node }) => view(node, addressOf(this.editor)); },
});

export const pictureButton = { text: "Infoga bild", where: (editor) => addressOf(editor) !== "", run: (editor) => choosePicture(editor) };
