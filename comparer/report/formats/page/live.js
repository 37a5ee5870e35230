// Added by the local server alone: loads the page again when the files have changed, and shows their faults above it.
(() => {
"use strict";
const live = {settings};
const KEY = "comparer place";
const say = (key, fields = {}) => live.texts[key].replace(/\{(\w+)\}/g, (whole, name) => fields[name] ?? whole);
const memory = {
  take() { try { const kept = JSON.parse(sessionStorage.getItem(KEY)); sessionStorage.removeItem(KEY); return kept; } catch { return null; } },
  put(value) { try { sessionStorage.setItem(KEY, JSON.stringify(value)); } catch { /* the reader loses the place, no more */ } },
};
const CHOSEN = ["base", "all-plans", "issue", "only-open", "search", "moved-left", "moved-right", "pair-left", "pair-right"];
const setting = (control) => (control.type === "checkbox" ? control.checked : control.value);
const folds = () => [...document.querySelectorAll("main details")];
const named = (one) => one.closest("[id]")?.id ?? "";

// Where the reader is: what is unfolded and chosen, where the cursor stands, and the part at the top of the window.
function place() {
  const top = [...document.querySelectorAll("main [id]")].filter((one) => one.getClientRects().length).findLast((one) => one.getBoundingClientRect().top <= 120);
  const at = document.activeElement;
  return {
    y: scrollY,
    top: top?.id ?? "",
    offset: top?.getBoundingClientRect().top ?? 0,
    folds: folds().map((one, n) => [n, named(one), one.open]),
    chosen: CHOSEN.flatMap((id) => { const one = document.getElementById(id); return one ? [[id, setting(one)]] : []; }),
    every: document.getElementById("every")?.getAttribute("aria-expanded") ?? "",
    rows: [...document.querySelectorAll("tr.opened")].map((row) => row.id),
    focus: at?.id ?? "",
    cursor: typeof at?.selectionStart === "number" ? at.selectionStart : null,
  };
}
function putBack(kept) {
  for (const [id, value] of kept.chosen) {
    const one = document.getElementById(id);
    if (!one || setting(one) === value || (one.options && ![...one.options].some((option) => option.value === value))) continue;
    if (one.type === "checkbox") one.checked = value; else one.value = value;
    for (const kind of ["input", "change"]) one.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  const every = document.getElementById("every");
  if (every && kept.every && every.getAttribute("aria-expanded") !== kept.every) every.click();
  for (const id of kept.rows) document.getElementById(id)?.querySelector(".q:not([aria-expanded=true])")?.click();
  const now = folds();
  for (const [n, name, open] of kept.folds) if (now[n] && named(now[n]) === name) now[n].open = open;
  const at = kept.focus && document.getElementById(kept.focus);
  if (at) {
    at.focus({ preventScroll: true });
    if (kept.cursor !== null) at.setSelectionRange?.(kept.cursor, kept.cursor);
  }
  settle(kept, 6);
}
// Parts that were not drawn yet take their height once they come near: the place is corrected until it stays.
function settle(kept, frames) {
  const top = kept.top && document.getElementById(kept.top);
  const off = top?.getClientRects().length ? top.getBoundingClientRect().top - kept.offset : kept.y - scrollY;
  scrollBy({ top: off, behavior: "instant" });
  if (frames) requestAnimationFrame(() => settle(kept, frames - 1));
  else document.documentElement.dataset.again = "";
}
function again() {
  memory.put(place());
  location.reload();
}

const box = document.createElement("div");
box.id = "faults";
box.setAttribute("role", "alert");
const look = document.styleSheets[0];
look?.insertRule("#faults { position: sticky; top: 0; z-index: 50; max-height: 45vh; overflow: auto; padding: .6rem clamp(1rem, 3vw, 3rem); background: var(--crossed-tint); color: var(--crossed); border-bottom: 2px solid var(--crossed); font-size: .92rem; }", 0);
look?.insertRule("#faults[hidden] { display: none; }", 1);
look?.insertRule("#faults ul { margin: .3rem 0; padding-left: 1.2rem; }", 2);
look?.insertRule("#faults code { font-size: .95em; overflow-wrap: anywhere; }", 3);
look?.insertRule("@media print { #faults { position: static; max-height: none; } }", 4);
document.body.prepend(box);

function text(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}
function show(heading, faults) {
  box.hidden = !heading;
  const list = document.createElement("ul");
  for (const [where, what] of faults) {
    const item = document.createElement("li");
    item.append(text("code", where), ` ${what}`);
    list.append(item);
  }
  box.replaceChildren(text("strong", heading), ...(faults.length ? [list] : []));
}
show("", []);

const source = new EventSource("events");
source.onmessage = ({ data }) => {
  const { page, faults } = JSON.parse(data);
  if (page !== live.page) again();
  else show(faults.length ? say(page ? "faults" : "faults_first", { n: faults.length }) : "", faults);
};
source.onerror = () => show(say("gone"), []);
addEventListener("pagehide", () => source.close());

const kept = memory.take();
if (kept && history.scrollRestoration) history.scrollRestoration = "manual";
if (kept) requestAnimationFrame(() => putBack(kept));
})();
