// The clipboard: a table for a mail or a document, the same as lines of text, and each cell with its best sources.
const quoted = (plan, clauses) => ({
  plan: planName(plan), points: clauses.map(clauseId).join(", "), words: clauseText(clauses),
  sources: bestSources(clauses).map(sourceName).join("; "),
});
function rowTexts(node) {
  const row = rowData(node);
  const lines = shownPlans().map((plan) => {
    const clauses = clausesOf(row, plan);
    return clauses.length ? quoted(plan, clauses)
      : { plan: planName(plan), points: "–", words: stateText(row, plan), sources: "–" };
  });
  return { title: say("page.as_worded", { question: node.querySelector(".q").textContent }), lines };
}
function copyRow(node) {
  const { title, lines } = rowTexts(node);
  const heads = ["page.draft", "page.words", "page.point", "column.sources"].map((key) => say(key));
  const made = el("table", { border: 1 }, el("caption", {}, title), el("thead", {}, el("tr", {}, heads.map((head) => el("th", {}, head)))),
    el("tbody", {}, lines.map((line) => el("tr", {}, [line.plan, line.words, line.points, line.sources].map((text) => el("td", {}, text))))));
  const text = [title, ...lines.map((line) => `${line.plan}, ${say("page.point")} ${line.points}: ${line.words} (${line.sources})`), data.stamp].join("\n");
  put(text, `${made.outerHTML}${el("p", {}, data.stamp).outerHTML}`, "page.copied");
}
function copyLink(node) {
  history.replaceState(null, "", `#${encodeURI(node.id)}`);
  if (/^https?:$/.test(location.protocol)) put(location.href, null, "page.copied");
  else tell(say("page.link_in_address"));
}
async function put(text, html, done) {
  try {
    const kinds = { "text/plain": new Blob([text], { type: "text/plain" }) };
    if (html) kinds["text/html"] = new Blob([html], { type: "text/html" });
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
    tell(say(done));
  } catch {
    tell(say("page.not_copied"));
  }
}
let quiet = 0;
function tell(text) {
  $("said").textContent = text;
  clearTimeout(quiet);
  quiet = setTimeout(() => { $("said").textContent = ""; }, 4000);
}
