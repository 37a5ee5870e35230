// What happens when: the address, the keys, the controls.
function go(hash, first) {
  const [anchor, tail] = hash.replace(/^#/, "").split(/\?(.*)/s);
  if (tail !== undefined) {
    readState(tail);
    showControls();
    drawMatrix();
    apply();
  } else if (first) {
    rove();
  }
  if (!anchor) return;
  const made = makeCard(anchor);
  reveal(anchor);
  if (made) openCard(made, anchor);
  else if (!$(decode(anchor))) $("said").textContent = say("page.unknown_link", { address: anchor });
}
function reveal(anchor) {
  const target = $(decode(anchor));
  for (const one of document.querySelectorAll(".here")) one.classList.remove("here");
  if (!target) return;
  for (let up = target.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
  const group = target.closest("tbody")?.querySelector("tr.group");
  if (group) fold(group, false);
  target.classList.add("here");
  target.scrollIntoView({ behavior: "instant", block: anchor.startsWith("r-") || anchor.startsWith("f-") ? "center" : "start", inline: "nearest" });
}

document.documentElement.classList.add("scripted");
document.addEventListener("click", (event) => {
  const picker = document.querySelector(".pick");
  if (!picker.contains(event.target)) picker.open = false;
  const button = event.target.closest?.("[data-copy]");
  if (button) { copy(button.dataset.copy); return; }
  const link = event.target.closest?.("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const anchor = link.getAttribute("href").slice(1);
  const made = makeCard(anchor);
  if (made) {
    event.preventDefault();
    replaceAddress(anchor);
    if (link.classList.contains("tool") || anchor.startsWith("r-")) reveal(anchor);
    openCard(made, anchor);
  } else if ($(decode(anchor))) {
    event.preventDefault();
    replaceAddress(anchor);
    reveal(anchor);
    const target = $(decode(anchor));
    target.tabIndex = target.tabIndex < 0 ? -1 : target.tabIndex;
    target.focus({ preventScroll: true });
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { document.querySelector(".pick").open = false; closeCard(); }
  else if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName)) { event.preventDefault(); $("f-text").focus(); }
  else moveInTable(event);
});
window.addEventListener("hashchange", () => go(location.hash, false));

$("filters").addEventListener("submit", (event) => event.preventDefault());
$("filters").addEventListener("input", (event) => {
  if (event.target.id === "f-base") {
    state.base = numbers.get(event.target.value);
    drawMatrix();
  }
  readControls();
  apply();
});
$("filters").addEventListener("reset", (event) => {
  event.preventDefault();
  readState("");
  showControls();
  drawMatrix();
  apply();
  replaceAddress("");
});
for (const side of ["pair-left", "pair-right"]) $(side)?.addEventListener("change", () => choosePair(...chosenPair()));
$("pair-swap")?.addEventListener("click", () => choosePair(...chosenPair().reverse()));
$("journey-row")?.addEventListener("change", (event) => drawJourney(event.target.value));

makeFolds();
$("open-all").addEventListener("click", openAll);

const THEMES = ["", "dark", "light"];
$("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const next = THEMES[(THEMES.indexOf(root.dataset.theme ?? "") + 1) % THEMES.length];
  if (next) root.dataset.theme = next; else delete root.dataset.theme;
  store.set("comparer theme", next);
});
const theme = store.get("comparer theme");
if (theme) document.documentElement.dataset.theme = theme;

if (matchMedia("(max-width: 60rem)").matches) document.querySelector("#filters > details").open = false;
const kept = store.get("comparer state");
if (!location.hash.includes("?") && kept?.includes("?")) {
  readState(kept.split("?")[1]);
  showControls();
  drawMatrix();
  apply();
}
go(location.hash, true);
