// Writing at a draft without loading the page anew, and by the keyboard. Every link and button of
// the chapter works without this module too: it only asks for the chapter's part alone.

const chapter = () => document.getElementById("kapitel");
const main = document.getElementById("inhalt");
let busy = false;

const opened = () => chapter().querySelector("form.m-w--open");
const field = () => opened()?.querySelector("textarea");
const isTyped = () => [...chapter().querySelectorAll("form[data-guard] textarea")].some(
  (text) => text.value !== text.defaultValue,
);

async function show(response, target) {
  const html = await response.text();
  const made = new DOMParser().parseFromString(html, "text/html").getElementById("kapitel");
  if (!made) throw new Error(response.statusText);
  chapter().replaceWith(document.adoptNode(made));
  const there = document.getElementById(target || made.dataset.here);
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

async function ask(address, options, target) {
  if (busy) return;
  busy = true;
  main.setAttribute("aria-busy", "true");
  try {
    const headers = { "X-Teil": "kapitel" };
    const response = await fetch(address, { ...options, headers });
    await show(response, target);
    if (response.redirected || !options.method) history.replaceState(null, "", response.url);
  } finally {
    busy = false;
    main.removeAttribute("aria-busy");
  }
}

function follow(link) {
  if (isTyped() && !confirm(chapter().dataset.lose)) return;
  const address = new URL(link, location.href);
  ask(address, {}, address.hash.slice(1)).catch(() => location.assign(address));
}

function send(form, button) {
  const words = new FormData(form, button);
  const address = button?.getAttribute("formaction") ?? form.action;
  const here = button?.closest(".m-w")?.id;
  const moved = ["up", "down"].includes(button?.value) ? here : undefined;
  ask(address, { method: "POST", body: new URLSearchParams(words) }, moved).catch(() => {
    // Sent as a whole page: what could not be done is then said in words.
    form.dataset.plain = "1";
    form.requestSubmit(button);
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const ours = chapter()?.contains(form) || chapter()?.contains(event.submitter);
  if (!ours || form.dataset.plain) return;
  event.preventDefault();
  send(form, event.submitter);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("#kapitel a[href^='?']");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
  if (!link || !plain) return;
  event.preventDefault();
  follow(link.getAttribute("href"));
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
  const sending = [...chapter().querySelectorAll("form")].some((form) => form.dataset.plain);
  if (isTyped() && !sending) event.preventDefault();
});

prepare(document.getElementById(location.hash.slice(1)));
