// Any two drafts: what became of each red line between them, and clause against clause.
function drawMoved() {
  const left = $("moved-left").value, right = $("moved-right").value;
  const moves = (data.moves[`${left} ${right}`] ?? "").match(/.../gsu) ?? [];
  $("moved-title").textContent = say("page.who_moved", { left: data.plans[left][3], right: data.plans[right][3] });
  const columns = data.moveColumns.map(([heading, tone], column) => {
    const byParty = new Map();
    moves.forEach((letters) => {
      const [line, moved, behind] = [...letters].map(place);
      if (moved !== column) return;
      const [party, title] = data.lines[line], note = data.moveNotes[behind];
      if (!byParty.has(party)) byParty.set(party, []);
      byParty.get(party).push(note ? [title, " ", el("i", { class: "sub" }, `(${note})`)] : [title]);
    });
    return byParty.size ? el("div", { class: tone }, el("h3", {}, heading), el("ul", {}, [...byParty].map(([party, lines]) =>
      el("li", {}, el("b", {}, party), " ", between(lines, "; "))))) : null;
  }).filter(Boolean);
  $("moved-body").replaceChildren(...(columns.length ? columns : [el("p", {}, say("page.nothing_moved"))]));
}

function drawPair() {
  const left = Number($("pair-left").value), right = Number($("pair-right").value);
  const head = [planName(left), planName(right), say("page.effect")];
  const rows = readLinks(data.links, left, right).filter((link) => !link.same).map((link) => el("tr", {},
    el("td", {}, clauseLinks(link.left), " ", clauseText(link.left)), el("td", {}, clauseLinks(link.right), " ", link.text),
    el("td", {}, el("b", {}, link.relation), link.changes.map((text) => [el("br"), text]),
      link.favours ? [el("br"), say("page.better_for", { plan: planName(right), who: link.favours })] : "")));
  $("pair-body").replaceChildren(
    el("table", { class: "changes" }, el("thead", {}, el("tr", {}, head.map((text) => el("th", { scope: "col" }, text)))), el("tbody", {}, rows)),
    ...[[left, right], [right, left]].flatMap(([plan, missing]) => onlyIn(plan, missing)));
}
const gapAt = (n, plan) => data.gapRows[data.gaps[n]][plan];
function onlyIn(plan, missing) {
  const prefix = `${data.plans[plan][0]}#`;
  const found = data.clauses.flatMap((ref, n) => (ref.startsWith(prefix) && gapAt(n, missing) !== "." ? [n] : []));
  return found.length ? [el("h3", {}, `${say("page.only_in", { plan: planName(plan) })} (${found.length})`), el("ul", {}, found.map((n) =>
    el("li", {}, clauseLink(n), " ", clauseText([n]), " ", el("span", { class: "sub" }, data.gapWords[place(gapAt(n, missing))]))))] : [];
}
