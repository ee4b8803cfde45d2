// The workbench's one script: the grid of beads, the dialogs, and saving that never loses what was typed.
// Every change is sent to the server and shown only once it is on its disk.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const words = JSON.parse($("#words").textContent);
const meta = (name) => $(`meta[name="${name}"]`).content;
let token = meta("tren-token");
const newId = () => crypto.randomUUID();

// ---- saying things ---------------------------------------------------------------------------------------------

let hush = 0;
function say(text) {
  const line = $("#status");
  line.textContent = text;
  clearTimeout(hush);
  hush = setTimeout(() => { line.textContent = ""; }, 6000);
}

// "Saving" is said only when it takes long enough to be read: a word that flashes by costs a frame and tells nothing.
let slow = 0;
function showSaved(state) {
  const mark = $("#saved");
  mark.dataset.state = state;
  clearTimeout(slow);
  const tell = () => { mark.dataset.said = state; mark.textContent = words[state]; };
  if (state === "saving") slow = setTimeout(tell, 150);
  else if (mark.dataset.said !== state) tell();
}

// ---- talking to the server -------------------------------------------------------------------------------------

// One request at a time, in the order the keys were pressed. A request the server did not answer stays first in line
// and is sent again, under the same id, when the server is back.
let line = Promise.resolve();
let waiting = 0;
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); wakeUp = done; });
let wakeUp = () => {};

async function reach() {
  const answer = await fetch("/session", { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error("not let in");
  token = (await answer.json()).token;
}

async function post(url, body) {
  waiting += 1;
  showSaved("saving");
  try {
    for (;;) {
      try {
        const answer = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json", accept: "application/json", "x-tren-token": token },
          body: JSON.stringify(body),
        });
        if (answer.status === 403) throw new Error(words.gone);
        const said = await answer.json();
        if (answer.status === 503) throw new Error(said.error);
        $("#banner").hidden = true;
        showSaved("saved");
        return { ok: answer.ok, status: answer.status, ...said };
      } catch (error) {
        showSaved("unsaved");
        $("#banner p").textContent = error instanceof TypeError || error instanceof SyntaxError ? words.gone : error.message;
        $("#banner").hidden = false;
        await pause(2000);
        await reach().catch(() => {});
      }
    }
  } finally {
    waiting -= 1;
  }
}

function inLine(work) {
  line = line.then(work).catch((error) => { console.error(error); say(words.failed); });
  return line;
}

addEventListener("beforeunload", (event) => {
  const typed = $("#ask").open && !$(".ask-label").hidden && $("#ask textarea").value !== $("#ask textarea").defaultValue;
  if (waiting || typed) event.preventDefault();
});
$("#retry").addEventListener("click", () => wakeUp());
document.addEventListener("htmx:config:request", (event) => {
  event.detail.ctx.request.headers["x-tren-token"] = token;
});

// ---- asking ----------------------------------------------------------------------------------------------------

// Opens the dialog and resolves with the text typed (or true), or null when it was left. `check` may refuse: it gets
// the text and returns words to show, and the dialog stays open with what was typed.
function ask({ title, text = "", label = "", value = null, ok = words.ok, lang = "", body = null, check = null, required = false }) {
  const dialog = $("#ask");
  const field = $("textarea", dialog);
  const fault = $(".ask-error", dialog);
  $("#ask-title").textContent = title;
  $(".ask-text", dialog).textContent = text;
  $(".ask-body", dialog).replaceChildren(...(body ? [body] : []));
  $(".ask-label", dialog).hidden = value === null;
  $(".ask-label span", dialog).textContent = label;
  $("button.primary", dialog).textContent = ok;
  field.value = field.defaultValue = value ?? "";
  field.lang = lang || document.documentElement.lang;
  field.rows = (value ?? "").length > 200 ? 8 : 3;
  fault.hidden = true;
  const back = document.activeElement;
  dialog.showModal();
  (value === null ? $("button.primary", dialog) : field).focus();
  return new Promise((done) => {
    const leave = (result) => {
      dialog.onclose = dialog.oncancel = $("form", dialog).onsubmit = field.onkeydown = null;
      $(".no", dialog).onclick = null;
      field.defaultValue = field.value;
      if (dialog.open) dialog.close();
      (back?.isConnected ? back : window.tren?.current)?.focus({ preventScroll: true });
      done(result);
    };
    const submit = async (event) => {
      event?.preventDefault();
      const typed = field.value.normalize("NFC");
      if (required && !typed.trim()) { fault.textContent = words.required; fault.hidden = false; return; }
      const refused = check ? await check(typed) : null;
      if (refused) { fault.replaceChildren(refused); fault.hidden = false; return; }
      if (value !== null && typed !== field.value) say(words.nfc);
      leave(value === null ? true : typed);
    };
    $("form", dialog).onsubmit = submit;
    $(".no", dialog).onclick = () => leave(null);
    dialog.oncancel = (event) => { event.preventDefault(); leave(null); };
    dialog.onclose = () => leave(null);
    field.onkeydown = (event) => { if (event.key === "Enter" && event.ctrlKey) submit(event); };
  });
}

