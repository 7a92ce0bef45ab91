// How hard the text is to read, while it is written: the same count as kommunrapport/reports/readability.py.
const shown = document.querySelector("[data-readability]");
const form = shown?.closest("form");

const WAIT = 400; // milliseconds after the last letter
const [LONG_WORD, LONG_SENTENCE, LEAST_WORDS] = [6, 25, 20];
const [MEDIUM_FROM, HARD_FROM] = [40, 50];
const LEFT_OUT = "h2, h3, h4, table, figure";
const BLOCK = /<\/?(p|br|h[2-4]|blockquote|hr|li|table|caption|tr|figure)(?=[\s>])/g;
const END = /[.!?…]+["”’)]*(?=\s|$)/gu;
const ABBREVIATIONS = new Set((
  "t.ex bl.a ca dvs d.v.s f.d fr.o.m t.o.m p.g.a pga resp s.k jfr inkl exkl kap nr st kl tel max min "
  + "avd milj ev i.e f.n e.d f.ö o.d u.a obs sid s st.f").split(" "));
const OFTEN_LAST = new Set("m.m m.fl mm mfl osv o.s.v etc o.dyl".split(" "));

function runningText(html) {
  const { body } = new DOMParser().parseFromString(html.replace(/[\n\r]+/g, " ").replace(BLOCK, "\n$&"), "text/html");
  for (const part of body.querySelectorAll(LEFT_OUT)) part.remove();
  return body.textContent;
}

function ends(before, mark, after) {
  if (!after || mark[0] !== ".") return true;
  const last = before.split(" ").at(-1).replace(/^[("”’]+|[("”’]+$/g, "").toLowerCase();
  if (ABBREVIATIONS.has(last)) return false;
  return !(/^\p{Ll}/u.test(after) || (/^\p{Nd}/u.test(after) && OFTEN_LAST.has(last)));
}

function sentences(text) {
  return text.split("\n").flatMap((line) => {
    const found = [];
    let start = 0;
    for (const mark of line.matchAll(END)) {
      const end = mark.index + mark[0].length;
      if (!ends(line.slice(start, mark.index), mark[0], line.slice(end).trimStart())) continue;
      found.push(line.slice(start, end));
      start = end;
    }
    return [...found, line.slice(start)];
  });
}

const wordsOf = (sentence) => sentence.split(/[ \t\n]+/)
  .map((word) => word.replace(/^[^\p{L}\p{N}_]+|[^\p{L}\p{N}_]+$/gu, "")).filter(Boolean);

function read(html) {
  const counted = sentences(runningText(html)).map(wordsOf).filter((words) => words.length);
  const words = counted.flat();
  if (words.length < LEAST_WORDS) return "";
  const long = words.filter((word) => (word.match(/\p{L}/gu) ?? []).length > LONG_WORD).length;
  const lix = Math.round(words.length / counted.length + (100 * long) / words.length);
  const level = lix < MEDIUM_FROM ? "lättläst" : lix < HARD_FROM ? "medelsvår" : "svår";
  const longest = Math.max(...counted.map((sentence) => sentence.length));
  const advice = longest > LONG_SENTENCE ? ", prova att dela den" : "";
  return `LIX ${lix}, ${level}. Längsta meningen har ${longest} ord${advice}.`;
}

if (form) {
  let timer;
  form.addEventListener("input", ({ target }) => {
    if (target !== form.elements.text) return;
    clearTimeout(timer);
    timer = setTimeout(() => { shown.textContent = read(target.value); }, WAIT);
  });
}
