// The findings as objects, and look-ups over them.
const unpack = ({ fields, rows }) => rows.map((row) => Object.fromEntries(fields.map((name, n) => [name, row[n]])));
const numbers = new Map(data.plans.map((plan, n) => [plan.id, n]));
const links = unpack(data.links);
const gaps = unpack(data.gaps);
const verdicts = unpack(data.verdicts);
const constraints = unpack(data.constraints);
const single = unpack(data.single);
const clauses = new Map(unpack(data.clauses).map((one) => [`${one.plan}#${one.id}`, one]));
const rows = new Map(data.rows.map(([id, issue, label, cells], n) => [id, { n, id, issue, label, cells }]));
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

const mirrored = (relation) => data.mirrors[relation] ?? relation;
const textOf = (plan, ids) => ids.map((id) => clauses.get(`${plan}#${id}`)?.text ?? "").join(" / ");
const cellIds = (row, plan) => row.cells[plan] ?? [];

// The links between two plans as seen from `left`, turned around where the report has them the other way.
function seen(left, right, chosen = null) {
  const straight = pairNumber.get(`${left} ${right}`);
  const n = straight ?? pairNumber.get(`${right} ${left}`);
  if (n === undefined) return [];
  return (chosen?.(n) ?? linksOf[n]).map((link) => straight !== undefined
    ? { link, turned: false, left: link.left, right: link.right, relation: link.relation }
    : { link, turned: true, left: link.right, right: link.left, relation: mirrored(link.relation) });
}
function gapsBetween(a, b) {
  const n = pairNumber.get(`${a} ${b}`) ?? pairNumber.get(`${b} ${a}`);
  return n === undefined ? [] : gapsOf[n];
}

// How `plan` stands to `base` on one row, as the report worked it out: group and value of a word, and the links it rests on.
function standing(base, row, plan) {
  const letter = data.matrix.cells[row.n].charCodeAt(base * data.plans.length + plan);
  const [group, value] = data.matrix.marks[letter - FIRST_MARK];
  const chosen = (n) => (data.matrix.links[row.n][n] ?? []).map((number) => links[number]);
  return { group, value, links: group === "relation" ? seen(base, plan, chosen) : [] };
}
const FIRST_MARK = "a".charCodeAt(0);
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