// Another page of ours in a dialog: what is being done here stays as it is.
async function look(address, part = "main") {
  const dialog = $("#help");
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const close = document.createElement("button");
  close.textContent = words.ok;
  close.addEventListener("click", () => dialog.close());
  const shown = $(part, page);
  for (const form of $$("form", shown)) form.remove();
  ($("#help-title", shown) ?? $("h1, h2", shown)).id = "help-title";
  $("div", dialog).replaceChildren(...shown.childNodes, close);
  const back = document.activeElement;
  dialog.addEventListener("close", () => back?.focus(), { once: true });
  dialog.showModal();
}

const showKeys = () => look("/help", "#keys-page");

$("#help-link").addEventListener("click", (event) => { event.preventDefault(); showKeys(); });
addEventListener("keydown", (event) => {
  if (event.key === "F1") { event.preventDefault(); showKeys(); }
});

// ---- the grid --------------------------------------------------------------------------------------------------

const grid = $("#grid");
// Compared by what a key writes, never by where it stands: Turkish Q and F keyboards differ.
const keymap = new Map(words.keymap.map(([name, key]) => [key, name]));

class Grid {
  constructor(root) {
    this.root = root;
    this.base = root.dataset.base;
    this.side = "source";
    this.at = 0;
    this.panelTimer = 0;
    const first = this.row(root.dataset.current) ?? this.rows[0];
    this.choose(first, { focus: new URLSearchParams(location.search).has("bead"), scroll: true });
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("click", (event) => this.click(event));
    root.addEventListener("focusin", (event) => {
      const row = event.target.closest(".bead");
      if (row && row !== this.current) this.choose(row, { focus: false });
    });
    root.addEventListener("dblclick", () => this.run("text"));
    // What a mark means is said when somebody points at it; on a page of a hundred beads a thousand titles cost time.
    root.addEventListener("pointerover", (event) => {
      const about = event.target.closest(".mark, .conf");
      if (about && !about.title) about.title = words.about[about.className] ?? "";
    });
    for (const button of $$(".tools button")) {
      button.addEventListener("click", () => {
        this.current.focus({ preventScroll: true });
        this.run(button.dataset.op);
      });
    }
  }

  get rows() { return $$(".bead", this.root); }
  row(id) { return this.rows.find((row) => row.dataset.bead === id); }
  get id() { return this.current.dataset.bead; }
  segments(side = this.side) { return $$(`.side.${side} .seg`, this.current); }

  choose(row, { focus = true, scroll = false, side = this.side, at = 0 } = {}) {
    if (!row) return;
    if (this.current) {
      this.current.tabIndex = -1;
      this.current.removeAttribute("aria-selected");
    }
    this.current = row;
    row.tabIndex = 0;
    row.setAttribute("aria-selected", "true");
    this.select(side, at);
    if (scroll) row.scrollIntoView({ block: "center" });
    if (focus) row.focus({ preventScroll: true });
    if (focus && !scroll) row.scrollIntoView({ block: "nearest" });
    clearTimeout(this.panelTimer);
    this.panelTimer = setTimeout(() => this.fillPanel(), 200);
    this.marks();
  }

  select(side, at) {
    for (const old of $$(".chosen, .chosen-side", this.root)) old.classList.remove("chosen", "chosen-side");
    this.side = side;
    this.at = Math.max(0, Math.min(at, this.segments().length - 1));
    this.segments()[this.at]?.classList.add("chosen");
    $(`.side.${side}`, this.current)?.classList.add("chosen-side");
  }

  marks() {
    const has = (name) => this.current.classList.contains(name);
    for (const button of $$(".tools button")) {
      if (button.dataset.op === "unapprove") button.disabled = this.current.dataset.state !== "approved";
      if (button.dataset.op === "flag") button.setAttribute("aria-pressed", String(has("flagged")));
      if (button.dataset.op === "exclude") button.setAttribute("aria-pressed", String(has("excluded")));
    }
  }

