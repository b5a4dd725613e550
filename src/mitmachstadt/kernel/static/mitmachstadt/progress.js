// How far something is that the worker does: only that part of the page is fetched anew, so that
// focus stays where it is. Without this module the page loads anew by itself.

const PAUSE = 3000;

async function look() {
  const shown = document.getElementById("progress");
  try {
    const answer = await fetch(location.href);
    const html = await answer.text();
    const made = new DOMParser().parseFromString(html, "text/html").getElementById("progress");
    if (!answer.ok || !made || made.dataset.still !== shown.dataset.still) return location.reload();
    shown.replaceWith(document.adoptNode(made));
  } catch {
    // Offline: it goes on in the background.
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
