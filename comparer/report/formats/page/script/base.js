// Small tools. Text only ever becomes text: nothing here parses a string as HTML.
const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const say = (key, fields = {}) =>
  (data.texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? fields[name] : whole));

function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === "onclick") made.addEventListener("click", value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}

const legend = {};
for (const [group, entries] of Object.entries(data.legend)) for (const one of entries) legend[`${group} ${one.id}`] = one;

function chip(group, value) {
  const { mark = "", word = value } = legend[`${group} ${value}`] ?? {};
  return el("span", { class: `chip ${group} ${value}` },
    mark && el("span", { class: "mk", "aria-hidden": "true" }, mark), mark && " ", el("span", { class: "wd" }, word));
}
const word = (group, value) => data.words[group]?.[value] ?? legend[`${group} ${value}`]?.word ?? value;

// Addresses: m-ROW/PLAN, c-PLAN/CLAUSE, l-PARTY/LINE, k-RULE, p-PLAN, s-SOURCE, r-ROW, f-FINGERPRINT
const address = (kind, ...names) => `#${kind}-${names.map(encodeURIComponent).join("/")}`;
const planLink = (n) => el("a", { class: "plan", href: address("p", data.plans[n].id) }, data.plans[n].id);
const clauseLink = (n, id, whole) =>
  el("a", { class: "ref", href: address("c", data.plans[n].id, id) }, whole ? `${data.plans[n].id}#${id}` : id);
const between = (items, gap) => items.flatMap((one, n) => (n ? [gap, one] : [one]));
const clauseLinks = (n, ids, whole) => between(ids.map((id) => clauseLink(n, id, whole)), ", ");
const lineLink = (ref) => el("a", { class: "ref", href: address("l", ...ref.split("#")) }, `${ref} ${data.lines[ref]?.title ?? ""}`.trim());
const citeLinks = (cites) => between(cites.map((ref) => el("a", { class: "ref", href: address("s", ref.split("#")[0]) }, ref)), ", ");
const heading = (text) => el("h3", {}, text);

function tools(anchor) {
  return el("span", { class: "tools" },
    el("a", { class: "tool", href: `#${anchor}`, title: say("page.link_to"), "aria-label": `${say("page.link_to")} ${anchor}` }, "#"),
    el("button", { class: "tool", type: "button", "data-copy": anchor, title: say("page.copy"), "aria-label": `${say("page.copy")} ${anchor}` }, say("page.copy_short")));
}