  async fillPanel() {
    const about = $("#about");
    if (!about) return;
    const answer = await fetch(`${about.dataset.src}?bead=${encodeURIComponent(this.id)}`).catch(() => null);
    if (answer?.ok) about.innerHTML = await answer.text();
  }

  step(by) {
    const rows = this.rows;
    const next = rows[rows.indexOf(this.current) + by];
    if (next) this.choose(next, { side: this.side });
    else this.turn(by);
  }

  turn(by) {
    const link = $(`.pager [rel="${by > 0 ? "next" : "prev"}"]`);
    if (link) location.assign(link.href); else say(words.none);
  }

  across(by) {
    const next = this.at + by;
    if (next >= 0 && next < this.segments().length) this.select(this.side, next);
    else if (by > 0 && this.side === "source") this.select("target", 0);
    else if (by < 0 && this.side === "target") this.select("source", this.segments("source").length - 1);
    this.current.focus({ preventScroll: true });
  }

  click(event) {
    const row = event.target.closest(".bead");
    if (!row) return;
    const cell = event.target.closest(".side");
    const at = event.target.closest(".seg")?.dataset.at ?? 0;
    if (getSelection().isCollapsed) this.choose(row, { side: cell?.dataset.side ?? this.side, at: Number(at) });
  }

  key(event) {
    const bound = this.bound(event);
    if (!bound) return;
    event.preventDefault();
    const single = event.key.length === 1 && !event.ctrlKey;
    if (single && document.documentElement.dataset.keys === "off") { say(words.closed); return; }
    bound();
  }

