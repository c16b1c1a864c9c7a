// What htmx leaves to do when a page changes in place: the focus stays on what was used, an opened filter box stays
// open, and the number of rows is said.
let used = null;
// What says best how the page has changed, the first that it has.
const TELLING = [".notice", ".result-line > span", ".section__head p.soft", ".chart-figure__reading", "h1"];

const nameOf = (element) => element.closest("[aria-label], [aria-labelledby]");
const labelOf = (place) => place && (place.getAttribute("aria-label") || place.getAttribute("aria-labelledby"));

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target.closest("form");
  const control = form ? document.activeElement : event.target;
  used = {
    id: control.id,
    words: control.textContent.trim(),
    tag: control.tagName,
    label: labelOf(nameOf(control)),
    isOpen: document.querySelector(".filter-box")?.open,
  };
});

document.addEventListener("htmx:afterSettle", () => {
  if (!used) return;
  const box = document.querySelector(".filter-box");
  if (box && used.isOpen) box.open = true;
  const places = [...document.querySelectorAll("[aria-label], [aria-labelledby]")];
  const near = places.find((place) => labelOf(place) === used.label) ?? document;
  const same = [...near.querySelectorAll(used.tag)].find((one) => one.textContent.trim() === used.words);
  const next = (used.id && document.getElementById(used.id)) || same || document.getElementById("main");
  next.focus({ preventScroll: true });
  used = null;
  const told = TELLING.map((place) => document.querySelector(`#main ${place}`)).find(Boolean);
  document.getElementById("told").textContent = told ? told.textContent.replace(/\s+/g, " ").trim() : document.title;
});
