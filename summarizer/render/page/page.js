"use strict";
// The page is complete without this. What is here decides: each decision is an entry in a log, as in the decisions
// file, and everything shown or saved follows from the article and the log, the same way `decisions.settle` does it.

const DATA = JSON.parse(byId("data").textContent);
const DESK = DATA.desk;
const SEGMENTS = DATA.segments;
const EDITS = SEGMENTS.flatMap((segment) => segment.pieces.filter((piece) => typeof piece !== "string"));
const EDIT = new Map(EDITS.map((edit) => [edit.anchor.id, edit]));
const CELLS = new Map([...document.querySelectorAll("[data-state]")].map((cell) => [cell.dataset.state, cell]));
const STATES = { open: "undecided, stands as proposed", taken: "taken", refused: "refused, the original stands" };
const STORE = `summarizer:${DATA.input.sha256}`;
const PROGRAM = "summarizer"; // the author of what nobody has decided yet
const MOST_AT_ONCE = 500; // decisions in one message to the server
const FIRST_WAIT = 1, LONGEST_WAIT = 30; // seconds until what could not be sent is sent again

// What can be worded: its anchor, the words that the program has for it, and the elements that show it.
const WORDED = new Map();
for (const [index, segment] of SEGMENTS.entries()) {
  const { left, right } = segment;
  const anchor = { id: `s${segment.id}`, before: original(segment), after: proposed(segment), left, right };
  WORDED.set(anchor.id, { target: "sentence", anchor, index });
}
WORDED.set("headline", { target: "headline", anchor: DATA.headline });
for (const anchor of DATA.lines) WORDED.set(anchor.id, { target: "line", anchor });

let { decisions: saved, revision } = DATA.log; // as the file or the server has them
let own = []; // made here and not in `saved`
let state = null;
const undoable = []; // lists of entries that take back what was decided, the latest last
const conflicts = new Map(); // by key: what is theirs, what was ours
let current = null; // the id of the edit that keys act on
let clicked = null; // the sentence, headline or line that was clicked since, which has no focus of its own
const shown = new Set(); // kinds; empty: all

// ---- The article and the log ----

function original(segment) {
  return segment.pieces.map((piece) => (typeof piece === "string" ? piece : piece.anchor.before)).join("");
}

function proposed(segment) {
  return segment.pieces.map((piece) => (typeof piece === "string" ? piece : piece.anchor.after)).join("");
}

// Which edit, sentence, headline or line an entry is about, or null: `decisions.anchoring` in JavaScript.
const PLACES = {
  edit: grouped(EDITS, ({ anchor }) => JSON.stringify([anchor.before, anchor.after])),
  sentence: grouped([...WORDED.values()].filter(({ target }) => target === "sentence"), ({ anchor }) => anchor.before),
};

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    if (!groups.has(key(item))) groups.set(key(item), []);
    groups.get(key(item)).push(item);
  }
  return groups;
}

function place({ target, anchor, input }) {
  const isSameInput = (input ?? DATA.log.input.sha256) === DATA.input.sha256;
  if (target === "edit") return best(PLACES.edit.get(JSON.stringify([anchor.before, anchor.after])), anchor, isSameInput);
  if (target === "sentence") return best(PLACES.sentence.get(anchor.before), anchor, isSameInput);
  if (target === "headline") return isSameInput || anchor.after === DATA.headline.after ? "headline" : null;
  const found = DATA.lines.filter((line) => line.after === anchor.after).map(({ id }) => id);
  return theOne(found, anchor.id, isSameInput || !anchor.after);
}

function best(places = [], anchor, isSameInput) {
  const exact = places.filter((item) => item.anchor.left === anchor.left && item.anchor.right === anchor.right);
  if (exact.length) return theOne(exact.map((item) => item.anchor.id), anchor.id, isSameInput);
  return theOne(places.filter((item) => isAbout(item, anchor)).map((item) => item.anchor.id), anchor.id, false);
}

function isAbout({ anchor: mine, inside = [0, 0] }, anchor) {
  const { near, enough } = DATA.matching;
  const left = common([...mine.left].reverse(), [...anchor.left].reverse());
  const right = common([...mine.right], [...anchor.right]);
  return left >= Math.min(inside[0], near) && right >= Math.min(inside[1], near) &&
    [...anchor.before].length + left + right >= enough;
}

function common(a, b) {
  const end = a.findIndex((character, index) => character !== b[index]);
  return end < 0 ? a.length : end;
}