  bound(event) {
    if (event.altKey || event.metaKey) return null;
    if (event.ctrlKey) {
      const undoing = { z: () => this.run(event.shiftKey ? "redo" : "undo"), Z: () => this.run("redo"), y: () => this.run("redo") };
      return undoing[event.key] ?? null;
    }
    const find = (show, back) => () => this.find(show, back);
    const fixed = {
      ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1),
      ArrowRight: () => this.across(1), ArrowLeft: () => this.across(-1),
      Home: () => this.choose(this.rows[0]), End: () => this.choose(this.rows.at(-1)),
      PageDown: () => this.turn(1), PageUp: () => this.turn(-1),
      Enter: () => this.run("text"), Escape: () => this.select("source", 0),
    };
    const does = {
      next: fixed.ArrowDown, previous: fixed.ArrowUp,
      low: find("low", false), "low-back": find("low", true), uneven: find("uneven", false), "uneven-back": find("uneven", true),
      review: find("review", false), "review-back": find("review", true), goto: () => this.goTo(),
      terms: () => $("#panel-terms")?.focus(), concordance: () => this.concordance(),
      source: () => location.assign($("#panel a[href*='line=']")?.href ?? $("#source-view").href), help: () => showKeys(),
    };
    const name = keymap.get(event.key);
    return fixed[event.key] ?? (name ? does[name] ?? (() => this.run(name)) : null);
  }

  // -- going places

  open(id) { location.assign(`${this.base}?bead=${encodeURIComponent(id)}`); }

  async find(show, back) {
    await line;
    const fits = (row) => ({
      low: row.classList.contains("low") && row.dataset.state !== "approved" && !row.classList.contains("excluded"),
      uneven: row.dataset.kind !== "1:1",
      review: row.dataset.state !== "approved" && !row.classList.contains("excluded"),
    })[show];
    const rows = this.rows;
    const here = rows.indexOf(this.current);
    const ahead = back ? rows.slice(0, here).reverse() : rows.slice(here + 1);
    const found = ahead.find((row) => fits(row) && !row.classList.contains("dim"));
    if (found) { this.choose(found, { side: this.side }); return; }
    const asked = new URLSearchParams({ bead: this.id, show, back: back ? "1" : "0" });
    const answer = await fetch(`${this.base}/next?${asked}`, { headers: { accept: "application/json" } }).catch(() => null);
    const next = answer?.ok ? (await answer.json()).bead : null;
    if (!next) say(words.none);
    else if (this.row(next)) this.choose(this.row(next), { side: this.side });
    else this.open(next);
  }

  async goTo() {
    const find = async (typed) => {
      const answer = await fetch(`${this.base}/next?number=${encodeURIComponent(typed.trim())}`, { headers: { accept: "application/json" } });
      const said = await answer.json();
      if (!answer.ok) return said.error;
      this.goal = said.bead;
      return null;
    };
    if (await ask({ title: words.ask.goto, label: words.ask.number, value: "", check: find }) === null) return;
    const row = this.row(this.goal);
    if (row) this.choose(row, { scroll: true }); else this.open(this.goal);
  }

  concordance() {
    const chosen = getSelection().toString().trim();
    const term = chosen || $(".mark.term", this.segments()[this.at] ?? this.current)?.textContent || "";
    if (term) location.assign(`/concordance?q=${encodeURIComponent(term)}`);
  }

  // -- changing things

  neighbour(by) {
    const rows = this.rows;
    const row = rows[rows.indexOf(this.current) + by];
    if (row && Number(row.dataset.number) === Number(this.current.dataset.number) + by) return row;
    say(words.no_neighbour);
    return null;
  }

  // A change is about the bead the person was on when the key went down, so it is put together before it waits in line.
  async run(op) {
    const row = this.current;
    const name = row.dataset.bead;
    if (op === "undo" || op === "redo") { this.send({ op }); return; }
    if (op === "approve") {
      this.send(() => ({ op, beads: [name], base: this.bases([name]) }), { next: true });
      return;
    }
    if (op === "unapprove") { this.send({ op, beads: [name], base: this.bases([name]) }); return; }
    if (op === "merge" || op === "merge-up") {
      await line;
      const other = this.neighbour(op === "merge" ? 1 : -1);
      if (!other) return;
      const beads = op === "merge" ? [this.id, other.dataset.bead] : [other.dataset.bead, this.id];
      this.send({ op: "merge", beads, base: this.bases(beads) });
      return;
    }
    if (op === "up" || op === "down") {
      await line;
      const other = this.neighbour(op === "down" ? 1 : -1);
      if (other) this.send({ op, bead: this.id, side: this.side, base: this.bases([this.id, other.dataset.bead]) });
      return;
    }
    if (op === "cut" || (op === "split" && this.at === 0)) { await line; await this.cut(); return; }
    if (op === "split") { this.send({ op, bead: name, side: this.side, at: this.at, base: this.bases([name]) }); return; }
    if (op === "unlink") {
      const near = this.rows.filter((other) => Math.abs(Number(other.dataset.number) - Number(row.dataset.number)) <= 1);
      this.send({ op, bead: name, base: this.bases(near.map((other) => other.dataset.bead)) });
      return;
    }
    const asked = { text: () => this.edit(), flag: () => this.mark("flag"), exclude: () => this.mark("exclude"), note: () => this.note(), realign: () => this.realign(), through: () => this.through(), gap: () => this.far(op), "close-gap": () => this.far(op) };
    await line;
    await asked[op]?.();
  }

  bases(ids) {
    return Object.fromEntries(ids.map((id) => [id, this.row(id)?.dataset.rev ?? ""]));
  }

  send(body, options = {}) {
    const id = newId();
    return inLine(async () => {
      const made = typeof body === "function" ? body() : body;
      const answer = await post(`${this.base}/changes`, { ...made, id });
      this.take(answer, options);
      return answer;
    });
  }

  take(answer, { next = false } = {}) {
    if (!answer.ok) {
      say([answer.error, answer.hint].filter(Boolean).join(". "));
      if (answer.status !== 409) return;
    }
    if (answer.reload && answer.ok) { this.open(answer.focus || this.id); return; }
    this.mend(answer);
    if (!answer.ok) return;
    if (answer.say) say(answer.say);
    for (const [name, on] of [["undo", answer.undo], ["redo", answer.redo]]) $(`.tools [data-op="${name}"]`).disabled = !on;
    $("#count-approved").textContent = answer.counts.approved;
    $("#count-low").textContent = answer.counts.low;
    $("#share").value = Number(answer.counts.share);
    if (next) this.find("review", false).catch(() => {});
  }

  // Puts rows in the place of those they replace. A run of beads that became another run is changed as a whole.
  mend(answer) {
    const gone = new Set(answer.gone ?? []);
    const fresh = (answer.rows ?? []).map(({ id, html }) => {
      const holder = document.createElement("template");
      holder.innerHTML = html.trim();
      return [id, holder.content.firstElementChild];
    });
    const wasFocused = this.root.contains(document.activeElement) || document.activeElement === document.body;
    const old = this.rows.filter((row) => gone.has(row.dataset.bead) || fresh.some(([id]) => id === row.dataset.bead));
    const keep = this.current && !old.includes(this.current) ? this.current : null;
    if (!old.length) {
      if (answer.focus) this.open(answer.focus);
      return;
    }
    const structural = gone.size || fresh.some(([id]) => !this.row(id));
    if (structural) {
      old[0].before(...fresh.map(([, row]) => row));
      for (const row of old) row.remove();
    } else {
      for (const [id, row] of fresh) {
        const before = this.row(id);
        if (before?.classList.contains("dim")) row.classList.add("dim");
        before?.replaceWith(row);
      }
    }
    this.renumber(fresh.at(-1)?.[1], answer.delta ?? 0);
    const target = this.row(answer.focus) ?? fresh[0]?.[1] ?? keep ?? this.rows[0];
    this.choose(target, { focus: wasFocused && !$("dialog[open]"), side: this.side, at: this.at });
  }

  renumber(after, delta) {
    if (!after || !delta) return;
    let below = false;
    for (const row of this.rows) {
      if (below) {
        const number = Number(row.dataset.number) + delta;
        row.dataset.number = number;
        row.setAttribute("aria-rowindex", number);
        row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+/, number));
        $(".n", row).textContent = number;
      }
      below ||= row === after;
    }
    const count = Number(this.root.getAttribute("aria-rowcount")) + delta;
    this.root.setAttribute("aria-rowcount", count);
  }

  async edit() {
    const side = this.side;
    const id = this.id;
    const cell = $(`.side.${side}`, this.current);
    const text = $$(".seg", cell).map((part) => part.textContent).join(" ");
    const other = document.createElement("blockquote");
    const opposite = $(`.side.${side === "source" ? "target" : "source"}`, this.current);
    other.lang = opposite.lang;
    other.textContent = $$(".seg", opposite).map((part) => part.textContent).join(" ");
    let base = this.bases([id]);
    const check = async (typed) => {
      const answer = await post(`${this.base}/changes`, { op: "text", bead: id, side, text: typed.trim() || null, base, id: newId() });
      if (answer.ok) { this.take(answer); return null; }
      if (answer.status !== 409) return [answer.error, answer.hint].filter(Boolean).join(". ");
      this.mend(answer);
      base = this.bases([id]);
      const now = document.createElement("blockquote");
      now.textContent = answer.standing[side === "source" ? 0 : 1] ?? "";
      now.lang = cell.lang;
      $(".ask-body").replaceChildren(other, document.createTextNode(words.ask.now), now);
      return answer.error;
    };
    await ask({ title: words.ask[`text_${side}`], label: "", value: text, lang: cell.lang, body: other, ok: words.save, check });
  }

  async mark(op) {
    const name = this.id;
    const on = this.current.classList.contains(op === "flag" ? "flagged" : "excluded");
    if (on) { this.send({ op: op === "flag" ? "unflag" : "include", beads: [name], base: this.bases([name]) }); return; }
    const reason = await ask({ title: words.ask[op], label: words.ask.reason, value: "", required: true, ok: words.save });
    if (reason !== null) this.send({ op, beads: [name], words: reason, base: this.bases([name]) });
  }

  async note() {
    const name = this.id;
    const old = $(".mk.note", this.current)?.title ?? "";
    const typed = await ask({ title: words.ask.note, label: words.ask.words, value: old, ok: words.save });
    if (typed !== null) this.send({ op: "note", beads: [name], words: typed, base: this.bases([name]) });
  }

  // The sentence is shown with a caret in it; Enter cuts where it stands. Offsets count code points, as the server does.
  async cut() {
    const sentence = this.segments()[this.at];
    if (!sentence) return;
    const picked = getSelection();
    const range = picked.rangeCount && sentence.contains(picked.anchorNode) ? picked.getRangeAt(0) : null;
    const text = sentence.textContent;
    let place = text.length >> 1;
    if (range) {
      const before = document.createRange();
      before.selectNodeContents(sentence);
      before.setEnd(range.startContainer, range.startOffset);
      place = before.toString().length || place;
    }
    const field = $("#ask textarea");
    const { id, side, at } = this;
    const asked = ask({ title: words.ask.cut, label: words.ask.caret, value: text, lang: sentence.parentElement.lang, ok: words.ask.cut_here });
    // A read-only field has no caret to move: this one takes none of what is typed instead.
    const still = (event) => event.preventDefault();
    field.addEventListener("beforeinput", still);
    field.setSelectionRange(place, place);
    const keys = (event) => { if (event.key === "Enter") { event.preventDefault(); field.form.requestSubmit(); } };
    field.addEventListener("keydown", keys);
    const yes = await asked;
    const offset = [...text.slice(0, field.selectionStart)].length;
    field.removeEventListener("beforeinput", still);
    field.removeEventListener("keydown", keys);
    if (yes !== null) this.send({ op: "cut", bead: id, side, at, offset, base: this.bases([id]) });
  }

  async plan(body) {
    const answer = await post(`${this.base}/preview`, body);
    if (!answer.ok) { say([answer.error, answer.hint].filter(Boolean).join(". ")); return null; }
    if (!answer.count) { say(words.ask.nothing); return null; }
    return answer;
  }

  async realign() {
    const planned = await this.plan({ op: "realign", bead: this.id });
    if (!planned) return;
    const body = document.createElement("div");
    body.innerHTML = planned.html;
    const yes = await ask({ title: words.ask.realign.replace("{n}", planned.count), body });
    if (yes) this.send({ op: "realign", bead: this.id, base: planned.base });
  }

  async far(op) {
    const body = { op, bead: this.id, side: this.side };
    const planned = await this.plan(body);
    if (planned) this.send({ ...body, base: planned.base });
  }

  async through() {
    const planned = await this.plan({ op: "approve-through", bead: this.id });
    if (!planned) return;
    const yes = await ask({ title: words.ask.through.replace("{n}", planned.count) });
    if (yes) this.send({ op: "approve", beads: planned.beads, base: planned.base });
  }
}

