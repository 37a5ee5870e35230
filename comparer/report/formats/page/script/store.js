// The findings as objects, and look-ups over them.
const unpack = ({ fields, rows }) => rows.map((row) => Object.fromEntries(fields.map((name, n) => [name, row[n]])));
const numbers = new Map(data.plans.map((plan, n) => [plan.id, n]));
const links = unpack(data.links);
const gaps = unpack(data.gaps);
const verdicts = unpack(data.verdicts);
const constraints = unpack(data.constraints);
const single = unpack(data.single);
const clauses = new Map(unpack(data.clauses).map((one) => [`${one.plan}#${one.id}`, one]));
const rows = new Map(data.rows.map(([id, issue, label, cells]) => [id, { id, issue, label, cells }]));
const issues = new Map(data.issues.map(([id, label, definition]) => [id, { id, label, definition }]));

const pairNumber = new Map(data.pairs.map(([left, right], n) => [`${left} ${right}`, n]));
const linksOf = data.pairs.map(() => []);
const gapsOf = data.pairs.map(() => []);
for (const link of links) linksOf[link.pair].push(link);
for (const gap of gaps) gapsOf[gap.pair].push(gap);

const byPrint = new Map();
for (const [kind, list] of Object.entries({ links, gaps, verdicts, constraints, single })) {
  for (const one of list) byPrint.set(one.fingerprint, { kind, one });
}

const MIRROR = { stricter: "looser", looser: "stricter", deferred: "settled", settled: "deferred" };
const mirrored = (relation) => MIRROR[relation] ?? relation;
const GAP_ORDER = ["struck", "deferred", "silent", "unreported", "absent"];
const textOf = (plan, ids) => ids.map((id) => clauses.get(`${plan}#${id}`)?.text ?? "").join(" / ");
const cellIds = (row, plan) => row.cells[plan] ?? [];

// The links between two plans as seen from `left`, turned around where the report has them the other way.
function seen(left, right) {
  const straight = pairNumber.get(`${left} ${right}`);
  const turned = pairNumber.get(`${right} ${left}`);
  if (straight !== undefined) return linksOf[straight].map((link) => ({ link, turned: false, left: link.left, right: link.right, relation: link.relation }));
  if (turned === undefined) return [];
  return linksOf[turned].map((link) => ({ link, turned: true, left: link.right, right: link.left, relation: mirrored(link.relation) }));
}
function gapsBetween(a, b) {
  const n = pairNumber.get(`${a} ${b}`) ?? pairNumber.get(`${b} ${a}`);
  return n === undefined ? [] : gapsOf[n];
}

// One word for several relations, by the order in which the algebra combines them.
function together(relations) {
  const kinds = new Set(relations);
  for (const kind of ["deferred", "settled", "opposed", "mixed", "unclear"]) if (kinds.has(kind)) return kind;
  if (kinds.has("stricter") && kinds.has("looser")) return "mixed";
  return ["replaced", "shifted", "stricter", "looser", "reworded"].find((kind) => kinds.has(kind)) ?? "same";
}
function gapKind(plan, ids, missing) {
  const kinds = new Set(gapsBetween(plan, missing).filter((gap) => gap.plan === plan && ids.includes(gap.clause)).map((gap) => gap.kind));
  return GAP_ORDER.find((kind) => kinds.has(kind)) ?? "";
}
const meets = (some, others) => some.some((one) => others.includes(one));

// How `plan` stands to `base` on one row: group and value of a word, and the links it rests on.
const known = new Map();
function standing(base, row, plan) {
  const key = `${base} ${plan} ${row.id}`;
  if (!known.has(key)) known.set(key, stand(base, row, plan));
  return known.get(key);
}
function stand(base, row, plan) {
  const ours = cellIds(row, base), theirs = cellIds(row, plan);
  if (plan === base) return { group: "cell", value: ours.length ? "base" : "", links: [] };
  const all = seen(base, plan);
  const here = all.filter((one) => meets(one.left, ours) && meets(one.right, theirs));
  // A clause that is answered on another row is not missing here.
  const found = here.length ? here : all.filter((one) => meets(one.left, ours) || meets(one.right, theirs));
  if (found.length) return { group: "relation", value: together(found.map((one) => one.relation)), links: found };
  const kind = gapKind(base, ours, plan);
  if (kind) return { group: "gap", value: kind, links: [] };
  return { group: "cell", value: theirs.length ? "added" : "", links: [] };
}
const changesOf = ({ link, turned }) =>
  link.changes.map(([facet, before, after, effect, rule]) =>
    turned ? { facet, before: after, after: before, effect: mirrored(effect), rule } : { facet, before, after, effect, rule });

// The redline as stretches of text; turned around, what was put in is what was taken out.
function redline({ link, turned }) {
  const [left, right] = data.pairs[link.pair];
  const after = textOf(right, link.right);
  if (!link.redline.length) return [["", turned ? textOf(left, link.left) : after, 0]];
  let at = 0;
  const stretches = link.redline.map((op) => {
    if (typeof op === "number") return ["", after.slice(at, (at += op)), 0];
    const [kind, what, move] = op;
    const text = kind ? after.slice(at, (at += what)) : what;
    return [(kind === 1) !== turned ? "ins" : "del", text, move];
  });
  if (turned) for (let n = 1; n < stretches.length; n += 1) {
    if (stretches[n - 1][0] === "ins" && stretches[n][0] === "del") [stretches[n - 1], stretches[n]] = [stretches[n], stretches[n - 1]];
  }
  return stretches;
}
