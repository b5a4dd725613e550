// Character counter, and a question before a half-written text is left. Nothing is stored.
const numbers = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`);
const put = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

for (const text of document.querySelectorAll("textarea[maxlength]")) {
  const counter = document.getElementById(`${text.id}_counter`);
  if (!counter) continue;
  const most = Number(text.getAttribute("maxlength"));
  const show = () => {
    const left = most - text.value.length;
    const typed = numbers.format(text.value.length);
    counter.textContent = put(counter.dataset.words, { typed, most: numbers.format(most) });
    counter.classList.toggle("m-counter--near", left < most / 20);
  };
  // Told only when little is left, so that a screen reader is not disturbed at every letter.
  const told = document.createElement("p");
  told.className = "m-sr";
  told.setAttribute("role", "status");
  counter.after(told);
  text.addEventListener("input", () => {
    show();
    const left = most - text.value.length;
    told.textContent = left < most / 20 && left % 10 === 0 ? put(counter.dataset.left, { left }) : "";
  });
  show();
}

let sending = false;
const touched = (text) => text.value !== text.defaultValue && text.value.trim() !== "";
document.addEventListener("submit", () => { sending = true; });
window.addEventListener("pageshow", () => { sending = false; });
window.addEventListener("beforeunload", (event) => {
  const texts = document.querySelectorAll("form[data-guard] textarea:not([readonly])");
  if (!sending && [...texts].some(touched)) event.preventDefault();
});