if (grid) window.tren = new Grid(grid);

// ---- the other screens -----------------------------------------------------------------------------------------

async function onFinding(button) {
  const item = button.closest(".finding");
  const { pair, bead, rev, check, suggestion } = item.dataset;
  const url = `/pairs/${encodeURIComponent(pair)}/changes`;
  let answer;
  if (button.classList.contains("apply")) {
    answer = await post("/consistency/apply", { pair, bead, revision: rev, check, suggestion, id: newId() });
  } else if (button.classList.contains("unwaive")) {
    answer = await post(url, { op: "unwaive", beads: [bead], check, base: { [bead]: rev }, id: newId() });
  } else {
    const reason = await ask({ title: words.ask.waive, label: words.ask.reason, value: "", required: true, ok: words.save });
    if (reason === null) return;
    answer = await post(url, { op: "waive", beads: [bead], check, words: reason, base: { [bead]: rev }, id: newId() });
  }
  if (answer.ok) location.reload();
  else say([answer.error, answer.hint].filter(Boolean).join(". "));
}

const askReason = (title) => ask({ title, label: words.ask.reason, value: "", required: true, ok: words.save });

async function sent(url, body) {
  const answer = await post(url, body);
  if (answer.ok) location.reload(); else say([answer.error, answer.hint].filter(Boolean).join(". "));
}

