// An explanation that covers other words can be put away with Escape, without moving the pointer
// or the focus. It comes back when one points at the word anew. Showing it needs no script.

const put = (term) => term.classList.add("is-dismissed");
const back = (event) => event.target.closest?.(".m-term")?.classList.remove("is-dismissed");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll(".m-term:hover, .m-term:focus-within").forEach(put);
});
document.addEventListener("focusout", back);
for (const term of document.querySelectorAll(".m-term")) {
  term.addEventListener("pointerleave", () => term.classList.remove("is-dismissed"));
}
