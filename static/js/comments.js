// Comments on marked words: marks in the text what open comments are about, and lets you comment on what you mark.
// A quote is found with all that is white left out, as kommunrapport/reports/review/anchors.py does; which quotes
// still stand there is decided by the server.
const UNREAD = "svg, script, style, template, button, .to-comment";
const BLOCK = "p, li, td, th, h1, h2, h3, h4, h5, h6, caption, figcaption, blockquote, dt, dd, div, section";
const WHITE = /[\s\u00ad\u200b\ufeff]/;
const CONTEXT = 80;
const LONGEST_QUOTE = 1000;

const chapterOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("section.chapter[id]");

// The text of a chapter without those below it, and where in it each text node begins.
function read(chapter) {
  const walker = document.createTreeWalker(chapter, NodeFilter.SHOW_TEXT);
  const pieces = [];
  let raw = "";
  let block = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (chapterOf(node) !== chapter || node.parentElement.closest(UNREAD)) continue;
    if (block && node.parentElement.closest(BLOCK) !== block) raw += " ";
    block = node.parentElement.closest(BLOCK);
    pieces.push({ node, start: raw.length });
    raw += node.data;
  }
  return { pieces, raw };
}

// The text without what is white, and where in the text each character stood.
function squeeze(raw) {
  const places = [...Array(raw.length).keys()].filter((place) => !WHITE.test(raw[place]));
  return { text: places.map((place) => raw[place]).join(""), places };
}

const agreeing = (one, other) => {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
};
const reversed = (text) => [...text].reverse().join("");

// Where the quote stands in the raw text: of several places the one whose company agrees most.
function find(raw, { quote, before, after }) {
  const [whole, wanted] = [squeeze(raw), squeeze(quote).text];
  const [lead, tail] = [squeeze(before).text, squeeze(after).text];
  let best = null;
  for (let at = whole.text.indexOf(wanted); wanted && at >= 0; at = whole.text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const score = agreeing(reversed(lead), reversed(whole.text.slice(0, at).slice(-CONTEXT))) + agreeing(tail, whole.text.slice(end));
    if (!best || score > best.score) best = { score, from: whole.places[at], to: whole.places[end - 1] + 1 };
  }
  return best;
}

function mark(thread) {
  const chapter = document.getElementById(thread.dataset.anchor);
  if (!chapter) return;
  const { pieces, raw } = read(chapter);
  const found = find(raw, thread.dataset);
  if (!found) return;
  const marks = [];
  for (const { node, start } of pieces) {
    const [from, to] = [Math.max(found.from - start, 0), Math.min(found.to - start, node.length)];
    if (from >= to || !node.data.slice(from, to).trim()) continue;
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const made = document.createElement("mark");
    made.className = "commented";
    range.surroundContents(made);
    made.addEventListener("click", () => { location.hash = thread.id; });
    marks.push(made);
  }
  if (!marks.length) return;
  marks[0].id = `markering-${thread.id}`;
  marks.at(-1).after(linkTo(thread));
  linkBack(thread, marks[0].id);
}

// From the words to the comment, for those who have no mouse.
function linkTo(thread) {
  const link = document.createElement("a");
  link.className = "to-comment";
  link.href = `#${thread.id}`;
  link.setAttribute("aria-label", `Till kommentaren av ${thread.querySelector(".who").textContent}`);
  link.innerHTML = '<svg class="icon" aria-hidden="true"><use href="#comment"/></svg>';
  return link;
}

function linkBack(thread, id) {
  const quote = thread.querySelector("q");
  if (quote.parentElement.matches("a")) return;
  const link = document.createElement("a");
  link.href = `#${id}`;
  quote.before(link);
  link.append(quote);
}

function markAll() {
  for (const made of document.querySelectorAll("mark.commented")) {
    const parent = made.parentNode;
    made.replaceWith(...made.childNodes);
    parent.normalize();
  }
  for (const link of document.querySelectorAll(".to-comment")) link.remove();
  for (const thread of document.querySelectorAll("[data-thread]")) mark(thread);
}

// What is marked, as the comment is to hold it; null for nothing, or for what is not the text of a chapter.
function marked() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const chapter = chapterOf(range.startContainer);
  if (!chapter) return null;
  const { pieces, raw } = read(chapter);
  const within = pieces.filter(({ node }) => range.intersectsNode(node));
  if (!within.length) return null;
  const [first, last] = [within[0], within.at(-1)];
  const from = first.start + (first.node === range.startContainer ? range.startOffset : 0);
  const end = last.start + (last.node === range.endContainer ? range.endOffset : last.node.length);
  const to = Math.min(end, from + LONGEST_QUOTE);
  const oneLine = (text) => text.replace(/\s+/g, " ");
  const quote = oneLine(raw.slice(from, to)).trim();
  const [before, after] = [oneLine(raw.slice(0, from)).slice(-CONTEXT), oneLine(raw.slice(to)).slice(0, CONTEXT)];
  return quote ? { chapter, range, quote, before, after } : null;
}

const button = document.createElement("button");
button.type = "button";
button.className = "button primary comment-marked";
button.textContent = "Kommentera det markerade";
let offered = null;

// After the block where the marked words end, so that the tab key goes there next.
function offer() {
  if (button.contains(document.activeElement)) return;
  offered = commentForm() && marked();
  if (!offered) {
    button.remove();
    return;
  }
  let block = offered.range.endContainer;
  if (!offered.chapter.contains(block)) block = offered.chapter.lastElementChild;
  while (block !== offered.chapter && !block.parentElement.matches("section, div, article")) block = block.parentElement;
  if (block.nextSibling !== button) block.after(button);
  const place = offered.range.getBoundingClientRect();
  button.style.setProperty("--top", `${Math.min(Math.max(place.bottom + 8, 8), innerHeight - 56)}px`);
  button.style.setProperty("--left", `${Math.min(Math.max(place.left, 8), innerWidth - button.offsetWidth - 16)}px`);
}

const commentForm = () => document.querySelector("form[data-comment]");

function comment() {
  const form = commentForm();
  const { chapter, text } = form.elements;
  chapter.value = offered.chapter.id.slice(1);
  for (const name of ["quote", "before", "after"]) form.elements[name].value = offered[name];
  getSelection().removeAllRanges();
  button.remove();
  form.closest("dialog")?.showModal();
  for (let around = form.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  text.focus();
}

button.addEventListener("pointerdown", (event) => event.preventDefault()); // the words stay marked
button.addEventListener("click", comment);
document.addEventListener("selectionchange", offer);
addEventListener("scroll", () => { if (button.isConnected) offer(); }, { capture: true, passive: true });

// Words written by hand stand in no known company.
document.addEventListener("input", ({ target }) => {
  if (target.name !== "quote" || !target.form?.matches("[data-comment]")) return;
  target.form.elements.before.value = target.form.elements.after.value = "";
});

// Who has just commented goes on reading at the words, with the comment in sight where there is a margin.
function returnToWords() {
  const made = document.getElementById(`markering-${location.hash.slice(1)}`);
  if (!made) return;
  made.scrollIntoView({ block: "center" });
  const thread = document.getElementById(location.hash.slice(1));
  const margin = thread.closest(".comment-margin");
  if (margin) margin.scrollTop += thread.getBoundingClientRect().top - margin.getBoundingClientRect().top;
}

markAll();
returnToWords();
for (const swapped of ["htmx:afterSettle", "htmx:oobAfterSwap"]) document.addEventListener(swapped, markAll);