// A whole check, a whole pair, or one in the other.
async function stand(button) {
  const body = { pair: button.dataset.scopePair, check: button.dataset.scopeCheck };
  if (button.classList.contains("report-again")) { await sent("/consistency/standing", { ...body, back: true }); return; }
  const reason = await askReason(button.textContent);
  if (reason !== null) await sent("/consistency/standing", { ...body, reason });
}

async function rule(button) {
  const body = { start: Number(button.dataset.start), end: Number(button.dataset.end) };
  const to = button.closest("[data-to]").dataset.to;
  if (button.classList.contains("take-back")) { await sent(to, { ...body, undo: true }); return; }
  const reason = await askReason(button.textContent);
  if (reason !== null) await sent(to, { ...body, reason });
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches(".stand, .report-again")) stand(button);
  else if (button.closest(".finding")) onFinding(button);
  if (button.matches(".restore, .take-back")) rule(button);
  if (button.classList.contains("begin")) {
    const answer = await post(button.dataset.to, {});
    if (answer.ok) location.assign(answer.to); else say([answer.error, answer.hint].filter(Boolean).join(". "));
  }
  if (button.classList.contains("job-start")) startJob(button);
  if (button.id === "job-cancel") { button.disabled = true; takeJob(await post(`${$("#job").dataset.job}/cancel`, {})); }
});

// ---- long work -------------------------------------------------------------------------------------------------

// Work that is over in a moment is told of here; anything longer gets its page.
async function startJob(button) {
  const body = { kind: button.dataset.kind };
  if (button.dataset.pair) body.pairs = [button.dataset.pair];
  if (body.kind === "export") {
    const form = new FormData($("#export"));
    Object.assign(body, { pairs: form.getAll("pair"), format: form.get("format"), states: form.get("states") });
  }
  button.disabled = true;
  const answer = await post("/jobs", body);
  if (!answer.to) { say([answer.error, answer.hint].filter(Boolean).join(". ")); button.disabled = false; return; }
  if (body.kind !== "export") { location.assign(answer.to); return; }
  follow(answer.to, (job) => {
    if (job.state === "running") return;
    say(job.said);
    button.disabled = false;
  });
}

