// A public screen: asks whether somebody is still there, then begins anew. Nothing is stored.
const { idle, start } = document.body.dataset;
const still = document.getElementById("noch-da");
const GRACE = 20;
let timer;

const beginAnew = () => location.replace(start);
const wait = () => {
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
  wait();
}

const print = document.getElementById("drucken");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
