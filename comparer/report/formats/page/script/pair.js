// Clause against clause, for the pair and the direction that the reader chooses.
function marked(stretches) {
  return stretches.map(([tag, text, move]) => (tag ? el(tag, { class: move ? "moved" : null }, text) : text));
}
function effects(one, right) {
  const { link, turned } = one;
  const better = link.favours && say("page.better_for", { plan: data.plans[data.pairs[link.pair][1]].id, who: link.favours });
  const changes = changesOf(one).map((c) => el("li", { title: data.rules[c.rule]?.[1] ?? "" }, el("b", {}, c.facet), ` ${c.before} → ${c.after} `, chip("relation", c.effect)));
  if (!changes.length && !better && !link.reason && !link.pin_reason) return null;
  return el("div", { class: "effect" }, el("span", { class: "who" }, say("page.effect")),
    el("ul", {}, changes, better && el("li", { class: "favours" }, better),
      [link.reason, link.pin_reason].filter(Boolean).map((text) => el("li", { class: "note" }, text))));
}
function sides(one, left, right) {
  return el("div", { class: "sides" },
    el("p", { class: "text" }, el("span", { class: "who" }, data.plans[left].id), textOf(left, one.left)),
    el("p", { class: "text" }, el("span", { class: "who" }, data.plans[right].id), marked(redline(one))));
}
const basis = (link) => [word("matched_by", link.matched_by), link.score !== null ? `${Math.round(link.score * 100)} %` : "",
  link.basis === "text" ? word("basis", "text") : "", `${say("column.confidence")}: ${word("confidence", link.confidence)}`,
  link.accepted ? say("word.accepted") : ""].filter(Boolean).join(" · ");

function changeBox(one, left, right) {
  return el("article", { class: "change", id: `f-${one.link.fingerprint}`, "data-fp": one.link.fingerprint },
    el("header", {}, chip("relation", one.relation), el("span", { class: "ids" }, clauseLinks(left, one.left), " → ", clauseLinks(right, one.right)),
      el("span", { class: "basis" }, basis(one.link)), tools(`f-${one.link.fingerprint}`)),
    el("p", { class: "who" }, say("page.words")), sides(one, left, right), effects(one, right));
}

function drawPair(left, right) {
  const found = seen(left, right).filter((one) => passes(one.relation, "relation", one.left.map((id) => `${left}#${id}`).concat(one.right.map((id) => `${right}#${id}`))));
  const same = found.filter((one) => one.relation === "same");
  const between = gapsBetween(left, right).filter((gap) => passes(gap.kind, "gap", [`${gap.plan}#${gap.clause}`]));
  const groups = data.legend.gap.flatMap(({ id: kind }) => [left, right].map((plan) => [kind, plan, between.filter((gap) => gap.kind === kind && gap.plan === plan)]));
  const body = $("pair-body");
  body.replaceChildren(heading(say("sentence.pair", { left: data.plans[left].id, right: data.plans[right].id })),
    ...found.filter((one) => one.relation !== "same").map((one) => changeBox(one, left, right)));
  if (same.length) {
    body.append(el("details", { class: "same" }, el("summary", {}, chip("relation", "same"), ` ${same.length}`),
      el("ul", {}, same.map((one) => el("li", { id: `f-${one.link.fingerprint}` }, clauseLinks(left, one.left), " = ", clauseLinks(right, one.right), " ", el("span", { class: "text" }, textOf(right, one.right)))))));
  }
  if (between.length) body.append(heading(say("heading.gaps")));
  for (const [kind, plan, list] of groups) if (list.length) body.append(gapBox(kind, plan, list));
  unmade(body, left, right);
  if (!found.length && !between.length) body.append(el("p", {}, say("sentence.nothing")));
}
function gapBox(kind, plan, list) {
  return el("div", { class: "gaps" }, el("h4", {}, chip("gap", kind), " ", say("page.only_in", { plan: data.plans[plan].id }), " ", el("span", { class: "count" }, String(list.length))),
    el("ul", {}, list.map((gap) => el("li", { id: `f-${gap.fingerprint}` }, clauseLink(plan, gap.clause), " ", el("span", { class: "text" }, textOf(plan, [gap.clause])),
      gap.by.length ? el("span", { class: "note" }, " (", say("sentence.verdict_by", { clauses: gap.by.join(", ") }), ")") : null,
      gap.accepted ? el("span", { class: "note" }, ` ${say("word.accepted")}`) : null))));
}
function unmade(body, left, right) {
  const n = pairNumber.get(`${left} ${right}`) ?? pairNumber.get(`${right} ${left}`);
  if (n === undefined) return;
  const [a, b, possible, ambiguous] = data.pairs[n];
  for (const [key, list] of [["page.possible", possible], ["page.ambiguous", ambiguous]]) {
    if (list.length) body.append(el("details", { class: "told" }, el("summary", {}, say(key), " ", el("span", { class: "count" }, String(list.length))),
      el("ul", {}, list.map(([some, others]) => el("li", {}, clauseLinks(a, some, true), " ? ", clauseLinks(b, others, true))))));
  }
}

let shownPair = null;
function choosePair(left, right) {
  if (!$("pair-left")) return;
  $("pair-left").value = data.plans[left].id;
  $("pair-right").value = data.plans[right].id;
  shownPair = [left, right];
  drawPair(left, right);
}
function chosenPair() {
  return [numbers.get($("pair-left").value), numbers.get($("pair-right").value)];
}

// How the clauses of one row went from plan to plan.
function drawJourney(id) {
  const row = rows.get(id);
  const kinds = ["derived_from", "answers", "supersedes"];
  const stops = data.plans.map((plan, n) => {
    const parents = data.lineage.filter((one) => one[0] === n && numbers.has(one[2]) && cellIds(row, numbers.get(one[2])).length)
      .sort((a, b) => kinds.indexOf(a[1]) - kinds.indexOf(b[1]));
    return { n, ids: cellIds(row, n), parent: parents.length ? numbers.get(parents[0][2]) : null };
  }).filter((stop) => stop.ids.length || stop.parent !== null);
  $("journey-body").replaceChildren(...stops.map(({ n, ids, parent }) => {
    const how = parent === null ? null : standing(parent, row, n);
    return el("li", {}, el("span", { class: "head" }, planLink(n), " ",
      how ? [chip(how.group, how.value), " ", el("span", { class: "sub" }, say("page.told_from", { plan: data.plans[parent].id }))] : el("span", { class: "sub" }, say("page.first_here")),
      " ", clauseLinks(n, ids)), el("span", { class: "text" }, textOf(n, ids)));
  }));
}
