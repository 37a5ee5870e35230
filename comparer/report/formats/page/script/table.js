// The table: which drafts stand in it, with which one they are compared, and which rows are shown.
const table = $("say");
const rowNodes = table ? [...table.querySelectorAll("tr.row")] : [];
const MANY_COLUMNS = 6;
const state = { base: data.base, plans: new Set(data.focus) };
const rowData = (node) => data.rows[node.dataset.n];
const heads = table ? [...table.tHead.rows[0].cells].slice(1) : [];
const order = heads.map((head) => Number(head.dataset.p));
const cellsOf = (node) => {
  node.byPlan ??= Object.fromEntries([...node.cells].slice(1).map((cell, n) => [order[n], cell]));
  return node.byPlan;
};
const chipOf = {};
for (const chip of document.querySelectorAll(".rl[data-v]")) {
  chip.title = chip.lastElementChild.textContent.trim();
  chipOf[chip.dataset.v] ??= chip;
}

const stateOf = (row, plan) => data.states[place(data.stateRows[row[1][state.base]][plan])];
// What a cell says from the chosen base: the report has worked it out for every base.
function cellContent(row, plan) {
  const other = row[3].find(([bases, of]) => of === plan && bases.includes(state.base));
  return other ? { words: data.pool[other[2]], clauses: other[3], points: other[4], chips: other[5] } : null;
}
function drawCell(node, plan) {
  const row = rowData(node), cell = cellsOf(node)[plan];
  const [name, text] = stateOf(row, plan);
  cell.original ??= [...cell.childNodes];
  cell.className = name + (state.plans.has(plan) ? "" : " o");
  const content = cellContent(row, plan);
  if (content) {
    cell.replaceChildren(content.words ? el("p", { class: "t" }, content.words) : text, el("p", { class: "m" },
      content.clauses.length ? labelled(node, plan, clauseLink(content.clauses[0]), content.points || say("page.wording")) : "",
      content.chips.length ? el("span", { class: "chips" }, content.chips.map((n) => chipOf[n]?.cloneNode(true))) : ""));
  } else cell.replaceChildren(...cell.original);
  if (!cell.querySelector(".t")) cell.firstChild.textContent = text;
  cell.querySelector(".st")?.remove();
  addStateWord(node, plan);
}
function labelled(node, plan, link, points) {
  link.textContent = points;
  link.id = `x${node.dataset.n}-${plan}`;
  link.setAttribute("aria-labelledby", `n${plan} k${node.dataset.n} ${link.id}`);
  return link;
}

// Columns that are not shown come without what a reader would see or hear of them.
function fillHiddenCells() {
  for (const node of rowNodes) for (const plan of order) {
    const cell = cellsOf(node)[plan];
    if (state.plans.has(plan)) continue;
    if (!cell.firstChild) {
      const [name, text] = stateOf(rowData(node), plan);
      cell.className = `${name} o`;
      cell.textContent = text;
      continue;
    }
    const link = cell.querySelector(".m > a");
    if (link) labelled(node, plan, link, link.textContent);
    addStateWord(node, plan);
  }
}
function addStateWord(node, plan) {
  const cell = cellsOf(node)[plan], [name, , word] = stateOf(rowData(node), plan);
  const below = cell.querySelector(".m");
  if (name !== "base" && cell.querySelector(".t")) below.insertBefore(el("i", { class: "st" }, ` · ${word}`), below.querySelector(".chips"));
}

const baseFirst = (plans) => [state.base, ...plans.filter((plan) => plan !== state.base).sort((a, b) => a - b)];

// Columns: the base first, then the others by date, which is the order of the report.
function drawColumns() {
  const shown = baseFirst(order);
  for (const line of [table.tHead.rows[0], ...rowNodes]) {
    const cells = line === table.tHead.rows[0] ? Object.fromEntries(order.map((plan, n) => [plan, heads[n]])) : cellsOf(line);
    for (const plan of shown) {
      cells[plan].classList.toggle("o", !state.plans.has(plan));
      line.append(cells[plan]);
    }
  }
  for (const node of rowNodes) for (const plan of state.plans) cellsOf(node)[plan].dataset.plan ??= planName(plan);
  for (const cell of table.querySelectorAll(".group th, .more td")) cell.colSpan = state.plans.size + 1;
  const wide = state.plans.size > MANY_COLUMNS;
  $("table-box").classList.toggle("scroll", wide);
  $("top").classList.toggle("wide", wide);
}
function choosePlans(plans) {
  state.plans = new Set([...plans, state.base]);
  drawColumns();
  filterRows();
  redrawOpened();
}
function chooseBase(plan) {
  state.base = plan;
  state.plans.add(plan);
  for (const node of rowNodes) for (const each of order) drawCell(node, each);
  choosePlans($("all-plans")?.checked ? order : data.focus);
}

const isOpen = (node) => [...state.plans].some((plan) => cellsOf(node)[plan].classList.contains("left-open"));
function filterRows() {
  const issue = $("issue").value, words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const asked = issue || words.length || $("only-open").checked;
  table.classList.toggle("every", Boolean(asked) || $("every").getAttribute("aria-expanded") === "true");
  let count = 0;
  for (const node of rowNodes) {
    const text = words.length ? [...node.cells].filter((cell) => !cell.classList.contains("o")).map((cell) => cell.textContent).join(" ").toLowerCase() : "";
    const said = [...state.plans].some((plan) => cellsOf(node)[plan].querySelector(".m"));
    node.hidden = !said || (issue && node.dataset.issue !== issue && !node.dataset.issue.startsWith(`${issue}.`))
      || ($("only-open").checked && !isOpen(node)) || !words.every((word) => text.includes(word));
    if (node.nextElementSibling?.classList.contains("more")) node.nextElementSibling.hidden = node.hidden;
    if (!node.hidden && (table.classList.contains("every") || !node.classList.contains("rest"))) count += 1;
  }
  for (const body of table.tBodies) body.hidden = [...body.querySelectorAll("tr.row")].every((node) => node.hidden);
  $("shown").textContent = say("page.rows_shown", { n: count, all: rowNodes.length });
}
function showEvery(all) {
  $("every").setAttribute("aria-expanded", String(all));
  $("every").textContent = say(all ? "page.show_leading" : "page.show_all");
  filterRows();
}
