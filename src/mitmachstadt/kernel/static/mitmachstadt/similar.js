// While somebody writes an idea, those that say something similar are shown beside it.
// Without this module the button below the text asks for them. Nothing of it is kept anywhere.

const form = document.querySelector("form[data-similar]");
const shown = document.getElementById("aehnlich");
const PAUSE = 700;
const SHORTEST = 12;

if (form && shown) {
  const typed = ["title", "text"].map((name) => form.elements[name]);
  let timer;
  let asked = "";
  let running;

  const ask = async () => {
    const words = typed.map((field) => field.value.trim()).join(" ").trim();
    if (words.length < SHORTEST || words === asked) return;
    asked = words;
    running?.abort();
    running = new AbortController();
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "title", "text"]) body.append(name, form.elements[name].value);
    body.append("similar", "liste");
    try {
      const answer = await fetch(form.dataset.similar, { method: "POST", body, signal: running.signal });
      if (answer.ok) shown.innerHTML = await answer.text();
    } catch {
      // Offline, or typed on meanwhile: the form works without.
    }
  };

  for (const field of typed) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
  }
}