function theOne(ids, wanted, byId) {
  if (byId && ids.includes(wanted)) return wanted;
  return ids.length === 1 ? ids[0] : null;
}

function settle(log) {
  const [standing, lost] = [new Map(), new Map()];
  for (const entry of log) {
    const id = place(entry);
    if (id) {
      standing.set(id, entry);
      continue;
    }
    const { before, after, left, right } = entry.anchor;
    const key = JSON.stringify([entry.target, entry.anchor.id, before, after, left, right]);
    lost.delete(key); // the later one goes to the end
    lost.set(key, entry);
  }
  const found = { verdicts: new Map(), wordings: new Map(), unfit: [...lost.values()].filter(decides) };
  for (const [id, entry] of standing) {
    if (decides(entry)) (entry.target === "edit" ? found.verdicts : found.wordings).set(id, entry);
  }
  return found;
}

function decides(entry) {
  return entry.target === "edit" ? entry.verdict !== "open" : entry.text != null;
}

function verdict(edit) {
  return state.verdicts.get(edit.anchor.id)?.verdict ?? "open";
}

function wording(id) {
  return state.wordings.get(id) ?? null;
}

function sentence(segment) {
  return worded(`s${segment.id}`);
}

// A sentence, the headline or a line.
function worded(id) {
  return wording(id)?.text ?? programs(id);
}

// The program's wording of a sentence, the headline or a line, without its refused edits.
function programs(id) {
  const { index } = WORDED.get(id);
  const pieces = index === undefined ? DATA.following[id] ?? [] : SEGMENTS[index].pieces;
  const isRefused = (edit) =>
    verdict(edit) === "refused" && (index !== undefined || !wording(sentenceOf(edit.anchor.id)));
  const piece = (part) => (typeof part === "string" ? part : isRefused(part) ? part.anchor.before : part.anchor.after);
  return pieces.map(piece).join("");
}

// ---- The copy, in its formats ----

function asText() {
  return SEGMENTS.map((segment) => segment.gap + sentence(segment)).join("") + DATA.tail;
}

function blocks() {
  const found = [];
  for (const segment of SEGMENTS) {
    const last = found.at(-1);
    if (last && last[0].paragraph === segment.paragraph) last.push(segment);
    else found.push([segment]);
  }
  return found;
}

const STEERING = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;
const named = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

function safe(text) {
  // As `render.safe.markdown`: one line, in which nothing is markup.
  return text.replace(/[ \t\r\n]+/g, " ").replace(STEERING, named).trim()
    .replace(/[\\`*_{}[\]|~]/g, "\\$&").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replace(/^(?:[#\-+=]|\p{Nd}+(?=[.)]))/u, (mark) => {
      const first = String.fromCodePoint(mark.codePointAt(0));
      return `&#${mark.codePointAt(0)};${mark.slice(first.length)}`;
    });
}

// What Python calls white space.
const WHITE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const BLANK_LINE = new RegExp(`\\n${WHITE}*\\n`);
const ALL_WHITE = new RegExp(`^${WHITE}*$`);

function asMarkdown() {
  // As `render.copy`.
  const parts = [];
  if (worded("headline")) parts.push(`# ${safe(worded("headline"))}`);
  const lines = DATA.lines.map(({ id }) => worded(id)).filter(Boolean);
  if (lines.length) parts.push(lines.map((line) => `- ${safe(line)}`).join("\n"));
  for (const block of blocks()) {
    const mark = { title: "## ", subhead: "### ", sentence: "" }[block[0].kind];
    const whole = block.map((segment, index) => (index ? segment.gap : "") + sentence(segment)).join("");
    parts.push(...whole.split(BLANK_LINE).filter((text) => !ALL_WHITE.test(text)).map((text) => mark + safe(text)));
  }
  return `${parts.join("\n\n")}\n`;
}

// Two wordings as stretches that stay, go and come: [["same" | "cut" | "new", text], …].
const MOST_CELLS = 4_000_000; // of the table; beyond it all goes and comes

