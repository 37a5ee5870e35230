// The table: which drafts stand in it, with which one they are compared, and which rows are shown.
const table = $("say");
const rowNodes = table ? [...table.querySelectorAll("tr.row")] : [];
const MANY_COLUMNS = 6;
const state = { base: data.base, plans: new Set(data.focus) };
const rowData = (node) => data.rows[node.dataset.n];
const heads = table ? [...table.tHead.rows[0].cells].slice(1) : [];
const order = heads.map((head) => Number(head.dataset.p));
const inPage = new Set(data.focus);
const columnsInPage = order.filter((plan) => inPage.has(plan));
const cellsOf = (node) => {
  node.byPlan ??= Object.fromEntries([...node.cells].slice(1).map((cell, n) => [columnsInPage[n], cell]));
  return node.byPlan;
};
for (const chip of document.querySelectorAll(".rl[data-v]")) chip.title = chip.lastElementChild.textContent.trim();
for (const cell of document.querySelectorAll(".heat td.h")) cell.title = cell.lastElementChild.textContent;
function chipOf(n) {
  const { line, kind, soft } = verdictAt(n);
  const [party, title, letters] = data.lines[line], [name, mark, word] = data.verdictKinds[kind];
  const spoken = say("page.chip", { party, line: title, verdict: word });
  return el("b", { class: `rl ${name}${soft ? " soft" : ""}`, title: spoken }, el("span", { "aria-hidden": "true" }, mark), letters, el("span", { class: "vh" }, ` ${spoken}`));
}

const stateOf = (row, plan) => data.states[place(data.stateRows[row[1][state.base]][plan])];
// What a cell says from the chosen base: the report has worked it out for every base.
function cellContent(row, plan) {
  const other = row[3].find(([bases, of]) => of === plan && (!bases || bases.includes(state.base)));
  return other ? { words: cellWords(other[2]), clauses: other[3] || row[2][plan], points: other[4], chips: other[5] } : null;
}
function drawCell(node, plan) {
  const row = rowData(node), cell = cellsOf(node)[plan];
  const [name, text] = stateOf(row, plan);
  if (inPage.has(plan)) cell.original ??= [...cell.childNodes];
  cell.className = `${name} p${plan}${state.plans.has(plan) ? "" : " o"}`;
  const content = cellContent(row, plan);
  if (content) {
    cell.replaceChildren(content.words ? el("p", { class: "t" }, content.words) : text, el("p", { class: "m" },
      content.clauses.length ? labelled(node, plan, clauseLink(content.clauses[0]), content.points || say("page.wording")) : "",
      content.chips.length ? el("span", { class: "chips" }, content.chips.map(chipOf)) : ""));
  } else cell.replaceChildren(...(cell.original ?? [text]));
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

// Columns that are not shown are not in the page.
function addHiddenCells() {
  for (const node of rowNodes) {
    const cells = cellsOf(node);
    for (const plan of order) {
      if (!inPage.has(plan)) {
        cells[plan] = el("td");
        drawCell(node, plan);
      }
      node.append(cells[plan]);
    }
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
