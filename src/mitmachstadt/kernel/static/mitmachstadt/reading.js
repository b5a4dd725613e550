// On a wide screen a click on a passage's margin shows its conversation beside the text.
// Without this module, or with a modifier key, the link opens the passage's own page.

const wide = matchMedia("(min-width: 64rem)");
const text = document.getElementById("text");

// Where the contents stand in a column of their own, they are open for everybody, also for
// browsers whose style sheet cannot show what is folded.
const column = matchMedia("(min-width: 66rem)");
const contents = document.querySelector(".m-toc");
const unfold = () => { if (contents) contents.open = column.matches; };
column.addEventListener("change", unfold);
unfold();

function panel() {
  const known = document.getElementById("beside");
  if (known) return known;
  const aside = document.createElement("aside");
  aside.id = "beside";
  aside.className = "m-beside";
  aside.tabIndex = -1;
  aside.setAttribute("aria-label", text.dataset.beside);
  text.parentElement.append(aside);
  text.parentElement.classList.add("m-reading--beside");
  return aside;
}

function close(link) {
  document.getElementById("beside")?.remove();
  text.parentElement.classList.remove("m-reading--beside");
  text.querySelector(".m-p.is-shown")?.classList.remove("is-shown");
  link.focus();
}

async function show(link) {
  const response = await fetch(link.href);
  if (!response.ok) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const thread = page.getElementById("gespraech");
  if (!thread) throw new Error("no thread");
  const aside = panel();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "m-link";
  button.textContent = text.dataset.close;
  button.addEventListener("click", () => close(link));
  aside.replaceChildren(button, document.adoptNode(thread));
  text.querySelector(".m-p.is-shown")?.classList.remove("is-shown");
  link.closest(".m-p").classList.add("is-shown");
  aside.focus();
}

text?.addEventListener("click", (event) => {
  const link = event.target.closest(".m-p > a");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
  if (!link || !plain || !wide.matches) return;
  event.preventDefault();
  show(link).catch(() => location.assign(link.href));
});

document.addEventListener("keydown", (event) => {
  const shown = text?.querySelector(".m-p.is-shown > a");
  if (event.key === "Escape" && shown) close(shown);
});
