// A row opened in place: the whole wording, how it is known, how it stands to the base, and the lines it touches.
const clausesOf = (row, plan) => cellContent(row, plan)?.clauses ?? row[2][plan];
const stateText = (row, plan) => stateOf(row, plan)[1];
const shownPlans = () => baseFirst([...state.plans]);
const linksByRow = new Map(data.rows.map((row) => [row, []]));
for (const link of data.links) for (const n of link[7]) linksByRow.get(data.rows[n]).push(link);
const linksOf = (row, plan) => readLinks(linksByRow.get(row), state.base, plan);
const sourceNode = (link) => $(link.getAttribute("href").slice(1));
function sourceName(item) {
  const date = item.querySelector("time")?.textContent;
  return item.querySelector("b").textContent + (date ? `, ${date}` : "");
}
function bestSources(clauses) {
  const items = clauses.flatMap((n) => [...(clauseNode(n)?.querySelectorAll("dd a") ?? [])]).map(sourceNode);
  const named = new Map();
  for (const item of items) if (item && !named.has(item.querySelector("b").textContent)) named.set(item.querySelector("b").textContent, item);
  return [...named.values()].slice(0, 3);
}
function evidenceLine(n) {
  const node = clauseNode(n), cites = node.querySelectorAll(":scope > dd > p > a").length;
  const names = bestSources([n]).map((item) => item.querySelector("b").textContent);
  const grade = node.querySelector("dd > p > i");
  return el("p", { class: "evidence" }, grade.querySelector("b") ? `${say("column.evidence")} ` : "", grade.textContent,
    cites ? ` · ${say(cites > names.length ? "page.sources_among" : "page.sources_all", { n: cites, names: names.join("; ") })}` : "",
    [...node.querySelectorAll(".variants")].map((list) => list.cloneNode(true)));
}
function effectLines(link) {
  return el("p", { class: "evidence" }, el("b", {}, link.effect), " ", link.changes.join(" "),
    link.favours ? ` ${say("page.better_for", { plan: say("page.this_text"), who: link.favours })}.` : "");
}
function wording(row, plan) {
  const clauses = clausesOf(row, plan);
  const links = plan === state.base ? [] : linksOf(row, plan);
  const head = el("h3", {}, planName(plan), clauses.length ? ", " : "", clauseLinks(clauses));
  if (!clauses.length) return el("div", {}, head, el("p", {}, stateText(row, plan)));
  return el("div", {}, head, clauses.map((n) => {
    const link = links.find((one) => one.right.length === 1 && one.right[0] === n);
    return [el("p", {}, link ? link.text : clauseText([n])), evidenceLine(n)];
  }), links.filter((link) => !link.same).map(effectLines));
}
const verdictNumbers = (row) => row[4].filter((n) => $(`v${n}`) && state.plans.has(verdictAt(n).plan));
const verdictsOf = (row) => verdictNumbers(row).map((n) => $(`v${n}`));
function linesOf(row) {
  const byLine = new Map();
  for (const item of verdictsOf(row)) byLine.set(item.closest("article"), [...(byLine.get(item.closest("article")) ?? []), item]);
  return [...byLine].map(([line, items]) => el("li", {}, el("b", {}, `${line.dataset.party}: ${line.querySelector("h4").textContent}. `),
    line.querySelector("p").firstChild.textContent, items.map((item) => el("p", { class: "evidence" }, [...item.childNodes].map((child) => child.cloneNode(true))))));
}
// Among many drafts those that say nothing share one line for each reason.
const isAside = (row, plan) => state.plans.size > MANY_COLUMNS && !clausesOf(row, plan).length;
function silentLines(row) {
  const byText = new Map();
  for (const plan of shownPlans().filter((one) => isAside(row, one))) byText.set(stateText(row, plan), [...(byText.get(stateText(row, plan)) ?? []), planName(plan)]);
  return [...byText].map(([text, plans]) => el("p", { class: "evidence" }, `${text}: ${plans.join(", ")}`));
}
// How the clauses of a question travelled: each step between two drafts after one another that have it.
function stepsOf(row) {
  const stations = [...state.plans].sort((one, other) => one - other).filter((plan) => row[2][plan].length);
  return stations.slice(1).flatMap((after, n) => {
    const before = stations[n], links = readLinks(linksByRow.get(row), before, after);
    if (!links.length) return [];
    return [el("li", {}, el("b", {}, `${planName(before)} → ${planName(after)}`), links.map(effectLines))];
  });
}
function opened(node) {
  const row = rowData(node), lines = linesOf(row), steps = stepsOf(row);
  const aside = el("div", { class: "aside", hidden: true });
  const act = (key, run) => el("button", { type: "button", onclick: run }, say(key));
  return el("div", { class: "opened-row" },
    el("div", { class: "quad" }, shownPlans().filter((plan) => !isAside(row, plan)).map((plan) => wording(row, plan))),
    silentLines(row),
    lines.length ? el("div", { class: "why" }, el("h3", {}, say("page.lines_here")), el("ul", {}, lines)) : "",
    el("p", { class: "acts" }, act("page.copy_row", () => copyRow(node)), act("page.link", () => copyLink(node)),
      act("page.who_said", () => fill(aside, whoSaid(row))), act("page.dispute", () => fill(aside, dispute(node))),
      steps.length ? act("page.travelled", () => fill(aside, el("div", { class: "travelled" }, el("ul", {}, steps)))) : "",
      $(`bridge-${row[0]}`) ? el("a", { href: `#bridge-${row[0]}` }, say("page.bridge")) : ""),
    aside);
}
function fill(aside, content) {
  const again = aside.dataset.of === content.className;
  aside.hidden = again;
  aside.dataset.of = again ? "" : content.className;
  aside.replaceChildren(...(again ? [] : [content]));
}
function toggleRow(node, open) {
  const shown = node.nextElementSibling?.classList.contains("more");
  if (open === shown) return;
  node.classList.toggle("opened", open);
  node.querySelector(".q").setAttribute("aria-expanded", String(open));
  if (open) node.after(el("tr", { class: "more" }, el("td", { colspan: state.plans.size + 1 }, opened(node))));
  else node.nextElementSibling.remove();
}
function redrawOpened() {
  for (const node of rowNodes) if (node.classList.contains("opened")) { toggleRow(node, false); toggleRow(node, true); }
}