function compare(before, after) {
  const [old, made] = [before, after].map((text) => text.match(/\s+|[\p{L}\p{M}\p{N}]+|./gsu) ?? []);
  let head = 0;
  while (head < Math.min(old.length, made.length) && old[head] === made[head]) head++;
  let tail = 0;
  const most = Math.min(old.length, made.length) - head;
  while (tail < most && old.at(-1 - tail) === made.at(-1 - tail)) tail++;
  const [a, b] = [old.slice(head, old.length - tail), made.slice(head, made.length - tail)];
  const found = [["same", old.slice(0, head).join("")], ...between(a, b), ["same", old.slice(old.length - tail).join("")]];
  const joined = [];
  for (const [kind, text] of found.filter(([, text]) => text)) {
    if (joined.at(-1)?.[0] === kind) joined.at(-1)[1] += text;
    else joined.push([kind, text]);
  }
  return joined;
}

function between(a, b) {
  const width = b.length + 1;
  if ((a.length + 1) * width > MOST_CELLS) return [["cut", a.join("")], ["new", b.join("")]];
  const common = new Uint16Array((a.length + 1) * width); // the longest common part of what follows
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] = a[i] === b[j]
        ? common[(i + 1) * width + j + 1] + 1
        : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const found = [];
  let [i, j, cut, made] = [0, 0, "", ""];
  const flush = () => {
    found.push(["cut", cut], ["new", made]);
    cut = made = "";
  };
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      flush();
      found.push(["same", a[i++]]);
      j++;
    } else if (j === b.length || (i < a.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) cut += a[i++];
    else made += b[j++];
  }
  flush();
  return found;
}

// A sentence's changes with who made them and when.
function changes(segment, now) {
  const mine = wording(`s${segment.id}`);
  if (mine) {
    const own = compare(original(segment), mine.text);
    return own.map(([kind, text]) => ({ kind, text, by: mine.by || "editor", at: mine.at ?? now }));
  }
  return segment.pieces.flatMap((piece) => {
    if (typeof piece === "string") return [{ kind: "same", text: piece }];
    const { before, after } = piece.anchor;
    const decided = state.verdicts.get(piece.anchor.id);
    if (decided?.verdict === "refused") return [{ kind: "same", text: before }];
    const who = { by: decided?.by || PROGRAM, at: decided?.at ?? now };
    return [{ kind: "cut", text: before, ...who }, { kind: "new", text: after, ...who }];
  });
}

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

function asDocx() {
  // Paragraphs as the article has them: accepting all changes gives the copy, refusing all the original.
  const now = new Date().toISOString().replace(/\.\d+/, "");
  let count = 0;
  const run = ({ kind, text, by, at }) => {
    if (!text) return "";
    const tag = kind === "cut" ? "w:delText" : "w:t";
    const inner = text.replace(/\r\n|[\n\r\v\f\x85\u2028\u2029]/g, " ").split("\t")
      .map((part) => part && `<${tag} xml:space="preserve">${xml(part)}</${tag}>`).join("<w:tab/>");
    const made = `<w:r>${inner}</w:r>`;
    if (kind === "same") return made;
    const element = kind === "cut" ? "w:del" : "w:ins";
    return `<${element} w:id="${++count}" w:author="${xml(by)}" w:date="${xml(at.replace(/\.\d+/, ""))}">${made}</${element}>`;
  };
  const paragraph = (block) => {
    const style = { title: "Title", subhead: "Heading1", sentence: "Normal" }[block[0].kind];
    const runs = block.flatMap((segment, index) => [
      { kind: "same", text: index ? segment.gap : "" }, ...changes(segment, now),
    ]);
    return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs.map(run).join("")}</w:p>`;
  };
  const styles = [
    ["Normal", "paragraph", "Normal", 22, 160, ""], ["Title", "paragraph", "Title", 36, 240, "<w:b/>"],
    ["Heading1", "paragraph", "heading 1", 26, 120, "<w:b/>"],
  ].map(([id, type, name, size, after, bold]) =>
    `<w:style w:type="${type}" w:styleId="${id}"${id === "Normal" ? ' w:default="1"' : ""}><w:name w:val="${name}"/>` +
    `${id === "Normal" ? "" : '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'}<w:pPr><w:spacing w:after="${after}"/>` +
    `</w:pPr><w:rPr>${bold}<w:sz w:val="${size}"/></w:rPr></w:style>`).join("");
  const summary = DATA.lines.map(({ id }) => worded(id)).filter(Boolean).join(" ");
  return zip([
    ["[Content_Types].xml", `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/word/document.xml" ContentType="${TYPES}.document.main+xml"/>` +
      `<Override PartName="/word/styles.xml" ContentType="${TYPES}.styles+xml"/>` +
      '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
      "</Types>"],
    ["_rels/.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
      `<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>` +
      `<Relationship Id="r2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
      "</Relationships>"],
    ["word/_rels/document.xml.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
      `<Relationship Id="r1" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`],
    ["word/document.xml", `${HEAD}<w:document xmlns:w="${WORD}"><w:body>${blocks().map(paragraph).join("")}` +
      "<w:sectPr/></w:body></w:document>"],
    ["word/styles.xml", `${HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr>` +
      '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia"/><w:lang w:val="en"/></w:rPr></w:rPrDefault>' +
      `</w:docDefaults>${styles}</w:styles>`],
    ["docProps/core.xml", `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" ` +
      `xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xml(worded("headline"))}</dc:title>` +
      `<dc:description>${xml(summary)}</dc:description></cp:coreProperties>`],
  ]);
}

