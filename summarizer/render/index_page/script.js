"use strict";
// The rows are data; only those in view are in the document, so that any number of them sorts and scrolls at once.
const ROW = 52; // pixels, as the style sheet has it
const SPARE = 8; // rows above and below the view
const [PATH, STATUS, ERROR, PLACE, TITLE, HEADLINE, BEFORE, AFTER, EDITS, REFUSED, FLAGS, CORRECTIONS, TWIN] =
  Array(13).keys();

const rows = JSON.parse(document.getElementById("rows").textContent).map((values) => ({
  path: values[PATH],
  failed: values[STATUS] === "failed",
  error: values[ERROR],
  place: values[PLACE],
  title: values[TITLE] || "",
  headline: values[HEADLINE] || "",
  before: values[BEFORE],
  after: values[AFTER],
  change: values[BEFORE] == null || values[AFTER] == null ? null : values[AFTER] - values[BEFORE],
  edits: values[EDITS],
  refused: values[REFUSED],
  corrections: values[CORRECTIONS],
  twin: values[TWIN] || "", // the first article of nearly the same wording
  kinds: values[FLAGS] || {},
  flags: values[FLAGS] && Object.values(values[FLAGS]).reduce((sum, count) => sum + count, 0),
}));
const heads = new Set(rows.map((row) => row.twin));
for (const row of rows) {
  row.group = row.twin || (heads.has(row.path) ? row.path : "");
  row.text = [row.headline, row.title, row.path, row.error].join("\n").toLowerCase();
  // What failed first, then what has most to look at.
  row.look = row.failed ? Infinity : row.flags + row.refused + row.corrections;
}

const collator = new Intl.Collator("en", { numeric: true });
const figure = (value, digits) => (value == null ? "–" : value.toFixed(digits));
const COLUMNS = [
  { key: "headline", label: "Article", show: showArticle, of: (row) => row.headline || row.title || row.path },
  { key: "before", label: "Before", hint: "Flesch reading ease before", show: (row) => figure(row.before, 1) },
  { key: "after", label: "After", hint: "Flesch reading ease after", show: (row) => figure(row.after, 1) },
  { key: "change", label: "Change", show: (row) => (row.change > 0 ? "+" : "") + figure(row.change, 1) },
  { key: "edits", label: "Edits", show: (row) => figure(row.edits, 0) },
  { key: "refused", label: "Refused", hint: "proposals of the model that the guard refused", show: (row) => figure(row.refused, 0) },
  { key: "flags", label: "Flags", show: (row) => figure(row.flags, 0) },
  {
    key: "corrections",
    label: "Across",
    hint: "names and numbers that do not agree with other articles",
    show: (row) => figure(row.corrections, 0),
  },
  { key: "look", label: "Look at", hint: "flags, refused proposals and corrections together", show: showLook },
];

const view = document.getElementById("window");
const body = document.getElementById("body");
const state = { column: COLUMNS[COLUMNS.length - 1], down: true, text: "", status: "", kind: "" };
let shown = rows;

function compare(a, b) {
  if (state.status === "twins" && a.group !== b.group) return collator.compare(a.group, b.group);
  if (state.status === "twins" && !a.twin !== !b.twin) return a.twin ? 1 : -1;
  const of = state.column.of || ((row) => row[state.column.key]);
  const [x, y] = [of(a), of(b)];
  if (x === y) return collator.compare(a.path, b.path);
  if (x == null || y == null) return x == null ? 1 : -1; // no figure: always last
  const order = typeof x === "string" ? collator.compare(x, y) : x < y ? -1 : 1;
  return state.down ? -order : order;
}

function isWanted(row) {
  if (state.kind && !Object.hasOwn(row.kinds, state.kind)) return false;
  if (state.status === "failed" && !row.failed) return false;
  if (state.status === "done" && row.failed) return false;
  if (state.status === "look" && !row.look) return false;
  if (state.status === "twins" && !row.group) return false;
  if (state.status === "first" && row.twin) return false;
  return row.text.includes(state.text);
}

