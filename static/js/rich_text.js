// Turns a textarea for formatted text into an editor. Without script the textarea works as it is.
// The editor's own style tag is left out (injectCSS), since the policy of the pages allows none; its rules stand in
// kommunrapport.css under "Formatted text".
import * as prose from "../django_prose_editor/editor.js";
import { element, openDialog } from "./elements.js";
import { cleanPasted, hasWords } from "./pasted.js";
import { Picture, addressOf, choosePicture, pictureButton } from "./picture_node.js";
import { LiveFigure, figureButton } from "./live_figure.js";

const NAME = "data-django-prose-editor-rich-text";
const chain = (editor) => editor.chain().focus();

// What each button says, does, and when it is pressed in; `inTable` shows it only in a table.
const BUTTONS = [
  { text: "Fet", key: "Control+B", run: (e) => chain(e).toggleBold().run(), on: (e) => e.isActive("bold") },
  { text: "Kursiv", key: "Control+I", run: (e) => chain(e).toggleItalic().run(), on: (e) => e.isActive("italic") },
  { text: "Mellanrubrik", run: (e) => chain(e).toggleHeading({ level: 3 }).run(), on: (e) => e.isActive("heading", { level: 3 }) },
  { text: "Liten rubrik", run: (e) => chain(e).toggleHeading({ level: 4 }).run(), on: (e) => e.isActive("heading", { level: 4 }) },
  { text: "Punktlista", run: (e) => chain(e).toggleBulletList().run(), on: (e) => e.isActive("bulletList") },
  { text: "Numrerad lista", run: (e) => chain(e).toggleOrderedList().run(), on: (e) => e.isActive("orderedList") },
  { text: "Citat", run: (e) => chain(e).toggleBlockquote().run(), on: (e) => e.isActive("blockquote") },
  { text: "Länk", key: "Control+K", run: askForLink, on: (e) => e.isActive("link") },
  { text: "Tabell", run: (e) => chain(e).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(), off: (e) => e.isActive("table") },
  figureButton,
  pictureButton,
  { text: "Ångra", key: "Control+Z", run: (e) => chain(e).undo().run(), off: (e) => !e.can().undo() },
  { text: "Gör om", key: "Control+Y", run: (e) => chain(e).redo().run(), off: (e) => !e.can().redo() },
  { text: "Ny rad", inTable: true, run: (e) => chain(e).addRowAfter().run() },
  { text: "Ny kolumn", inTable: true, run: (e) => chain(e).addColumnAfter().run() },
  { text: "Ta bort rad", inTable: true, run: (e) => chain(e).deleteRow().run() },
  { text: "Ta bort kolumn", inTable: true, run: (e) => chain(e).deleteColumn().run() },
  { text: "Slå ihop celler", inTable: true, run: (e) => chain(e).mergeCells().run(), off: (e) => !e.can().mergeCells() },
  { text: "Dela cell", inTable: true, run: (e) => chain(e).splitCell().run(), off: (e) => !e.can().splitCell() },
  { text: "Rubrikcell", inTable: true, run: (e) => chain(e).toggleHeaderCell().run(), on: (e) => e.isActive("tableHeader") },
  { text: "Ta bort tabellen", inTable: true, run: (e) => chain(e).deleteTable().run() },
];

function askForLink(editor) {
  const address = element("input", { class: "input", id: "lankadress", type: "text", inputmode: "url", placeholder: "https://" });
  address.value = editor.getAttributes("link").href ?? "";
  const form = element("form", { method: "dialog", class: "stack" },
    element("div", { class: "field" }, element("label", { for: "lankadress" }, "Adress"), address),
    element("div", { class: "actions" },
      element("button", { class: "button primary", value: "spara" }, "Sätt länken"),
      element("button", { class: "button", value: "bort" }, "Ta bort länken"),
      element("button", { class: "button plain", value: "" }, "Avbryt")));
  openDialog("Länk", "lank", [form], (choice) => {
    const marked = chain(editor).extendMarkRange("link");
    if (choice === "spara" && address.value.trim()) marked.setLink({ href: complete(address.value.trim()) }).run();
    else if (choice === "bort") marked.unsetLink().run();
    else editor.commands.focus();
  });
}

function complete(address) {
  if (/^(https?:|mailto:)/i.test(address)) return address;
  return address.includes("@") ? `mailto:${address}` : `https://${address}`;
}

