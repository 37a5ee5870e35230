// Filters. They hide; they never change what was found. The state travels in the address and survives a reload.
const KEPT = ["text", "issue", "party", "relation", "verdict"];
const under = (issue, top) => !top || issue === top || issue.startsWith(`${top}.`);
const searchable = new Map();

function rowText(row) {
  if (!searchable.has(row.id)) {
    const texts = Object.entries(row.cells).flatMap(([n, ids]) => ids.map((id) => `${data.plans[n].id}#${id} ${clauses.get(`${n}#${id}`)?.text ?? ""}`));
    searchable.set(row.id, `${row.id} ${row.label} ${issues.get(row.issue)?.label ?? ""} ${texts.join(" ")}`.toLowerCase());
  }
  return searchable.get(row.id);
}
const sought = () => state.text.toLowerCase().split(/\s+/).filter(Boolean);
const holds = (text) => sought().every((part) => text.includes(part));

// Whether a link or gap of the pair view passes the filters.
function passes(value, group, refs) {
  if (state.relation && state.relation !== `${group} ${value}`) return false;
  if (state.issue && !refs.some((ref) => under(clauses.get(ref)?.issue ?? "", state.issue))) return false;
  return !state.text || holds(refs.map((ref) => `${ref} ${clauses.get(ref)?.text ?? ""}`).join(" ").toLowerCase());
}

function filterMatrix() {
  const [group, value] = state.relation.split(" ");
  const plans = [...data.plans.keys()].filter((n) => !state.hidden.has(n));
  let shown = 0, all = 0;
  for (const body of document.querySelectorAll("#matrix tbody")) {
    let any = false;
    for (const line of body.querySelectorAll("tr[data-row]")) {
      const row = rows.get(line.dataset.row);
      const fits = under(row.issue, state.issue) && (!state.text || holds(rowText(row))) && plans.some((n) => cellIds(row, n).length) &&
        (!state.relation || plans.some((n) => { const how = standing(state.base, row, n); return how.group === group && how.value === value; }));
      line.hidden = !fits;
      any ||= fits; shown += fits; all += 1;
    }
    body.hidden = !any;
  }
  $("count").textContent = say("page.shown", { n: shown, all });
}

function filterLines() {
  for (const box of document.querySelectorAll(".party")) {
    let any = false;
    for (const line of box.querySelectorAll("[data-line]")) {
      const ref = line.dataset.line;
      const fits = under(line.dataset.issue, state.issue) && (!state.text || holds(lineText(ref))) &&
        (!state.verdict || verdicts.some((v) => v.line === ref && v.verdict === state.verdict && !state.hidden.has(v.plan)));
      line.hidden = !fits;
      any ||= fits;
    }
    box.hidden = !any || (state.party && box.dataset.party !== state.party);
  }
  for (const line of document.querySelectorAll("#law [data-issue], #lines > ul [data-issue], #wordings ~ div [data-issue], #texts [data-issue]")) {
    line.hidden = !under(line.dataset.issue, state.issue) || (state.text !== "" && !holds(line.textContent.toLowerCase()));
  }
}
function lineText(ref) {
  const line = data.lines[ref];
  const found = verdicts.filter((v) => v.line === ref);
  return `${ref} ${line.title} ${found.map((v) => `${v.because} ${textOf(v.plan, v.clauses)}`).join(" ")}`.toLowerCase();
}

// Columns and items of plans that are not chosen: one rule in the style sheet for each.
let hiding = 0;
function hidePlans() {
  const sheet = document.styleSheets[0];
  for (; hiding; hiding -= 1) sheet.deleteRule(sheet.cssRules.length - 1);
  for (const n of state.hidden) {
    sheet.insertRule(`[data-p="${n}"], [data-plan="${n}"] { display: none !important; }`, sheet.cssRules.length);
    hiding += 1;
  }
  $("plans-shown").textContent = `${data.plans.length - state.hidden.size}/${data.plans.length}`;
}

function apply({ pair = true } = {}) {
  filterMatrix();
  if (state.text || state.issue || state.relation) foldAll(false);
  filterLines();
  hidePlans();
  rove();
  const active = KEPT.filter((key) => state[key]).length + (state.hidden.size ? 1 : 0);
  $("active").textContent = active ? `(${active})` : "";
  if (pair && $("pair-left") && (shownPair || active)) choosePair(...chosenPair());
  keep();
}

function readControls() {
  for (const key of KEPT) state[key] = $(`f-${key}`).value.trim();
  state.hidden = new Set([...document.querySelectorAll("input[name='plan']:not(:checked)")].map((box) => numbers.get(box.value)));
}
function showControls() {
  for (const key of KEPT) $(`f-${key}`).value = state[key];
  $("f-base").value = data.plans[state.base].id;
  for (const box of document.querySelectorAll("input[name='plan']")) box.checked = !state.hidden.has(numbers.get(box.value));
}

// The state as the tail of the address: `#ANCHOR?base=PLAN&issue=ISSUE`.
function stateHash(anchor) {
  const query = new URLSearchParams();
  if (state.base !== data.base) query.set("base", data.plans[state.base].id);
  for (const key of KEPT) if (state[key]) query.set(key, state[key]);
  if (state.hidden.size) query.set("without", [...state.hidden].map((n) => data.plans[n].id).join(","));
  const tail = query.toString();
  return anchor || tail ? `#${anchor}${tail ? `?${tail}` : ""}` : "";
}
function readState(tail) {
  const query = new URLSearchParams(tail);
  if (query.get("open") === "all") openAll();
  state.base = numbers.get(query.get("base")) ?? data.base;
  for (const key of KEPT) state[key] = query.get(key) ?? "";
  state.hidden = new Set((query.get("without") ?? "").split(",").filter((id) => numbers.has(id)).map((id) => numbers.get(id)));
}
// For paper, and for searching by the browser: nothing stays folded.
function openAll() {
  foldAll(false);
  for (const one of document.querySelectorAll("main details")) if (!one.closest("#filters")) one.open = true;
}
const store = {
  get(key) { try { return sessionStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { sessionStorage.setItem(key, value); } catch { /* a page opened from a file may not keep anything */ } },
};
function replaceAddress(anchor) {
  try { window.history.replaceState(null, "", stateHash(anchor) || "#"); } catch { /* the same */ }
}
function keep() {
  store.set("comparer state", stateHash(""));
}
