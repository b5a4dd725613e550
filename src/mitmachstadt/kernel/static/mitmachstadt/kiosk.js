// A public screen: asks whether somebody is still there, then begins anew. Nothing is stored.
const { idle, start } = document.body.dataset;
const still = document.getElementById("noch-da");
const GRACE = 20;
const AGAIN = 15;
let timer;
let over = false;

// Where the start cannot be reached, what was typed goes all the same.
const clear = () => {
  if (over) return;
  over = true;
  still.hidden = true;
  const told = document.getElementById("keine-verbindung").content.cloneNode(true);
  const main = document.getElementById("inhalt");
  main.replaceChildren(told);
  main.firstElementChild.focus();
};
const beginAnew = async () => {
  clearTimeout(timer);
  try {
    const answer = await fetch(start, { method: "HEAD", cache: "no-store" });
    if (answer.status >= 500) throw new Error("no city behind it");
    location.replace(start);
  } catch {
    clear();
    timer = setTimeout(beginAnew, AGAIN * 1000);
  }
};
const wait = () => {
  if (over) return;
  clearTimeout(timer);
  still.hidden = true;
  timer = setTimeout(() => {
    still.hidden = false;
    still.querySelector("button").focus();
    timer = setTimeout(beginAnew, GRACE * 1000);
  }, Number(idle) * 1000);
};

if (idle && still) {
  for (const sign of ["keydown", "pointerdown", "input"]) document.addEventListener(sign, wait);
  // A page that the browser had put aside shows what was typed before.
  window.addEventListener("pageshow", (event) => { if (event.persisted) beginAnew(); });
  for (const button of document.querySelectorAll(".m-no-script")) button.hidden = true;
  for (const link of document.querySelectorAll("a[data-anew]")) {
    link.addEventListener("click", (event) => { event.preventDefault(); beginAnew(); });
  }
  wait();
}

const print = document.getElementById("drucken");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