function xml(text) {
  // What XML cannot hold is shown as an escape that a reader can see.
  return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, named)
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

// Files in a zip archive, stored as they are.
function zip(files) {
  const encoder = new TextEncoder();
  const [parts, directory] = [[], []];
  let offset = 0;
  const record = (signature, fields) => {
    const view = new DataView(new ArrayBuffer(4 + fields.reduce((sum, [size]) => sum + size, 0)));
    view.setUint32(0, signature, true);
    let at = 4;
    for (const [size, value] of fields) {
      if (size === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += size;
    }
    return new Uint8Array(view.buffer);
  };
  for (const [path, text] of files) {
    const [name, content] = [encoder.encode(path), encoder.encode(text)];
    // Version 2.0, names in UTF-8, not compressed, 1 January 1980.
    const shared = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21], [4, crc32(content)], [4, content.length],
      [4, content.length], [2, name.length], [2, 0]];
    directory.push(record(0x02014b50, [[2, 20], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), name);
    const local = [record(0x04034b50, shared), name, content];
    parts.push(...local);
    offset += local.reduce((sum, part) => sum + part.length, 0);
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = record(0x06054b50, [[2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0]]);
  return new Blob([...parts, ...directory, end]);
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

// ---- Deciding ----

function decideEdits(edits, verdict) {
  const entries = edits.filter((edit) => (state.verdicts.get(edit.anchor.id)?.verdict ?? "open") !== verdict)
    .map(({ anchor }) => ({ target: "edit", verdict, anchor }));
  decide(entries);
  return entries.length;
}

function decideWording(id, text) {
  const { target, anchor } = WORDED.get(id);
  decide([{ target, text, anchor }]);
}

function decide(made, isUndoing = false) {
  if (!made.length) return;
  if (!isUndoing) undoable.push({ entries: made.map(takenBack), current });
  const [by, at] = [byId("editor").value.trim(), new Date().toISOString().replace(/\.\d+/, "")];
  if (!DESK) own = unsaved(); // another tab may have added to it
  const input = DATA.log.input.sha256 === DATA.input.sha256 ? {} : { input: DATA.input.sha256 };
  own.push(...made.map(({ target, verdict, text, anchor }) => ({
    target, ...(target === "edit" ? { verdict } : { text }), by, at, ...input, anchor,
  })));
  store();
  refresh();
  if (DESK) send();
}

function takenBack(entry) {
  const { id } = entry.anchor;
  return entry.target === "edit"
    ? { ...entry, verdict: state.verdicts.get(id)?.verdict ?? "open" }
    : { ...entry, text: wording(id)?.text ?? null };
}

function undo() {
  const last = undoable.pop();
  if (!last) return say("There is nothing to undo.");
  decide(last.entries, true);
  if (last.entries.length > 1) return say(`${last.entries.length} decisions taken back.`);
  const [{ target, anchor }] = last.entries;
  if (target === "edit") focusEdit(EDIT.get(anchor.id));
}

// ---- Keeping: in this browser, or with the review server ----

const shelf = attempt(() => (DESK ? sessionStorage : localStorage)); // without a server, all tabs share what is kept

function unsaved() {
  const kept = attempt(() => JSON.parse(shelf.getItem(STORE)));
  if (!Array.isArray(kept)) return own;
  const known = new Map(); // how often `saved` has each entry
  const count = (text, by) => known.set(text, (known.get(text) ?? 0) + by).get(text);
  for (const entry of saved) count(identity(entry), 1);
  return kept.filter((entry) => isEntry(entry) && count(identity(entry), -1) < 0);
}

function identity({ target, verdict, text, by, at, anchor }) {
  return JSON.stringify([target, verdict ?? null, text ?? null, by, at, anchor.id, anchor.before, anchor.after]);
}

function isEntry(entry) {
  const texts = [entry?.target, entry?.by, entry?.at, ...["id", "before", "after", "left", "right"].map((key) =>
    entry?.anchor?.[key])];
  return texts.every((text) => typeof text === "string");
}

function store() {
  const isKept = attempt(() => {
    if (own.length) shelf.setItem(STORE, JSON.stringify(own));
    else shelf.removeItem(STORE);
    return true;
  });
  const where = DESK ? "Each decision is saved beside the article at once." : isKept
    ? "Decisions are kept in this browser. Download them to pass them on."
    : "This browser keeps nothing for the page: download the decisions before you close it.";
  byId("kept").textContent = where;
  mustWarn = DESK || !isKept;
}

let mustWarn = false;
let isSending = false;
let isOutdated = false; // whether the server has another result of the article by now
let wait = FIRST_WAIT;
let timer = 0;

async function send() {
  if (isSending || !own.length) return;
  isSending = true;
  clearTimeout(timer);
  const sent = own.slice(0, MOST_AT_ONCE);
  try {
    const { status, file } = await ask({ revision, input: DATA.input.sha256, decisions: sent.map(({ at, ...entry }) => entry) });
    const theirs = file.decisions.slice(saved.length);
    own = own.slice(sent.length);
    adopt(file);
    if (status === 409) own = [...meet(sent, theirs), ...own];
    wait = FIRST_WAIT;
    if (conflicts.size) say("Somebody else decided otherwise: choose at “Decided twice”, above the article.", true);
    else say(own.length ? "" : `Saved.${isOutdated ? " This article was worked on anew: reload the page to see it." : ""}`);
  } catch (error) {
    const left = `${own.length} ${own.length === 1 ? "decision" : "decisions"}`;
    say(`${left} not saved: ${error.message}. Trying again in ${wait} s.`, true);
    timer = setTimeout(send, wait * 1000);
    wait = Math.min(2 * wait, LONGEST_WAIT);
    return;
  } finally {
    isSending = false;
    store();
    refresh();
  }
  send();
}

async function ask(body) {
  const headers = { "X-Summarizer-Token": DESK.token, ...(body && { "Content-Type": "application/json" }) };
  const request = { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) };
  const answer = await fetch(DESK.address, request).catch(() => {
    throw new Error("the server does not answer");
  });
  if (!answer.ok && answer.status !== 409) {
    const said = await answer.text();
    throw new Error(attempt(() => JSON.parse(said).error) ?? `the server answers ${answer.status}`);
  }
  isOutdated = ![DESK.version, null].includes(answer.headers.get("X-Summarizer-Result"));
  return { status: answer.status, file: await answer.json() };
}

function adopt(file) {
  saved = file.decisions;
  revision = file.revision;
}

// Of what was sent, what nobody else has decided meanwhile; the rest is a conflict, unless both decided the same.
// An edit and the wording of its sentence are about the same thing.
function meet(sent, theirs) {
  return sent.filter((mine) => {
    const { id } = mine.anchor;
    const other = theirs.findLast((entry) => {
      const their = place(entry);
      return their === id || (entry.target === "sentence" && decides(entry) && sentenceOf(id) === their) ||
        (mine.target === "sentence" && decides(mine) && entry.target === "edit" && sentenceOf(their) === id);
    });
    if (!other) return true;
    const isSame = mine.target === other.target && mine.verdict === other.verdict && mine.text === other.text;
    if (isSame) conflicts.delete(id);
    else conflicts.set(id, { mine, other });
    return false;
  });
}

// ---- Showing ----

function refresh() {
  state = settle([...saved, ...own]);
  for (const edit of EDITS) paintEdit(edit);
  for (const id of WORDED.keys()) paintWording(id);
  const left = EDITS.filter(isUndecided).length;
  byId("undecided").textContent = EDITS.length ? `${left} of ${EDITS.length} undecided` : "no edits";
  for (const row of document.querySelectorAll("#kinds tr[data-kind]")) {
    const { kind } = row.dataset;
    row.querySelector(".left").textContent = EDITS.filter((edit) => !kind || edit.kind === kind).filter(isUndecided).length;
    row.querySelector("[data-show]").setAttribute("aria-pressed", String(kind ? shown.has(kind) : !shown.size));
  }
  list("unfit", state.unfit.map((entry) => [told(entry)]));
  list("conflicts", [...conflicts].map(([id, { mine, other }]) => [
    `${told(other)}; you: ${outcome(mine)} `,
    button("Keep theirs", () => choose(id, null)), " ", button("Use mine", () => choose(id, mine)),
  ]));
}

function choose(id, mine) {
  conflicts.delete(id);
  say("");
  if (mine) decide([mine]);
  else refresh();
}

function list(id, items) {
  byId(id).hidden = !items.length;
  byId(id).querySelector("ul").replaceChildren(...items.map((parts) => element("li", ...parts)));
}

function told(entry) {
  const { anchor, by, at } = entry;
  const what = entry.target === "edit" ? `“${anchor.before}” → “${anchor.after}”` : `“${anchor.after}”`;
  return visible(`${what}: ${outcome(entry)} (${by || "the editor"}, ${at})`);
}

function outcome(entry) {
  if (entry.target === "edit") return entry.verdict === "open" ? "left open" : entry.verdict;
  return entry.text == null ? "the program’s wording" : visible(`worded “${entry.text}”`);
}

function sentenceOf(id) {
  return id?.replace(/e\d+$/, "");
}

function isUndecided(edit) {
  return verdict(edit) === "open" && !wording(sentenceOf(edit.anchor.id));
}

function paintEdit(edit) {
  const { id } = edit.anchor;
  const node = byId(id);
  const decided = state.verdicts.get(id);
  const now = decided?.verdict ?? "open";
  node.dataset.verdict = now;
  node.querySelector(".state").textContent = STATES[now] + (decided && now !== "open" ? ` (${visible(decided.by || "the editor")})` : "");
  node.classList.toggle("off", shown.size > 0 && !shown.has(edit.kind));
  node.classList.toggle("current", id === current);
  CELLS.get(id).textContent = now === "open" ? "undecided" : now;
}

function paintWording(id) {
  const { anchor, index } = WORDED.get(id);
  const mine = wording(id);
  const by = mine && element("span", ` ${visible(mine.by || "the editor")}’s wording`);
  if (by) by.className = "by";
  if (index === undefined) {
    const node = document.querySelector(`[data-text="${id}"]`);
    return node.replaceChildren(visible(worded(id)), ...(by ? [by] : []));
  }
  const row = byId(id);
  row.classList.toggle("worded", Boolean(mine));
  row.querySelector(".auto").hidden = Boolean(mine);
  const own = row.querySelector(".own");
  own.hidden = !mine;
  if (!mine) return own.replaceChildren();
  const tags = { same: "span", cut: "del", new: "ins" };
  return own.replaceChildren(...compare(anchor.before, mine.text).map(([kind, text]) => element(tags[kind], visible(text))), by);
}

function visible(text) {
  return text.replace(/[ \t\r\n]+/g, " ").replace(STEERING, named);
}

function say(text, isBad = false) {
  byId("status").textContent = text;
  byId("status").classList.toggle("bad", isBad);
}

function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

function button(label, action) {
  const made = element("button", label);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

function byId(id) {
  return document.getElementById(id);
}

function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

// ---- Going from edit to edit ----

function reachable() {
  return EDITS.filter((edit) => (!shown.size || shown.has(edit.kind)) && !wording(sentenceOf(edit.anchor.id)));
}

function go(step, isWanted = () => true) {
  // From the current edit, or from where the reader is, on to the next that is wanted, round the end.
  const all = reachable();
  const at = all.indexOf(EDIT.get(current));
  const from = at >= 0 ? at : step > 0 ? -1 : 0;
  for (let count = 1; count <= all.length; count++) {
    const edit = all[(((from + step * count) % all.length) + all.length) % all.length];
    if (isWanted(edit)) return focusEdit(edit);
  }
  return null;
}

addEventListener("hashchange", () => {
  if (byId(location.hash.slice(1))?.matches(".edit")) focusEdit(EDIT.get(location.hash.slice(1)));
});

function focusEdit(edit) {
  if (byId("view-clean").checked) setView("view-inline");
  const mark = byId(edit.anchor.id).querySelector(".mark");
  setCurrent(edit.anchor.id);
  mark.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "center" });
  return edit;
}

