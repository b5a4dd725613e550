// Text pasted from a word processor keeps its structure: the clipboard's HTML goes along in a
// hidden field, and the server reads it. Without this, or after any change by hand, the words
// alone are read.
const LARGEST = 2 * 1024 * 1024;

for (const form of document.querySelectorAll("form[data-paste]")) {
  const text = form.querySelector("textarea[name=pasted]");
  const structure = form.querySelector("input[name=structure]");
  const told = form.querySelector("[data-pasted]");
  if (!text || !structure || !told) continue;
  const say = told.dataset;
  text.after(told);

  const forget = (words) => {
    structure.value = "";
    told.textContent = words;
  };

  text.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const plain = event.clipboardData?.getData("text/plain") ?? "";
    const replacesAll = text.selectionEnd - text.selectionStart === text.value.length;
    if (!html || !plain || !replacesAll) return;
    event.preventDefault();
    text.value = plain;
    if (html.length > LARGEST) {
      forget(say.tooLarge);
      return;
    }
    structure.value = html;
    told.textContent = say.pasted.replace("{found}", recognised(html, say));
  });

  text.addEventListener("input", () => {
    if (structure.value) forget(say.changed);
  });
}

function recognised(html, say) {
  // An inert document: nothing in it runs or loads. Its styles are renamed, for the page's policy
  // complains about each of them even there.
  const bare = html.replace(/\sstyle\s*=/gi, " data-style=").replace(/<(\/?)style\b/gi, "<$1template");
  const found = new DOMParser().parseFromString(bare, "text/html");
  const count = (selector) => found.querySelectorAll(selector).length;
  const parts = [
    [count("h1, h2, h3, h4, h5, h6"), say.headings],
    [count("li, p[data-style*=mso-list]"), say.items],
    [count("table"), say.tables],
  ];
  const words = parts.filter(([n]) => n).map(([n, noun]) => `${noun}: ${n}`);
  return words.length ? words.join(", ") : say.plain;
}
