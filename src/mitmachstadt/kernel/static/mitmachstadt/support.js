// A support is counted where its button stands; without this module the page is loaded anew.

async function press(button, card, form) {
  const words = new FormData(form);
  words.set(button.name, button.value);
  const response = await fetch(button.formAction, {
    method: "POST", body: words, headers: { "X-Teil": "karte" },
  });
  const html = await response.text();
  const made = new DOMParser().parseFromString(html, "text/html").getElementById(card.id);
  if (!response.ok || !made) throw new Error(response.statusText);
  card.replaceWith(document.adoptNode(made));
  made.querySelector("button[name=support]")?.focus();
}

document.getElementById("act")?.addEventListener("submit", (event) => {
  const button = event.submitter;
  const card = button?.closest("[id^=r-]");
  if (button?.name !== "support" || !card || button.dataset.plain) return;
  event.preventDefault();
  press(button, card, event.target).catch(() => {
    // Pressing twice counts once; the whole page says why it did not work.
    button.dataset.plain = "1";
    event.target.requestSubmit(button);
  });
});