function setCurrent(id) {
  if (current) byId(current).classList.remove("current");
  current = id;
  clicked = null;
  byId(id).classList.add("current");
}

function rule(verdict) {
  const edit = EDIT.get(current);
  if (!edit || !reachable().includes(edit)) return go(1, isUndecided) ?? go(1) ?? say("There is no edit to decide.");
  decideEdits([edit], verdict);
  return go(1, isUndecided) ?? say("No edit is left undecided.");
}

function nextFlag() {
  const rows = [...document.querySelectorAll(".row.flagged")];
  if (!rows.length) return say("Nothing is flagged.");
  const here = document.activeElement;
  const after = rows.find((row) => row.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_PRECEDING && !row.contains(here));
  const row = after ?? rows[0];
  row.querySelector(".number").focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
  return row;
}

const VIEWS = ["view-inline", "view-side", "view-clean"];

function setView(id) {
  byId(id).checked = true;
  attempt(() => localStorage.setItem("summarizer:view", id));
}

// ---- Wording a sentence, the headline or a line oneself ----

function word(id) {
  const { index } = WORDED.get(id);
  const holder = index === undefined ? document.querySelector(`[data-text="${id}"]`) : byId(id).querySelector(".now");
  if (holder.parentElement.querySelector("textarea")) return;
  if (byId("view-clean").checked) setView("view-inline");
  const area = element("textarea");
  area.value = worded(id);
  area.setAttribute("aria-label", `Your wording of ${index === undefined ? id : byId(id).getAttribute("aria-label")}`);
  const opened = area.value; // line ends are a text area's own here
  const close = () => {
    box.remove();
    holder.hidden = false;
    document.querySelector(`[data-word="${id}"]`).focus();
  };
  const keep = () => {
    const value = index === undefined ? area.value.trim() : area.value;
    const mine = wording(id);
    close();
    if (value === opened) return;
    if (value !== programs(id)) decideWording(id, value);
    else if (mine) decideWording(id, null);
  };
  const actions = element("span", button("Keep", keep), button("Leave", close));
  if (wording(id)) {
    actions.append(button("Back to the program’s", () => {
      close();
      decideWording(id, null);
    }));
  }
  const box = element("div", area, actions);
  box.className = "wording";
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !event.shiftKey) keep();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  holder.after(box);
  holder.hidden = true;
  area.focus();
}

