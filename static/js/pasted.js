// Cleans what is pasted from Word, Outlook, Excel and Google Docs, so that its words, lists and tables are what is kept.
// Styles are renamed at once: the editor drops them anyway, and the browser would complain of each.
const renamed = (html) => html
  .replace(/<style[\s\S]*?<\/style>/gi, "")
  .replace(/(<[^>]*?)\sstyle\s*=(?=\s*["'])/gi, "$1 data-style=")
  .replace(/(<[^>]*?)\s(?:src|srcset|background)\s*=(?=\s*["'])/gi, "$1 data-source="); // nothing is fetched
const styleOf = (node) => node.dataset.style?.toLowerCase() ?? "";
const has = (node, pattern) => pattern.test(styleOf(node));
// Of the rest the editor would draw some as styles of its own, such as how a cell is aligned.
const KEPT = new Set(["href", "colspan", "rowspan", "start", "value", "data-picture"]);
const BLANK = /^[\s\u00a0]*$/;

// Headings outside the editor's own become their nearest, or the text would lose that it is a heading.
const HEADINGS = { H1: "h2", H5: "h4", H6: "h4" };
// Google Docs and web mail say by style what others say by tag.
const STYLED = [
  [/(?<!-)font-weight:\s*(bold|[6-9]00)/, "strong"],
  [/(?<!-)font-style:\s*italic/, "em"],
  [/text-decoration[^;]*:\s*[^;]*line-through/, "s"],
  [/text-decoration[^;]*:\s*[^;]*underline/, "u"],
  [/vertical-align:\s*sub/, "sub"],
  [/vertical-align:\s*super/, "sup"],
];

const parsed = (html) => new DOMParser().parseFromString(renamed(html), "text/html").body;
export const hasWords = (html) => !BLANK.test(parsed(html).textContent);

// What can be kept of it, and how many pictures could not.
export function cleanPasted(html) {
  if (html.includes("data-pm-slice")) return { html, pictures: 0 }; // from an editor of ours
  const body = parsed(html);
  removeUnseen(body);
  const pictures = removePictures(body);
  for (const tag of body.querySelectorAll("h1, h5, h6")) swap(tag, HEADINGS[tag.tagName]);
  takeStyles(body);
  makeLists(body);
  nestLists(body);
  for (const table of body.querySelectorAll("table")) giveHeaders(table);
  for (const node of body.querySelectorAll("p, h2, h3, h4")) if (BLANK.test(node.textContent) && !node.querySelector("br, figure")) node.remove();
  for (const node of body.querySelectorAll("*")) for (const { name } of [...node.attributes]) if (!KEPT.has(name)) node.removeAttribute(name);
  return { html: body.innerHTML, pictures };
}

// Hidden rows and words, comments in the margin, what was deleted with changes tracked: seen nowhere, so not pasted.
function removeUnseen(body) {
  const unseen = (node) => has(node, /display:\s*none|mso-hide:\s*all|mso-element:\s*comment|mso-comment-(reference|continuation)/);
  for (const node of body.querySelectorAll("[data-style]")) if (unseen(node)) node.remove();
  for (const node of body.querySelectorAll("del[cite], .msoDel, .MsoCommentReference, xml, title, meta, link, script, col, colgroup")) node.remove();
}

function removePictures(body) {
  const found = [...body.querySelectorAll("img, image, picture, svg, object")].filter((node) => !node.closest("figure[data-picture]"));
  const seen = found.filter((node) => !(node.getAttribute("width") <= 2 && node.hasAttribute("width")) && !node.parentElement.closest("picture, svg"));
  for (const node of found) node.remove();
  return seen.length;
}

function swap(node, tag) {
  const made = node.ownerDocument.createElement(tag);
  made.append(...node.childNodes);
  node.replaceWith(made);
  return made;
}

function takeStyles(body) {
  for (const bold of body.querySelectorAll("b[data-style], strong[data-style]")) if (has(bold, /(?<!-)font-weight:\s*(normal|400)/)) bold.replaceWith(...bold.childNodes);
  for (const span of body.querySelectorAll("span[data-style]")) {
    if (span.closest("h2, h3, h4")) continue;
    for (const [pattern, tag] of STYLED) {
      if (!has(span, pattern) || (tag === "u" && span.closest("a"))) continue;
      const mark = span.ownerDocument.createElement(tag);
      mark.append(...span.childNodes);
      span.append(mark);
    }
  }
}

// Word writes a list as paragraphs, each with its bullet or number as text.
function makeLists(body) {
  const open = []; // the list of each level, outermost first
  let last = null;
  for (const item of [...body.querySelectorAll("p")]) {
    const mark = [...item.querySelectorAll("span")].find((span) => has(span, /mso-list:\s*ignore/));
    if (!mark) continue;
    if (!last || item.previousElementSibling !== last) open.length = 0;
    const number = mark.textContent.trim().match(/^\(?(\w+)[.)]/)?.[1];
    const level = Math.min(Number(styleOf(item).match(/mso-list:[^;]*level(\d+)/)?.[1] ?? 1), open.length + 1);
    mark.remove();
    open.length = Math.min(open.length, level);
    const kind = number ? "OL" : "UL";
    if (open[level - 1]?.tagName !== kind) open[level - 1] = begin(body, kind, number, level === 1 ? item : open[level - 2].lastChild);
    const row = body.ownerDocument.createElement("li");
    open[level - 1].append(row);
    row.append(item);
    last = open[0];
  }
}

// A list before the item that begins it, or in the row above.
function begin(body, kind, number, place) {
  const list = body.ownerDocument.createElement(kind);
  if (Number(number) > 1) list.setAttribute("start", number);
  if (place.tagName === "LI") place.append(list);
  else place.before(list);
  return list;
}

// A list right in a list belongs to the row before it.
function nestLists(body) {
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) if (list.previousElementSibling?.tagName === "LI") list.previousElementSibling.append(list);
}

// A table without headings has them in its first row, as the report will show it.
function giveHeaders(table) {
  const rows = [...table.rows];
  const heads = table.tHead ? [...table.tHead.rows] : table.querySelector("th") ? [] : rows.slice(0, rows.length > 1 ? 1 : 0);
  for (const row of heads) for (const cell of [...row.cells]) if (cell.tagName === "TD" && !BLANK.test(cell.textContent)) {
    const head = swap(cell, "th");
    for (const name of ["colspan", "rowspan"]) if (cell.hasAttribute(name)) head.setAttribute(name, cell.getAttribute(name));
  }
}
