// Small tools. Text only ever becomes text: nothing here parses a string as HTML.
const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const listed = (part) => (Array.isArray(part) ? part : [part]);
data.clauses = data.clauses.flatMap((ids, plan) => ids.map((id) => `${data.plans[plan][0]}#${id}`));
data.links = data.links.map(([left, right, relation, favours, changes, redline, pair, rows]) => [
  listed(left), listed(right), relation, favours, listed(changes), listed(redline), pair, listed(rows)]);
const fillIn = (template, fields) => template.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? fields[name] : whole));
const say = (key, fields = {}) => fillIn(data.texts[key] ?? key, fields);

function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === "onclick") made.addEventListener("click", value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}

const FIRST_LETTER = "0".charCodeAt(0);
const place = (letter) => letter.charCodeAt(0) - FIRST_LETTER;
const planName = (n) => data.plans[n][1];
const clauseAddress = (n) => `c-${data.clauses[n].replace("#", "/")}`;
const clauseId = (n) => data.clauses[n].split("#").slice(1).join("#");
const clauseNode = (n) => $(clauseAddress(n));
const clauseText = (numbers) => numbers.map((n) => clauseNode(n)?.querySelector("bdi").textContent ?? "").join(" / ");
const clauseLink = (n) => el("a", { href: `#${clauseAddress(n).split("/").map(encodeURIComponent).join("/")}` }, clauseId(n));
const between = (items, gap) => items.flatMap((one, n) => (n ? [gap, one] : [one]));
const clauseLinks = (numbers) => between(numbers.map(clauseLink), ", ");
const standNodes = [...document.querySelectorAll("#stands li > span")];
const standText = (n) => standNodes[n].firstChild.textContent.trim();
const cellWords = (words) => (typeof words === "number" ? data.pool[words] : words.map(standText).join("; "));
function verdictAt(n) {
  const [plan, line, kind, rule] = [...data.verdicts.slice(4 * n, 4 * n + 4)].map(place);
  return { plan, line, kind: kind >> 1, soft: kind % 2 === 1, rule: data.rules[rule] };
}
const pairNumber = (a, b) => data.pairs.findIndex(([left, right]) => (left === a && right === b) || (left === b && right === a));

// A link as read from its left plan, or turned around by the table of mirrors that the report gives.
function readLink(link, turned) {
  const [left, right, relation, favours, changes] = link;
  return {
    left: turned ? right : left,
    right: turned ? left : right,
    relation: data.relations[turned ? data.mirrors[relation] : relation],
    effect: data.effects[turned ? data.mirrors[relation] : relation],
    favours: data.pool[favours],
    same: relation === data.same,
    changes: changes.map((change) => changeText(change, turned)),
    text: turned ? turnedRedline(link) : straightRedline(link),
  };
}
function readLinks(links, left, right) {
  const pair = pairNumber(left, right);
  return links.filter((link) => link[6] === pair).map((link) => readLink(link, data.pairs[pair][0] !== left));
}
function changeText(number, turned) {
  const [template, before, after] = data.changes[number];
  const sides = turned ? { before: data.pool[after], after: data.pool[before] } : { before: data.pool[before], after: data.pool[after] };
  const text = fillIn(data.pool[turned ? data.turned[template] ?? template : template], sides);
  return fillIn(data.sentence, { change: text.charAt(0).toUpperCase() + text.slice(1) });
}
function stretches([, right, , , , redline]) {
  const after = clauseText(right);
  let at = 0;
  return redline.map((op) => {
    if (typeof op === "string") return ["del", op];
    const size = typeof op === "number" ? op : op[0];
    return [typeof op === "number" ? "" : "ins", after.slice(at, (at += size))];
  });
}
const SPOKEN = { ins: "page.inserted", del: "page.deleted" };
const marked = (pieces) => pieces.map(([tag, text]) => (tag ? el(tag, {}, el("span", { class: "vh" }, ` ${say(SPOKEN[tag])}: `), text) : text));
const straightRedline = (link) => (link[5].length ? marked(stretches(link)) : [clauseText(link[1])]);
const OTHER = { ins: "del", del: "ins", "": "" };
const turnedRedline = (link) => (link[5].length ? marked(stretches(link).map(([tag, text]) => [OTHER[tag], text])) : [clauseText(link[0])]);
