// Text pasted from a word processor keeps its structure: the clipboard's HTML goes along in a
// hidden field, and the server reads it. Without this, or after any change by hand, the words
// alone are read.
const LARGEST = 2 * 1024 * 1024;

for (const form of document.querySelectorAll("form[data-paste]")) {
  const text = form.querySelector("textarea[name=pasted]");
  const structure = form.querySelector("input[name=structure]");
  if (!text || !structure) continue;
  const told = document.createElement("p");
  told.className = "m-hint";
  told.setAttribute("role", "status");
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
      forget("Der eingefügte Text ist sehr groß. Überschriften und Listen gehen verloren; laden Sie besser die Datei hoch.");
      return;
    }
    structure.value = html;
    told.textContent = `Mit Gliederung eingefügt: ${recognised(html)}. Ändern Sie hier etwas, gilt nur der Wortlaut.`;
  });

  text.addEventListener("input", () => {
    if (structure.value) forget("Der Text wurde geändert; es gilt nur der Wortlaut, ohne Gliederung.");
  });
}

function recognised(html) {
  // An inert document: nothing in it runs or loads.
  const found = new DOMParser().parseFromString(html, "text/html");
  const count = (selector) => found.querySelectorAll(selector).length;
  const parts = [
    [count("h1, h2, h3, h4, h5, h6"), "Überschrift", "Überschriften"],
    [count("li, [style*=mso-list] > :first-child"), "Listenpunkt", "Listenpunkte"],
    [count("table"), "Tabelle", "Tabellen"],
  ];
  const words = parts.filter(([n]) => n).map(([n, one, many]) => `${n} ${n === 1 ? one : many}`);
  return words.length ? words.join(", ") : "nur Absätze";
}