function useHeadline(text) {
  if (text !== programs("headline")) decideWording("headline", text);
  else if (wording("headline")) decideWording("headline", null);
}

function wordHere() {
  const near = document.activeElement?.closest(".row, .top") ?? clicked ?? (current && byId(current).closest(".row"));
  const pen = near?.querySelector("[data-word]");
  if (pen) word(pen.dataset.word);
  else say("Go to a sentence first: n is the next edit.");
}

// ---- Saving the copy ----

const FORMATS = {
  txt: [`${DATA.name}.clean.txt`, () => asText(), "text/plain;charset=utf-8"],
  md: [`${DATA.name}.clean.md`, () => asMarkdown(), "text/markdown;charset=utf-8"],
  docx: [`${DATA.name}.clean.docx`, () => asDocx(), `${TYPES}.document`],
  "decisions.json": [`${DATA.file}.decisions.json`, () => asDecisions(), "application/json"],
};

function asDecisions() {
  const { input } = DATA.log;
  const file = { schema: 1, revision: revision + own.length, input, decisions: [...saved, ...own] };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function download(format) {
  const [name, make, type] = FORMATS[format];
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([make()], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function copy(format) {
  try {
    await navigator.clipboard.writeText(format === "text" ? asText() : asMarkdown());
    say("Copied.");
  } catch {
    say("The browser did not let the page copy: download the file.", true);
  }
}

// ---- Keys and clicks ----

const ACTIONS = {
  next: () => go(1) ?? say("There is no edit to go to."),
  previous: () => go(-1) ?? say("There is no edit to go to."),
  take: () => rule("taken"),
  refuse: () => rule("refused"),
  undo,
  word: wordHere,
  flag: nextFlag,
  view: () => setView(VIEWS[(VIEWS.findIndex((id) => byId(id).checked) + 1) % VIEWS.length]),
  help: () => byId("help").showModal(),
  close: () => byId("help").close(),
  onward: () => (byId("onward") ? byId("onward").click() : say("The list of articles comes with summarizer review.")),
};
const KEYS = { n: "next", p: "previous", t: "take", r: "refuse", u: "undo", e: "word", f: "flag", v: "view", o: "onward", "?": "help" };

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.body.classList.add("quiet");
    for (const menu of document.querySelectorAll(".menu[open]")) {
      // The browser lets go of a hidden field a moment later: the next key would still be typed into it.
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
  }
  const isTyping = event.target.closest?.("textarea, input:not([type=radio], [type=checkbox])");
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping || byId("help").open) return;
  const action = KEYS[event.key];
  if (!action || !byId("letters").checked) return;
  event.preventDefault();
  ACTIONS[action]();
});