function toolbar(editor, label) {
  const bar = element("div", { class: "toolbar", role: "toolbar", "aria-label": `Format för ${label}` });
  const made = BUTTONS.map((button) => {
    const tool = element("button", { class: "tool", type: "button", tabindex: "-1" }, button.text);
    if (button.key) tool.setAttribute("aria-keyshortcuts", button.key);
    tool.addEventListener("mousedown", (event) => event.preventDefault()); // the cursor stays in the text
    tool.addEventListener("click", () => tool.getAttribute("aria-disabled") || button.run(editor));
    bar.append(tool);
    return [button, tool];
  });
  const shown = () => made.map(([, tool]) => tool).filter((tool) => !tool.hidden);
  const refresh = () => {
    for (const [button, tool] of made) {
      tool.hidden = (Boolean(button.inTable) && !editor.isActive("table")) || button.where?.(editor) === false;
      if (button.on) tool.setAttribute("aria-pressed", String(button.on(editor)));
      if (button.off?.(editor)) tool.setAttribute("aria-disabled", "true");
      else tool.removeAttribute("aria-disabled");
    }
  };
  // One stop for the tab key, then the arrows, as toolbars work.
  bar.addEventListener("keydown", (event) => {
    const tools = shown();
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = tools[(tools.indexOf(document.activeElement) + step + tools.length) % tools.length];
    for (const tool of tools) tool.tabIndex = tool === next ? 0 : -1;
    next.focus();
  });
  made[0][1].tabIndex = 0;
  editor.on("transaction", refresh);
  refresh();
  return bar;
}

// What of the pasted can be kept, and what is said of the rest.
function pasted(html, frame, mayUpload) {
  const { html: kept, pictures } = cleanPasted(html);
  if (pictures) tell(frame, `${pictures === 1 ? "En bild" : `${pictures} bilder`} följde inte med. ${mayUpload ? `Ladda upp ${pictures === 1 ? "bilden" : "dem"} med Infoga bild.` : "Bilder kan bara stå i rapportens egna kapitel."}`);
  return kept;
}

function tell(frame, text) {
  frame.querySelector(".pasted")?.remove();
  const close = element("button", { class: "button plain", type: "button" }, "Stäng");
  const notice = element("p", { class: "notice warn pasted", role: "alert" }, element("span", {}, text), close);
  close.addEventListener("click", () => notice.remove());
  frame.append(notice);
}

// A picture alone, such as a screenshot: a picture beside words is only how Office draws them.
function pictureIn(data) {
  const file = [...data.files].find((one) => one.type.startsWith("image/"));
  return file && !data.getData("text/plain").trim() && !hasWords(data.getData("text/html")) ? file : null;
}

function extensions(config, editorOf) {
  const link = {
    addKeyboardShortcuts: () => ({ "Mod-k": () => askForLink(editorOf()) ?? true }),
    onCreate() {}, // it would register schemes that are known already, and complain of it in an editor that comes later
  };
  const chosen = Object.entries(config.extensions)
    .filter(([name]) => prose[name])
    .map(([name, options]) => {
      const extension = name === "Link" ? prose.Link.extend(link) : prose[name];
      return typeof options === "object" ? extension.configure(options) : extension;
    });
  return [...chosen, LiveFigure, Picture];
}

function start(textarea) {
  const label = textarea.labels[0]?.textContent.trim() ?? "text";
  const frame = element("div", { class: "rich-text" });
  const take = (event, data) => {
    const file = data && addressOf(editor) ? pictureIn(data) : null;
    if (!file) return false;
    event.preventDefault();
    choosePicture(editor, file);
    return true;
  };
  const area = element("div");
  textarea.before(frame);
  frame.append(area, textarea);
  const editor = new prose.Editor({
    element: area,
    injectCSS: false,
    extensions: extensions(JSON.parse(textarea.getAttribute(NAME)), () => editor),
    content: textarea.value,
    editorProps: {
      attributes: {
        class: "input prose serif",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        lang: "sv",
        spellcheck: "true",
        ...(textarea.getAttribute("aria-describedby") && { "aria-describedby": textarea.getAttribute("aria-describedby") }),
        ...(textarea.getAttribute("aria-invalid") && { "aria-invalid": "true" }),
      },
      transformPastedHTML: (html) => pasted(html, frame, addressOf(editor) !== ""),
      handlePaste: (view, event) => take(event, event.clipboardData),
      handleDrop: (view, event) => take(event, event.dataTransfer),
    },
    onUpdate: () => {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  textarea.addEventListener("draft:use", () => editor.commands.setContent(textarea.value, { emitUpdate: false }));
  frame.prepend(toolbar(editor, label));
  if (document.activeElement === textarea) editor.commands.focus("end");
  textarea.hidden = true;
  textarea.labels[0]?.addEventListener("click", () => editor.commands.focus());
}

function startIn(part) {
  for (const textarea of part.querySelectorAll(`textarea[${NAME}]`)) if (!textarea.closest(".rich-text")) start(textarea);
}

startIn(document);
document.addEventListener("htmx:load", (event) => startIn(event.target));
