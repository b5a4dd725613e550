// Whoever marks words of a passage is offered to say something about just these words.
// Without this module the form asks for the words instead.

const text = document.querySelector("[data-quote]");
const CONTEXT = 32;
const LONGEST = 1000;
const SILENT = "[role=tooltip], .m-source";

const link = document.createElement("a");
link.className = "kern-btn kern-btn--secondary m-quote-link";
link.hidden = true;

// The passage's own element: on its page all of the text, in a reading page the stretch of one.
const passageOf = (node) => {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  return text.matches(".m-read") ? element?.closest(".m-p:not(.m-p--head)") : text.contains(element) ? text : null;
};

// Its readable text, and where a point of the document stands in it.
function reading(passage, range) {
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  let words = "";
  let start = -1;
  let end = -1;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const margin = passage.matches(".m-p") && node.parentElement.closest(".m-p > a");
    if (margin || node.parentElement.closest(SILENT)) continue;
    if (node === range.startContainer) start = words.length + range.startOffset;
    if (node === range.endContainer) end = words.length + range.endOffset;
    words += node.data;
  }
  return { words, start, end };
}

function addressFor(passage, { words, start, end }) {
  const base = passage === text ? text.dataset.quote : `${text.dataset.quote.replace("0000", passage.id)}anmerken/`;
  const query = new URLSearchParams({
    zitat: words.slice(start, end),
    davor: words.slice(Math.max(0, start - CONTEXT), start),
    danach: words.slice(end, end + CONTEXT),
    stelle: start,
  });
  return `${base}?${query}`;
}

function offer() {
  const selection = document.getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const passage = range && !range.collapsed ? passageOf(range.startContainer) : null;
  link.hidden = true;
  if (!passage || passage !== passageOf(range.endContainer)) return;
  const found = reading(passage, range);
  const length = found.end - found.start;
  if (found.start < 0 || found.end < 0 || length < 2 || length > LONGEST) return;
  link.href = addressFor(passage, found);
  link.hidden = false;
  passage.after(link);
}

if (text) {
  link.textContent = text.dataset.quoteLabel;
  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 150);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") link.hidden = true;
  });
}
