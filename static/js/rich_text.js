// Turns a textarea for formatted text into an editor. Without script the textarea works as it is.
// The editor's own style tag is left out (injectCSS), since the policy of the pages allows none; its rules stand in
// kommunrapport.css under "Formatted text".
import * as prose from "../django_prose_editor/editor.js";

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

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function askForLink(editor) {
  const address = element("input", { class: "input", id: "lankadress", type: "text", inputmode: "url", placeholder: "https://" });
  address.value = editor.getAttributes("link").href ?? "";
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": "lankrubrik" },
    element("form", { method: "dialog", class: "stack" },
      element("h2", { id: "lankrubrik" }, "Länk"),
      element("div", { class: "field" }, element("label", { for: "lankadress" }, "Adress"), address),
      element("div", { class: "actions" },
        element("button", { class: "button primary", value: "spara" }, "Sätt länken"),
        element("button", { class: "button", value: "bort" }, "Ta bort länken"),
        element("button", { class: "button plain", value: "" }, "Avbryt"))));
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    const marked = chain(editor).extendMarkRange("link");
    if (dialog.returnValue === "spara" && address.value.trim()) marked.setLink({ href: complete(address.value.trim()) }).run();
    else if (dialog.returnValue === "bort") marked.unsetLink().run();
    else editor.commands.focus();
    dialog.remove();
  });
  dialog.showModal();
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
      tool.hidden = Boolean(button.inTable) && !editor.isActive("table");
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

// Headings outside the editor's own become their nearest, or the text would lose that it is a heading. Styles go at
// once: the editor would drop them anyway, and the browser complains of each.
function pasted(html) {
  const shaped = html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<span[^>]*mso-list:\s*Ignore[^>]*>/gi, "<span data-mark>")
    .replace(/(<[^>]*?)\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, "$1")
    .replace(/<(\/?)h1(?=[\s>])/gi, "<$1h2")
    .replace(/<(\/?)h[56](?=[\s>])/gi, "<$1h4");
  return shaped.includes("data-mark") ? withLists(shaped) : shaped;
}

// Word writes a list as paragraphs, each with its bullet or number as text.
function withLists(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const item of body.querySelectorAll("p:has([data-mark])")) {
    const mark = item.querySelector("[data-mark]");
    const kind = /^\s*\w+[.)]/.test(mark.textContent) ? "ol" : "ul";
    mark.remove();
    const before = item.previousElementSibling;
    const list = before?.matches(`${kind}[data-word]`) ? before : element(kind, { "data-word": "" });
    if (list !== before) item.before(list);
    list.append(element("li"));
    list.lastChild.append(item);
  }
  return body.innerHTML;
}

function extensions(config, editorOf) {
  const link = { addKeyboardShortcuts: () => ({ "Mod-k": () => askForLink(editorOf()) ?? true }) };
  return Object.entries(config.extensions)
    .filter(([name]) => prose[name])
    .map(([name, options]) => {
      const extension = name === "Link" ? prose.Link.extend(link) : prose[name];
      return typeof options === "object" ? extension.configure(options) : extension;
    });
}

function start(textarea) {
  const label = textarea.labels[0]?.textContent.trim() ?? "text";
  const frame = element("div", { class: "rich-text" });
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
      transformPastedHTML: pasted,
    },
    onUpdate: () => {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
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