// The clauses of every draft on this question by date, then what the parties hold on it.
function whoSaid(row) {
  const own = data.stands[row[0]];
  if (own && standNodes.length) {
    const wants = $(`w-${row[0]}`)?.querySelector("span");
    const items = [...Map.groupBy(own, (n) => standNodes[n].parentElement)].map(([item, numbers]) => {
      const made = el("li", {}, [...item.children].filter((child) => !child.matches("span")).flatMap((child) => [child.cloneNode(true), " "]));
      for (const n of numbers) made.append(standNodes[n].cloneNode(true), " ");
      for (const question of made.querySelectorAll("span > i")) question.remove();
      return made;
    });
    return el("div", { class: "who" }, wants ? el("p", { class: "note" }, wants.textContent) : "", el("ul", { class: "timeline" }, items));
  }
  const items = data.plans.map((plan, n) => [n, row[2][n]]).filter(([, clauses]) => clauses.length);
  return el("div", { class: "who" }, el("ul", { class: "timeline" }, items.map(([n, clauses]) =>
    el("li", {}, el("time", {}, data.plans[n][2]), " ", el("b", {}, `${planName(n)} `), clauseText(clauses)))));
}
function dispute(node) {
  const row = rowData(node);
  const lines = shownPlans().flatMap((plan) => clausesOf(row, plan).map((n) => `- ${data.clauses[n]} (${clauseNode(n).closest(".clauses").dataset.file}:${data.clauseLines[n]}): ${clauseText([n])}`));
  const verdicts = verdictsOf(row);
  const rules = [...new Set(verdictNumbers(row).map((n) => verdictAt(n).rule))];
  const text = say("page.dispute_text", {
    question: node.querySelector(".q").textContent, clauses: lines.join("\n"),
    verdicts: verdicts.map((item) => `- ${item.textContent.trim().replace(/\s+/g, " ")}`).join("\n") || "–",
    rules: rules.join(", ") || "–", stamp: data.stamp,
  });
  return el("div", { class: "dispute" }, el("p", {}, say("page.dispute_how")), el("pre", { tabindex: 0 }, text),
    el("button", { type: "button", onclick: () => put(text, null, "page.copied") }, say("page.copy_issue")));
}
