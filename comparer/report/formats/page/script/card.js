// One card for whatever the reader asks about: a cell, a finding, a clause, a line, a rule, a plan, a source.
let cameFrom = null;
const section = (title, ...content) => {
  const inside = content.flat(Infinity).filter(Boolean);
  return inside.length ? [heading(title), ...inside] : [];
};
const list = (items) => (items.length ? el("ul", {}, items.map((one) => el("li", {}, one))) : null);
const note = (...parts) => {
  const said = parts.filter(Boolean);
  return said.length ? el("p", { class: "note" }, between(said, " · ")) : null;
};
const quote = (text) => el("p", { class: "quote text" }, text);

function evidence(one) {
  return note(one.known !== "stated" && word("known", one.known), one.state !== "open" && word("state", one.state),
    `${say("column.evidence")} ${one.evidence || "–"}`, el("span", {}, citeLinks(one.cites)));
}
function clauseBlock(plan, id) {
  const one = clauses.get(`${plan}#${id}`);
  return one ? [el("p", {}, clauseLink(plan, id, true)), quote(one.text), evidence(one)] : [`${data.plans[plan]?.id}#${id}`];
}
function rule(name) {
  const [title, says, why] = data.rules[name] ?? [];
  return title ? section(say("column.rule"), el("p", {}, el("code", {}, name), ` ${title}. ${says}`), note(why)) : [];
}
// Clauses as they were encoded, each with its evidence and sources.
function restsOn(refs) {
  const wanted = new Map(refs.map(([n, id]) => [`${n}#${id}`, [n, id]]));
  return section(say("page.rests_on"), [...wanted.entries()].filter(([key]) => clauses.has(key)).map(([key, [n, id]]) =>
    el("div", {}, el("p", {}, clauseLink(n, id, true), clauses.get(key).norm && `: ${clauses.get(key).norm}`), evidence(clauses.get(key)))));
}
const because = (text) => section(say("column.because"), text && el("p", { class: "text" }, text));
const accepted = (one) => (data.accepted[one.fingerprint] ? note(data.accepted[one.fingerprint]) : null);