function refresh() {
  shown = rows.filter(isWanted).sort(compare);
  const number = shown.length.toLocaleString("en");
  document.getElementById("count").textContent =
    shown.length === rows.length ? `${number} shown` : `${number} of ${rows.length.toLocaleString("en")} shown`;
  for (const cell of document.getElementById("head").children) {
    const isSorted = cell.dataset.key === state.column.key;
    if (isSorted) cell.setAttribute("aria-sort", state.down ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  }
  for (const button of document.querySelectorAll("#kinds button")) {
    button.disabled = false;
    button.setAttribute("aria-pressed", String(button.dataset.kind === state.kind));
  }
  view.scrollTop = 0;
  draw();
}

function draw() {
  const held = body.contains(document.activeElement) && document.activeElement.href;
  const first = Math.max(0, Math.floor(view.scrollTop / ROW) - SPARE);
  const last = Math.min(shown.length, Math.ceil((view.scrollTop + view.clientHeight) / ROW) + SPARE);
  const columns = [...document.getElementById("head").children].filter((cell) => cell.offsetParent).length;
  body.replaceChildren(
    gap(first),
    ...shown.slice(first, last).map((row) => line(row, columns)),
    gap(shown.length - last),
  );
  // The rows are new ones: whoever goes through them by keyboard stays where they were.
  if (held) [...body.querySelectorAll("a")].find((anchor) => anchor.href === held)?.focus({ preventScroll: true });
}

function gap(count) {
  const row = element("tr");
  row.style.height = `${count * ROW}px`;
  row.hidden = !count;
  return row;
}

function line(row, columns) {
  // What failed has no figures, and its reason needs the room.
  const cells = (row.failed ? COLUMNS.slice(0, 1) : COLUMNS).map((column, index) => {
    const cell = element("td");
    cell.append(...[column.show(row)].flat());
    cell.className = index ? `number ${column.key}` : column.key;
    if (column.key === "flags") cell.title = kinds(row);
    if (row.failed) cell.colSpan = columns;
    return cell;
  });
  const made = element("tr");
  made.className = row.failed ? "row failed" : "row";
  made.append(...cells);
  return made;
}

function kinds(row) {
  return Object.entries(row.kinds).map(([kind, count]) => `${kind}: ${count}`).join("\n");
}

function showArticle(row) {
  const top = row.failed ? element("span", `failed: ${row.path}`) : link(`${row.place}.html`, row.headline || row.title || row.path);
  top.title = row.headline || row.path;
  const twin = row.twin && `nearly the same as ${row.twin}`;
  const below = element("small", row.failed ? row.error : [row.path, twin || row.title].filter(Boolean).join(" · "));
  below.title = below.textContent;
  return [top, below];
}

function showLook(row) {
  const files = element("small");
  files.append(link(`${row.place}.md`, "md"), " ", link(`${row.place}.json`, "json"));
  return [figure(row.look, 0), files];
}

function link(place, text) {
  const made = element("a", text);
  made.href = place;
  return made;
}

function element(name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

for (const column of COLUMNS) {
  const cell = element("th");
  const button = element("button", column.label);
  button.type = "button";
  button.title = column.hint || "";
  button.addEventListener("click", () => {
    state.down = state.column === column ? !state.down : column.key !== "headline";
    state.column = column;
    refresh();
  });
  cell.dataset.key = column.key;
  cell.scope = "col";
  cell.className = column.key === "headline" ? column.key : `number ${column.key}`;
  cell.append(button);
  document.getElementById("head").append(cell);
}
document.getElementById("text").addEventListener("input", (event) => {
  state.text = event.target.value.trim().toLowerCase();
  refresh();
});
document.getElementById("status").addEventListener("change", (event) => {
  state.status = event.target.value;
  refresh();
});
document.getElementById("kinds").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  state.kind = state.kind === button.dataset.kind ? "" : button.dataset.kind;
  refresh();
});
document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
let isDue = false;
view.addEventListener("scroll", () => {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    draw();
  });
});
document.getElementById("filters").hidden = view.hidden = false;
new ResizeObserver(draw).observe(view);
refresh();