document.addEventListener("click", (event) => {
  const { target } = event;
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
  const pressed = target.closest("button");
  const data = pressed?.dataset ?? {};
  const edit = target.closest(".edit");
  if (edit) setCurrent(edit.id);
  clicked = target.closest(".row, .top");
  if (data.do && edit) decideEdits([EDIT.get(edit.id)], data.do === "take" ? "taken" : "refused");
  else if (data.do) ACTIONS[data.do]();
  else if (data.word) word(data.word);
  else if (data.use) useHeadline(DATA.alternatives[data.use]);
  else if (data.copy) copy(data.copy);
  else if (data.file) download(data.file);
  else if ("show" in data || data.all) ruleKind(pressed);
  const evidence = target.closest("[data-evidence]");
  if (evidence || target.closest(".number")) {
    for (const row of document.querySelectorAll(".row.found")) row.classList.remove("found");
    for (const id of evidence?.dataset.evidence.split(" ") ?? []) byId(`s${id}`)?.classList.add("found");
  }
});

function ruleKind(pressed) {
  const { kind } = pressed.closest("tr").dataset;
  if (pressed.dataset.all) {
    const edits = EDITS.filter((edit) => (!kind || edit.kind === kind) && !wording(sentenceOf(edit.anchor.id)));
    const count = decideEdits(edits, pressed.dataset.all);
    return say(`${count} ${count === 1 ? "edit" : "edits"} ${pressed.dataset.all}. Undo takes it back.`);
  }
  if (!kind) shown.clear();
  else if (!shown.delete(kind)) shown.add(kind);
  return refresh();
}