const cards = {
  m(rowId, planId) {
    const row = rows.get(rowId), plan = numbers.get(planId);
    if (!row || plan === undefined) return null;
    const how = standing(state.base, row, plan);
    const ours = cellIds(row, state.base), theirs = cellIds(row, plan);
    const title = `${row.label || issues.get(row.issue)?.label || row.id}: ${data.plans[state.base].id} → ${planId}`;
    const body = [how.links.length === 1 ? null : el("p", {}, how.value ? chip(how.group, how.value) : say("page.nothing_there"))];
    if (how.links.length) {
      body.push(how.links.map((one) => changeBox(one, state.base, plan)));
      body.push(restsOn(how.links.flatMap((one) => [...one.left.map((id) => [state.base, id]), ...one.right.map((id) => [plan, id])])));
    } else {
      body.push(section(data.plans[state.base].id, ours.length ? ours.map((id) => clauseBlock(state.base, id)) : say("page.nothing_there")));
      if (plan !== state.base) body.push(section(planId, theirs.length ? theirs.map((id) => clauseBlock(plan, id)) : say("page.nothing_there")));
      const found = gapsBetween(state.base, plan).filter((gap) => (gap.plan === plan ? theirs : ours).includes(gap.clause));
      body.push(list(found.map((gap) => [chip("gap", gap.kind), " ", clauseLink(gap.plan, gap.clause, true), gap.by.length ? [" ", say("sentence.verdict_by", { clauses: gap.by.join(", ") })] : "", tools(`f-${gap.fingerprint}`)])));
    }
    return { title, body, text: `${title}: ${legend[`${how.group} ${how.value}`]?.word ?? ""}. ${textOf(state.base, ours)} → ${textOf(plan, theirs)}` };
  },
  r(rowId) {
    const row = rows.get(rowId);
    if (!row) return null;
    const title = row.label || issues.get(row.issue)?.label || row.id;
    const stands = order().map((plan) => ({ plan, how: standing(state.base, row, plan), ids: cellIds(row, plan) })).filter((one) => one.how.value);
    return { title, text: `${title}. ${stands.map(({ plan, how, ids }) => `${data.plans[plan].id}: ${legend[`${how.group} ${how.value}`]?.word ?? ""}. ${textOf(plan, ids)}`).join("\n")}`,
      body: [note(issues.get(row.issue)?.definition), note(say("sentence.base", { base: data.plans[state.base].id })),
        stands.map(({ plan, how, ids }) => el("div", { class: "stand" }, el("p", {}, planLink(plan), " ", el("a", { class: "plain-link", href: address("m", row.id, data.plans[plan].id) }, chip(how.group, how.value)), " ", clauseLinks(plan, ids)),
          ids.length ? quote(textOf(plan, ids)) : null))] };
  },
  f(print) {
    const found = byPrint.get(print);
    return found ? findings[found.kind](found.one) : null;
  },
  c(planId, id) {
    const plan = numbers.get(planId), one = clauses.get(`${plan}#${id}`);
    if (!one) return null;
    const touched = verdicts.filter((v) => v.plan === plan && (v.clauses.includes(id) || v.notes.includes(id)));
    const inRows = [...rows.values()].filter((row) => cellIds(row, plan).includes(id));
    const others = links.filter((link) => data.pairs[link.pair].some((n, side) => n === plan && link[side ? "right" : "left"].includes(id)))
      .map((link) => { const left = data.pairs[link.pair][0] === plan; const n = data.pairs[link.pair][left ? 1 : 0];
        return [chip("relation", left ? link.relation : mirrored(link.relation)), " ", clauseLinks(n, left ? link.right : link.left, true), " ", el("a", { class: "ref", href: `#f-${link.fingerprint}` }, "→")]; });
    return { title: `${planId}#${id}${one.heading ? ` ${one.heading}` : ""}`, text: `“${one.text}” ${planId}#${id} (${one.evidence}; ${one.cites.join(", ")})`,
      body: [quote(one.text), evidence(one), note(one.holder, one.note), note(issues.get(one.issue)?.label),
        section(say("page.encoded"), one.norm && el("p", {}, one.norm)),
        section(say("page.readings"), list(one.variants.map(([who, text, norm, known, cites]) => [el("b", {}, who), " ", text || norm, " ", el("span", { class: "note" }, word("known", known), " ", citeLinks(cites))]))),
        section(say("page.lines_touched"), list(touched.map((v) => [chip("verdict", v.verdict), " ", el("a", { href: `#f-${v.fingerprint}` }, `${v.line} ${data.lines[v.line]?.title ?? ""}`)]))),
        section(say("page.in_other"), list(others)),
        section(say("page.in_row"), list(inRows.map((row) => el("a", { href: address("r", row.id) }, row.label || row.id))))] };
  },
  l(party, id) {
    const ref = `${party}#${id}`, line = data.lines[ref];
    if (!line) return null;
    const found = verdicts.filter((v) => v.line === ref);
    return { title: `${ref} ${line.title}`, text: `${ref} ${line.title}. ${found.map((v) => `${data.plans[v.plan].id}: ${word("verdict", v.verdict)}`).join("; ")}`,
      body: [note(line.party, word("strength", line.strength), line.inferred && say("word.inferred"), line.judged_reading && say("word.judged_reading")),
        note(line.not_judged, line.no_line, line.note), lineHistory(line),
        section(say("column.verdict"), el("ul", { class: "plainlist" }, found.map((v) => el("li", {}, chip("verdict", v.verdict), " ", planLink(v.plan), " ", el("a", { class: "ref", href: `#f-${v.fingerprint}` }, v.clauses.join(", ") || "→")))))] };
  },
  k(id) {
    const law = data.laws[id];
    if (!law) return null;
    const found = constraints.filter((one) => one.constraint === id);
    return { title: `${id} ${law.title}`, text: `${id} ${law.title}. ${law.says}`,
      body: [law.says && quote(law.says), note(word("force", law.force), law.from, law.until, law.binds, law.certainty && `${say("column.confidence")}: ${word("confidence", law.certainty)}`),
        note(el("span", {}, citeLinks(law.cites))), note(law.note),
        section(say("column.steps"), law.steps.length ? el("ol", {}, law.steps.map(([text, more]) => el("li", {}, text, more && note(more)))) : null),
        section(say("column.verdict"), el("ul", { class: "plainlist" }, found.map((one) => el("li", {}, chip("constraint", one.verdict), " ", planLink(one.plan), " ", el("a", { class: "ref", href: `#f-${one.fingerprint}` }, one.clauses.join(", ") || "→")))))] };
  },
  p(id) {
    const plan = data.plans[numbers.get(id)];
    if (!plan) return null;
    return { title: `${id}: ${plan.title}`, text: `${id}: ${plan.title}, ${plan.issued}. ${plan.address}`,
      body: [plan.summary && el("p", {}, plan.summary), note(word("kind", plan.kind), plan.issued, plan.by, word("coverage", plan.coverage), plan.known), note(plan.note),
        section(say("column.source"), plan.address && el("p", { class: "text" }, webLink(plan.address), plan.opened ? "" : ` (${say("word.not_opened")})`)),
        section(say("column.reactions"), list(plan.reactions.map(([who, what, when, cites]) => [`${when} ${who}: ${what} `, citeLinks(cites)]))),
        section(say("column.disputed"), list(plan.disputed.map(([about, more, cites]) => [`${about}: ${more} `, citeLinks(cites)]))),
        section(say("column.clauses"), el("p", {}, clauseLinks(numbers.get(id), plan.clauses)))] };
  },
  s(id) {
    const source = data.sources[id];
    if (!source) return null;
    return { title: source.title || id, text: `${source.publisher}, ${source.title}, ${source.date}. ${source.address}`,
      body: [note(id, source.publisher, source.date, source.type, source.read, source.leaning), note(source.fault),
        source.address && el("p", { class: "text" }, webLink(source.address)),
        section(say("column.says"), list(Object.entries(source.facts).map(([at, text]) => `#${at} ${text}`)))] };
  },
};
const webLink = (text) => (/^https?:\/\//i.test(text) ? el("a", { href: text, rel: "noreferrer noopener" }, text) : text);

function lineHistory(line) {
  return section(say("page.history"), list(line.versions.map((one) => [el("time", {}, one.from), one.until && `–${one.until}`, ` ${word("strength", one.strength)}: ${one.norms.join("; ") || line.not_judged}`,
    one.said_by && ` (${one.said_by})`, note(`${say("column.evidence")} ${one.evidence || "–"}`, el("span", {}, citeLinks(one.cites)), one.note)])));
}

const findings = {
  links(link) {
    const [left, right] = data.pairs[link.pair];
    const one = { link, turned: false, left: link.left, right: link.right, relation: link.relation };
    const title = `${data.plans[left].id}#${link.left.join(", ")} → ${data.plans[right].id}#${link.right.join(", ")}`;
    return { title, pair: [left, right], text: `${title}: ${word("relation", link.relation)}. ${textOf(left, link.left)} → ${textOf(right, link.right)}`,
      body: [changeBox(one, left, right), accepted(link), restsOn([...link.left.map((id) => [left, id]), ...link.right.map((id) => [right, id])]),
        [...new Set(link.changes.map((change) => change[4]))].map(rule)] };
  },
  gaps(gap) {
    const title = `${data.plans[gap.plan].id}#${gap.clause}: ${word("gap", gap.kind)} (${data.plans[gap.missing].id})`;
    return { title, pair: data.pairs[gap.pair].slice(0, 2), text: `${title}. ${textOf(gap.plan, [gap.clause])}`,
      body: [el("p", {}, chip("gap", gap.kind), " ", legend[`gap ${gap.kind}`]?.says), clauseBlock(gap.plan, gap.clause), gap.by.length ? section(data.plans[gap.missing].id, gap.by.map((id) => clauseBlock(gap.missing, id))) : null, accepted(gap), rule(`gap-${gap.kind}`)] };
  },
  verdicts(v) {
    const line = data.lines[v.line] ?? { title: "", versions: [] };
    const title = `${data.plans[v.plan].id} · ${v.line} ${line.title}`;
    return { title, text: `${title}: ${word("verdict", v.verdict)}. ${v.because} ${textOf(v.plan, v.clauses)}`,
      body: [el("p", {}, chip("verdict", v.verdict)), note(word("strength", v.strength), `${say("column.confidence")}: ${word("confidence", v.confidence)}`, v.inferred && say("word.inferred"), v.stated_later && say("word.stated_later"), v.holder),
        because(v.because), section(say("page.rests_on"), v.clauses.map((id) => clauseBlock(v.plan, id))),
        section(say("page.readings"), list(v.readings.map(([of, verdict, who, why]) => [chip("verdict", verdict), ` ${who || of}: ${why}`]))),
        section(say("page.notes"), v.notes.map((id) => clauseBlock(v.plan, id))), accepted(v),
        section(say("column.line"), el("p", {}, lineLink(v.line))), lineHistory(line), rule(v.rule)] };
  },
  constraints(c) {
    const law = data.laws[c.constraint] ?? { title: "", says: "", steps: [], cites: [] };
    const title = `${data.plans[c.plan].id} · ${c.constraint} ${law.title}`;
    return { title, text: `${title}: ${word("constraint", c.verdict)}. ${c.because}`,
      body: [el("p", {}, chip("constraint", c.verdict)), note(word("force", c.force), `${say("column.confidence")}: ${word("confidence", c.confidence)}`, c.note_only && say("word.note_only"), c.in_force_later && say("word.in_force_later")),
        because(c.because), law.says && quote(law.says), note(el("span", {}, citeLinks(law.cites))),
        section(say("page.rests_on"), c.clauses.map((id) => clauseBlock(c.plan, id))),
        section(say("column.steps"), c.told.length ? el("ol", {}, c.told.map((text) => el("li", {}, text))) : null), accepted(c), rule(c.rule)] };
  },
  single(one) {
    return { title: one.text, text: `${one.text}. ${one.because}`,
      body: [because(one.because), section(say("column.line"), list(one.lines.map(lineLink))),
        section(say("page.rests_on"), one.clauses.map((ref) => { const [plan, ...rest] = ref.split("#"); return clauseBlock(numbers.get(plan), rest.join("#")); })), accepted(one)] };
  },
};

const citation = (made, anchor) => `${made.text.trim()}\n${data.stamp}\n${location.href.split("#")[0]}${stateHash(anchor)}`;

function openCard(made, anchor) {
  const card = $("card");
  if (card.hidden) cameFrom = document.activeElement;
  const parts = [el("button", { class: "close", type: "button", "aria-label": say("page.close"), title: say("page.close"), onclick: closeCard }, "×"),
    el("h2", { id: "card-title" }, made.title), ...made.body.flat(Infinity).filter((one) => one),
    el("p", { class: "actions" }, el("button", { type: "button", "data-copy": anchor }, say("page.copy")),
      made.pair && el("button", { type: "button", onclick: () => { choosePair(...made.pair); closeCard(); $("pair").scrollIntoView(); } }, say("heading.changes")))];
  card.replaceChildren(...parts);
  for (const inner of card.querySelectorAll("[id^='f-']")) inner.removeAttribute("id");
  card.hidden = false;
  card.scrollTop = 0;
  card.focus({ preventScroll: true });
}
function closeCard() {
  if ($("card").hidden) return;
  $("card").hidden = true;
  replaceAddress("");
  if (cameFrom?.isConnected) cameFrom.focus({ preventScroll: true });
}
function makeCard(anchor) {
  const kind = anchor.slice(0, anchor.indexOf("-"));
  const names = anchor.slice(kind.length + 1).split("/").map(decode);
  return Object.hasOwn(cards, kind) ? cards[kind](...names) : null;
}
function decode(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

async function copy(anchor) {
  const made = makeCard(anchor);
  if (!made) return;
  const text = citation(made, anchor);
  try {
    await navigator.clipboard.writeText(text);
    $("said").textContent = say("page.copied");
  } catch {
    const box = el("textarea", { class: "unseen", "aria-hidden": "true" });
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    $("said").textContent = say(done ? "page.copied" : "page.not_copied");
  }
}
