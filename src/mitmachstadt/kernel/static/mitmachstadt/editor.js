// Writing at a draft without loading the page anew, and by the keyboard. Every link and button of
// the chapter works without this module too: it only asks for the chapter's part alone.

const chapter = () => document.getElementById("kapitel");
const main = document.getElementById("inhalt");
let busy = false;
let leaving = false;

const opened = () => chapter().querySelector("form.m-w--open");
const field = () => opened()?.querySelector("textarea");

function isChanged(input) {
  if (input.type === "hidden") return false;
  if (!input.options) return input.value !== input.defaultValue && "defaultValue" in input;
  const given = [...input.options].map((option) => option.defaultSelected).lastIndexOf(true);
  return input.selectedIndex !== Math.max(given, 0);
}

// Whether words would be lost: typed anywhere but in the form that is sent, or given back by a
// refusal and not saved since.
const isTyped = (sent) => [...chapter().querySelectorAll("form[data-guard], [data-unsaved]")].some(
  (place) => place !== sent && ("unsaved" in place.dataset || [...place.elements].some(isChanged)),
);
const mayLose = (sent) => !isTyped(sent) || confirm(chapter().dataset.lose);

function tell(words) {
  const place = document.getElementById("gesagt");
  place.className = words ? "m-desk__told" : "m-sr";
  place.textContent = words;
}

function show(page, target) {
  for (const id of ["kopf", "kapitelliste", "kapitel"]) {
    const made = page.getElementById(id);
    if (made) document.getElementById(id)?.replaceWith(document.adoptNode(made));
  }
  const there = document.getElementById(target || chapter().dataset.here);
  prepare(there);
  const text = field();
  if (text) {
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
  } else if (there) {
    there.focus();
    there.scrollIntoView({ block: "nearest" });
  }
}

async function answer(address, options) {
  const response = await fetch(address, { ...options, headers: { "X-Teil": "kapitel" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { response, page };
}

// `elsewhere` is told of an answer that is no chapter. Without an answer everything stays.
async function ask(address, options, target, elsewhere) {
  if (busy) return;
  busy = true;
  main.setAttribute("aria-busy", "true");
  tell("");
  const came = await answer(address, options).catch(() => null);
  busy = false;
  main.removeAttribute("aria-busy");
  if (!came) {
    tell(chapter().dataset.offline);
  } else if (!came.page.getElementById("kapitel")) {
    elsewhere(came.response);
  } else {
    show(came.page, target);
    const { redirected, url } = came.response;
    if (redirected || !options.method) history.replaceState(null, "", url);
  }
}

function follow(link) {
  if (!mayLose()) return;
  const address = new URL(link, location.href);
  ask(address, {}, address.hash.slice(1), () => {
    leaving = true;
    location.assign(address);
  });
}

function send(form, button) {
  if (!mayLose(form)) return;
  const body = new URLSearchParams(new FormData(form, button));
  const address = button?.getAttribute("formaction") ?? form.action;
  const here = button?.closest(".m-w")?.id;
  const moved = ["up", "down"].includes(button?.value) ? here : undefined;
  ask(address, { method: "POST", body }, moved, (response) => {
    // It may have been done: sent again, it would be done twice.
    if (response.redirected || response.status >= 500) return tell(chapter().dataset.offline);
    // Sent as a whole page: what could not be done is then said in words.
    leaving = true;
    return form.requestSubmit(button);
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const ours = chapter()?.contains(form) || chapter()?.contains(event.submitter);
  if (!ours || leaving) return;
  event.preventDefault();
  send(form, event.submitter);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("#kapitel a[data-part]");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
  if (!link || !plain) return;
  event.preventDefault();
  follow(link.href);
});

// By the keyboard: the chapter is one stop, arrow keys go from passage to passage.
function prepare(there) {
  const stops = [...chapter().querySelectorAll(".m-w:not(form)")];
  const now = stops.includes(there) ? there : stops[0];
  for (const stop of stops) stop.tabIndex = stop === now ? 0 : -1;
}

function step(from, way) {
  const stops = [...chapter().querySelectorAll(".m-w:not(form)")];
  const next = stops[stops.indexOf(from) + way];
  if (!next) return;
  from.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function onPassage(event, stop) {
  const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (way && event.altKey) stop.querySelector(`button[value="${way < 0 ? "up" : "down"}"]`)?.click();
  else if (way) step(stop, way);
  else if (event.key === "Enter") follow(`${stop.dataset.edit}#${stop.id}`);
  else if (event.key.toLowerCase() === "n" && !event.ctrlKey && !event.metaKey) follow(`${stop.dataset.add}#neu`);
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches?.("#kapitel .m-w:not(form)")) return onPassage(event, event.target);
  const form = event.target.closest?.("#kapitel form.m-w--open");
  if (!form) return undefined;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector(".kern-btn--primary"));
  } else if (event.key === "Escape") {
    event.preventDefault();
    form.querySelector("[data-cancel]")?.click();
  }
  return undefined;
});

window.addEventListener("beforeunload", (event) => {
  if (isTyped() && !leaving) event.preventDefault();
});

prepare(document.getElementById(location.hash.slice(1)));