// Events where they come through, else asked again every second.
function follow(address, take) {
  const over = (job) => !["running", "stopping"].includes(job.state);
  const ask = async () => {
    const answer = await fetch(address, { headers: { accept: "application/json" } }).catch(() => null);
    const job = answer?.ok ? await answer.json() : null;
    if (job) take(job);
    if (!job || !over(job)) setTimeout(ask, 1000);
  };
  if (typeof EventSource === "undefined") { ask(); return; }
  const source = new EventSource(`${address}/events`);
  source.addEventListener("job", (event) => {
    const job = JSON.parse(event.data);
    take(job);
    if (over(job)) source.close();
  });
  source.addEventListener("error", () => { source.close(); setTimeout(ask, 1000); });
}

let told = 0;
function takeJob(job) {
  const root = $("#job");
  if (!job.state) { say(job.error ?? words.failed); return; }
  root.dataset.state = job.state;
  root.dataset.total = job.total;
  $("#job-word").textContent = job.word;
  for (const part of $$("[data-field]", root)) {
    const name = part.dataset.field;
    if (name === "notes") part.replaceChildren(...job.notes.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    else if (part.textContent !== String(job[name])) part.textContent = job[name];
  }
  const bar = $("progress", root);
  bar.max = job.total || 1;
  if (job.state === "done") bar.value = bar.max;
  else if (job.total) bar.value = job.done;
  const over = !["running", "stopping"].includes(job.state);
  $("#job-cancel").hidden = over;
  $("#job-leads").hidden = !job.leads;
  if (job.leads) $("#job-leads").href = job.leads;
  if (!over && job.total && Date.now() - told > 5000) { told = Date.now(); say(`${job.done} / ${job.total}`); }
}

if ($("#job")?.dataset.state === "running") follow($("#job").dataset.job, takeJob);

for (const form of $$("form.arrival")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const file = data.get("file");
    const fault = $("[role=alert]", form);
    const refuse = (text) => { fault.textContent = text; fault.hidden = false; $("button", form).disabled = false; };
    fault.hidden = true;
    if (file.size > 20e6) { refuse(`${file.name}: ${words.too_large}`); return; }
    $("button", form).disabled = true;
    data.delete("file");
    const headers = { accept: "application/json", "content-type": "application/octet-stream", "x-tren-token": token, "x-tren-name": encodeURIComponent(file.name) };
    const answer = await fetch(`${form.dataset.to}?${new URLSearchParams(data)}`, { method: "POST", headers, body: file }).catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (said?.to) location.assign(said.to);
    else refuse(said ? [said.where ? `${said.where}: ${said.error}` : said.error, said.hint].filter(Boolean).join(". ") : words.gone);
  });
}

// ---- settings --------------------------------------------------------------------------------------------------

function keyConflicts() {
  const fields = $$(".keymap input");
  const by = Map.groupBy(fields, (field) => field.value);
  const twice = [...by].filter(([key, same]) => key && same.length > 1);
  for (const field of fields) field.setAttribute("aria-invalid", String([...field.value].length !== 1 || by.get(field.value).length > 1));
  const line = $("#key-conflict");
  line.hidden = !twice.length;
  line.textContent = twice.length ? `${twice.map(([key]) => key).join(", ")}: ${line.dataset.words}` : "";
  $("#settings button.primary").disabled = fields.some((field) => field.getAttribute("aria-invalid") === "true");
}

$(".keymap")?.addEventListener("input", (event) => {
  const signs = [...event.target.value];
  if (signs.length > 1) event.target.value = signs.at(-1);
  keyConflicts();
});
$("#keys-reset")?.addEventListener("click", () => {
  for (const field of $$(".keymap input")) field.value = field.dataset.default;
  keyConflicts();
});

// ---- translating -----------------------------------------------------------------------------------------------

