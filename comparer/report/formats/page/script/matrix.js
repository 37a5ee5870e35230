// The matrix, told from another base. The first one stands in the page already.
const state = { base: data.base, text: "", issue: "", party: "", relation: "", verdict: "", hidden: new Set() };
const order = () => [...data.plans.keys()].sort((a, b) => rank(a) - rank(b) || a - b);
const rank = (n) => (n === state.base ? 0 : data.plans[n].kind === "position" ? 2 : 1);
const FIGURE_RULES = ["change-amount", "change-deadline", "change-period"];

function figures(found) {
  for (const one of found) {
    const change = changesOf(one).find((each) => FIGURE_RULES.includes(each.rule) && /[0-9]/.test(each.before + each.after));
    if (change) return `${change.before} → ${change.after}`;
  }
  return "";
}

function matrixCell(row, plan) {
  const { group, value, links: found } = standing(state.base, row, plan);
  const cell = el("td", { "data-p": plan, class: plan === state.base ? "base" : null });
  if (!value) return cell;
  const { mark = "", word: name = value } = legend[`${group} ${value}`] ?? {};
  const detail = group === "relation" ? figures(found) : value === "base" ? cellIds(row, plan).join(", ") : "";
  cell.append(el("a", { href: address("m", row.id, data.plans[plan].id), class: `${group} ${value}` },
    mark && el("b", { "aria-hidden": "true" }, mark), mark && " ", el("span", {}, name), detail && el("i", {}, detail)));
  return cell;
}

function excerpt(row) {
  const holder = order().find((plan) => cellIds(row, plan).length);
  if (holder === undefined) return "";
  const text = textOf(holder, cellIds(row, holder));
  return (text.length > 130 ? `${text.slice(0, 130).trimEnd()}…` : text) + (holder === state.base ? "" : ` (${data.plans[holder].id})`);
}

function drawMatrix() {
  const plans = order();
  const columns = $("columns");
  if (!columns) return;
  columns.replaceChildren(columns.firstElementChild, ...plans.map((n) =>
    el("th", { scope: "col", "data-p": n, class: n === state.base ? "base" : null }, planLink(n),
      el("span", { class: "sub" }, (n === state.base ? say("word.base") : data.plans[n].issued) + (data.plans[n].coverage === "partial" ? " ◐" : "")))));
  for (const line of document.querySelectorAll("#matrix tr[data-row]")) {
    const row = rows.get(line.dataset.row);
    line.firstElementChild.querySelector(".sub").textContent = excerpt(row);
    line.replaceChildren(line.firstElementChild, ...plans.map((plan) => matrixCell(row, plan)));
  }
  for (const group of document.querySelectorAll("#matrix tr.group")) {
    const inside = [...group.parentElement.querySelectorAll("tr[data-row]")].map((line) => rows.get(line.dataset.row));
    group.replaceChildren(group.firstElementChild, ...plans.map((plan) => tallies(inside, plan)));
  }
  $("base-said").textContent = say("sentence.base", { base: data.plans[state.base].id });
  rove();
}

const MARKS = [...data.legend.relation.map((one) => `relation ${one.id}`), ...data.legend.gap.map((one) => `gap ${one.id}`), "cell added", "cell base"];
function tallies(inside, plan) {
  const counts = new Map();
  for (const row of inside) {
    const { group, value } = standing(state.base, row, plan);
    const key = value === "deferred" ? "relation deferred" : `${group} ${value}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const found = MARKS.filter((key) => counts.has(key)).map((key) => el("span", { class: `tally ${key}`, title: legend[key]?.word },
    legend[key]?.mark && el("b", { "aria-hidden": "true" }, legend[key].mark), el("span", { class: "unseen" }, legend[key]?.word ?? key), ` ${counts.get(key)}`));
  return el("td", { "data-p": plan, class: plan === state.base ? "base" : null }, between(found, " "));
}

// Groups of rows fold to one line of counts: many rows begin folded, filters and links unfold what they need.
const MANY = 60;
function fold(group, folded) {
  group.querySelector(".fold").setAttribute("aria-expanded", String(!folded));
  for (const line of group.parentElement.querySelectorAll("tr[data-row]")) line.classList.toggle("folded", folded);
}
function foldAll(folded) {
  for (const group of document.querySelectorAll("#matrix tr.group")) fold(group, folded);
  const button = $("fold-all");
  if (!button) return;
  button.textContent = say(folded ? "page.unfold" : "page.fold");
  button.dataset.folded = folded ? "1" : "";
  rove();
}
function makeFolds() {
  for (const label of document.querySelectorAll("#matrix span.fold")) {
    label.replaceWith(el("button", { type: "button", class: "fold", "aria-expanded": "true",
      onclick: (event) => { fold(event.currentTarget.closest("tr"), event.currentTarget.getAttribute("aria-expanded") === "true"); rove(); } }, label.textContent));
  }
  $("fold-all")?.addEventListener("click", (event) => foldAll(!event.currentTarget.dataset.folded));
  foldAll(rows.size > MANY);
}

// Arrow keys move between the cells of a table; only one of them is in the order of the Tab key.
function rove() {
  for (const table of document.querySelectorAll("table.matrix")) {
    let first = null;
    for (const cell of table.querySelectorAll("td a")) {
      const line = cell.closest("tr");
      first ??= line.hidden || line.classList.contains("folded") || state.hidden.has(Number(cell.parentElement.dataset.p)) ? null : cell;
      cell.tabIndex = cell === first ? 0 : -1;
    }
  }
}
const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
function moveInTable(event) {
  const step = STEPS[event.key];
  const from = event.target.closest?.("table.matrix td a");
  if (!step || !from || event.ctrlKey || event.altKey || event.metaKey) return;
  const lines = [...from.closest("table").querySelectorAll("tbody tr:not(.group):not(.folded):not([hidden])")];
  let y = lines.indexOf(from.closest("tr")), x = from.closest("td").cellIndex;
  for (;;) {
    y += step[0]; x += step[1];
    const cell = lines[y]?.cells[x];
    if (!cell || x < 1) return;
    const target = cell.querySelector("a");
    if (target && target.offsetParent) {
      event.preventDefault();
      from.tabIndex = -1; target.tabIndex = 0;
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "nearest", inline: "nearest" });
      return;
    }
  }
}
