// What happens when: the address, the controls, the theme.
const decode = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
function go(hash) {
  const target = $(decode(hash.replace(/^#/, "")));
  if (!target) return;
  if (target.id === "open-all") return openAll();
  for (let up = target.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
  if (target.matches("tr.row")) {
    if (target.hidden || target.classList.contains("rest")) showEvery(true);
    toggleRow(target, true);
  }
  for (const one of document.querySelectorAll(".here")) one.classList.remove("here");
  if (!target.matches("section, main, details")) target.classList.add("here");
  target.scrollIntoView({ behavior: "instant", block: target.matches("section") ? "start" : "nearest" });
}
function openAll() {
  for (const one of document.querySelectorAll("main details")) one.open = true;
  if (table) showEvery(true);
}
document.documentElement.classList.add("scripted");
// On a small screen what takes much room begins folded.
const isSmall = matchMedia("(max-width: 48rem)").matches;
for (const one of document.querySelectorAll("details.wide")) {
  if (isSmall) one.open = false;
  else one.firstElementChild.tabIndex = -1;
}
addEventListener("hashchange", () => go(location.hash));
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const row = event.target.closest("tr.row");
  if (link?.classList.contains("q")) {
    event.preventDefault();
    toggleRow(row, !row.classList.contains("opened"));
  } else if (link && decode(link.getAttribute("href")) === decode(location.hash)) go(location.hash);
  else if (row && !link && !getSelection().toString()) toggleRow(row, !row.classList.contains("opened"));
});
if (table) {
  addHiddenCells();
  for (const node of rowNodes) node.querySelector(".q").setAttribute("aria-expanded", "false");
  for (const node of rowNodes) node.querySelector(".q").setAttribute("role", "button");
  table.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches(".q")) { event.preventDefault(); event.target.click(); }
  });
  $("controls").addEventListener("submit", (event) => event.preventDefault());
  $("base").addEventListener("change", (event) => chooseBase(Number(event.target.value)));
  for (const id of ["issue", "only-open", "search"]) $(id).addEventListener("input", filterRows);
  $("all-plans")?.addEventListener("change", (event) => choosePlans(event.target.checked ? order : data.focus));
  $("every").addEventListener("click", () => showEvery($("every").getAttribute("aria-expanded") !== "true"));
  filterRows();
}
for (const id of ["moved-left", "moved-right"]) $(id)?.addEventListener("change", drawMoved);
for (const id of ["pair-left", "pair-right"]) $(id)?.addEventListener("change", drawPair);

const kept = { get() { try { return localStorage.getItem("comparer theme"); } catch { return ""; } }, set(value) { try { localStorage.setItem("comparer theme", value); } catch { /* the choice lasts as long as the page */ } } };
const root = document.documentElement;
const THEMES = ["", "dark", "light"];
if (THEMES.includes(kept.get()) && kept.get()) root.dataset.theme = kept.get();
$("open-all").addEventListener("click", openAll);
$("theme").addEventListener("click", () => {
  const next = THEMES[(THEMES.indexOf(root.dataset.theme ?? "") + 1) % THEMES.length];
  if (next) root.dataset.theme = next; else delete root.dataset.theme;
  kept.set(next);
});
if (location.hash) go(location.hash);