// A tip that would leave the window is moved back into it: to the left, or above its edit.
function placeTip({ target }) {
  document.body.classList.remove("quiet");
  const tip = target.closest?.(".edit")?.querySelector(".tip");
  if (!tip || tip.contains(target)) return;
  tip.classList.remove("above");
  tip.style.translate = "";
  const { left, right, top, bottom, height } = tip.getBoundingClientRect();
  const over = Math.max(0, right + 8 - document.documentElement.clientWidth);
  if (over) tip.style.translate = `${-Math.min(over, left - 8)}px`;
  if (bottom > innerHeight && top > 2 * height) tip.classList.add("above");
}
document.addEventListener("pointerover", placeTip);
document.addEventListener("focusin", (event) => {
  placeTip(event);
  const edit = event.target.closest(".edit");
  if (edit) setCurrent(edit.id);
});

for (const id of VIEWS) byId(id).addEventListener("change", () => setView(id));
const lastView = attempt(() => localStorage.getItem("summarizer:view"));
if (VIEWS.includes(lastView)) byId(lastView).checked = true;

const editor = byId("editor");
editor.value = DESK ? DESK.editor : attempt(() => localStorage.getItem("summarizer:editor")) ?? "";
editor.readOnly = Boolean(DESK);
editor.addEventListener("input", () => attempt(() => localStorage.setItem("summarizer:editor", editor.value)));

addEventListener("beforeunload", (event) => {
  if (mustWarn && own.length) event.preventDefault();
});
addEventListener("storage", (event) => {
  if (DESK || event.key !== STORE) return;
  own = unsaved();
  refresh();
});
if (DESK) {
  addEventListener("focus", async () => {
    if (isSending || own.length) return send();
    const found = await attempt(() => ask().catch(() => null)); // a decision will tell if the server is gone
    if (found && !own.length && found.file.revision > revision) adopt(found.file);
    return refresh();
  });
}

// What is long lies folded on the screen, and open on paper and without the script.
const folds = [...document.querySelectorAll("main > details")];
const fold = (isOpen) => folds.forEach((node) => { node.open = isOpen; });
fold(false);
addEventListener("beforeprint", () => fold(true));
addEventListener("afterprint", () => fold(false));

for (const node of document.querySelectorAll(".tools, .choice, .pen, [data-use]")) node.hidden = false;
own = unsaved();
store();
refresh();
if (DESK) send();