class Translator {
  constructor(root) {
    this.root = root;
    this.base = root.dataset.base;
    this.bead = root.dataset.bead;
    this.rev = root.dataset.rev;
    this.field = $("#target");
    this.saved = this.field.value;
    this.errors = [];
    this.field.focus();
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("blur", () => this.draft());
    document.addEventListener("keydown", (event) => this.key(event));
    $("#save-next").addEventListener("click", () => this.save(false));
    $("#save-approve").addEventListener("click", () => this.save(true));
    $("#palette").addEventListener("click", () => $(".insert")?.focus());
    document.addEventListener("click", (event) => {
      const button = event.target.closest(".insert");
      if (button) this.insert(button.dataset.text, button.classList.contains("whole"));
    });
    addEventListener("beforeunload", (event) => { if (this.field.value !== this.saved) event.preventDefault(); });
    setInterval(() => this.draft(), 2000);
    this.check();
  }

  key(event) {
    const inPalette = event.target.closest?.(".insert");
    if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); this.save(event.shiftKey); }
    else if (event.ctrlKey && event.key === " ") { event.preventDefault(); $(".insert")?.focus(); }
    else if (event.ctrlKey && event.shiftKey && event.key.toUpperCase() === "C") { event.preventDefault(); this.concordance(); }
    else if (event.altKey && event.key === "ArrowUp") { event.preventDefault(); this.leave($("#prev-sentence")?.href); }
    else if (event.altKey && event.key === "ArrowDown") { event.preventDefault(); this.leave($("#next-sentence")?.href); }
    else if (inPalette && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const all = $$(".insert");
      all[all.indexOf(inPalette) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    } else if (inPalette && event.key === "Escape") this.field.focus();
    else if (inPalette && /^[1-9]$/.test(event.key)) { event.preventDefault(); $$(".insert")[Number(event.key) - 1]?.click(); }
  }

  // The words selected, in the source or in the translation, with every place they occur, beside what is being typed.
  async concordance() {
    const typed = this.field.value.slice(this.field.selectionStart, this.field.selectionEnd);
    const words_chosen = (document.activeElement === this.field && typed) || getSelection().toString();
    if (words_chosen.trim()) await look(`/concordance?q=${encodeURIComponent(words_chosen.trim())}`);
  }

  insert(text, whole) {
    if (whole && !this.field.value.trim()) this.field.value = text;
    else this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
    this.field.focus();
    this.typed();
  }

  typed() {
    showSaved(this.field.value === this.saved ? "saved" : "unsaved");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), 300);
  }

  async check() {
    const text = this.field.value;
    const headers = { "content-type": "application/json", accept: "application/json", "x-tren-token": token };
    const answer = await fetch(`${this.base}/checks`, { method: "POST", headers, body: JSON.stringify({ bead: this.bead, text }) }).catch(() => null);
    if (!answer?.ok || text !== this.field.value) return;
    const found = await answer.json();
    $("#checks").innerHTML = found.html;
    this.errors = found.errors;
  }

  draft() {
    if (this.field.value.normalize("NFC").trim() === this.saved.trim() || this.busy || this.stale) return null;
    return this.store(false, "");
  }

  // Several drafts may wait; each is made against what the one before it left behind.
  store(approve, reason) {
    this.busy = true;
    let answer = null;
    return inLine(async () => {
      const text = this.field.value.normalize("NFC");
      answer = await post(`${this.base}/translate`, { bead: this.bead, text, base: this.rev, approve, reason, id: newId() });
      if (answer.revision) this.rev = answer.revision;
      if (answer.ok) {
        this.saved = text;
        this.warn("");
        if (this.field.value !== text) showSaved("unsaved");
        $("#count-approved").textContent = answer.counts.approved;
      } else {
        showSaved("unsaved");
        const said = [answer.error, answer.standing?.[1] ?? answer.hint].filter(Boolean).join(" ");
        if (answer.revision) this.warn(said); else say(said);
      }
      this.busy = false;
    }).then(() => answer);
  }

  // Somebody else was faster: their text stays in sight, and only a person's own "save" goes over it, no timer.
  warn(said) {
    this.stale = Boolean(said);
    const note = $("#stale");
    note.textContent = said;
    note.hidden = !said;
  }

  async leave(href) {
    if (!href) return;
    if (this.stale) { this.field.focus(); return; }
    await this.draft();
    await line;
    location.assign(href);
  }

  async save(approve) {
    let reason = "";
    if (approve) {
      await this.check();
      if (this.errors.length) {
        const why = await ask({ title: words.errors, label: words.ask.reason, value: "", required: true, ok: words.save });
        if (why === null) { this.field.focus(); return; }
        reason = `${this.errors.join(" ")}\n${why}`;
      }
    }
    const answer = await this.store(approve, reason);
    if (!answer?.ok) return;
    if (answer.next) location.assign(answer.next); else say(answer.say);
  }
}

if ($("#translate")) window.translator = new Translator($("#translate"));
