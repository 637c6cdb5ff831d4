// Search, in the reader's browser and without a service. Titles, numbers and dates are looked into first, then the texts,
// the newest year first. What is typed is found as it stands, in any width or case, with any kind of bracket, blanks or not.
// The data are scripts, `gongkai([...rows])`, because a page that is opened from disk may load nothing else.
(() => {
  "use strict";
  const STEP = 20; // results shown at a time
  const $ = (id) => document.getElementById(id);
  const make = (name, values) => Object.assign(document.createElement(name), values);
  const form = $("find"), input = $("q"), list = $("hits"), root = form.dataset.root;
  const filters = ["leaf", "subject", "year", "validity"], fields = ["q", ...filters];

  // ---- one form of each character

  const forms = new Map();
  for (const [one, all] of ["([{【〔﹝〖『❲", ")]}】〕﹞〗』❳", "\"“”„‟〝〞", "'‘’‚‛", "-‐‑‒–—―−─", "·•・‧∙⋅"].map((all) => [all[0], all])) {
    for (const c of all) forms.set(c, one);
  }
  const BLANK = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/;
  const plain = (c) => {
    if (!forms.has(c)) {
      const wide = [...c.normalize("NFKC").toLowerCase()];
      forms.set(c, wide.map((d) => (BLANK.test(d) ? "" : forms.get(d) || d)).join(""));
    }
    return forms.get(c);
  };
  // Lines stay apart: nothing is found across two paragraphs or cells. The characters that are not asked about are plain already.
  const flat = (text) => text.replace(/[^\n\u4e00-\u9fff0-9a-z。、]/gu, plain);

  // ---- the data

  const options = (id) => [...$(id).querySelectorAll("[data-href]")];
  const named = (id) => new Map(options(id).map((option) => [option.value, option]));
  const leaves = named("leaf"), subjects = named("subject"), nobody = { text: "", dataset: {} };
  const shards = (text) => text.split(" ").filter(Boolean).map((entry) => ({ year: entry.slice(0, 4), path: entry.slice(5) }));
  const items = new Map(), takers = new Map();
  window.gongkai = (rows) => takers.get(document.currentScript)(rows.reverse()); // the newest first

  /** Reads a file once. Comes to false where that fails, and the next call tries again. */
  const load = (shard) => (shard.ready = shard.ready || new Promise((done) => {
    const script = make("script", { src: root + shard.path });
    takers.set(script, (rows) => (shard.rows = rows));
    script.onload = script.onerror = () => {
      takers.delete(script);
      script.remove();
      if (!shard.rows) shard.ready = null;
      done(!!shard.rows);
    };
    document.head.append(script);
  }));

  const addTitle = ([href, title, number, index, formed, published, leaf, subject, validity]) => {
    const name = (leaves.get(leaf) || nobody).text, office = subjects.get(subject) || nobody;
    const head = flat([title.normalize(), number, index, name, office.text, office.dataset.full].join("\n"));
    items.set(href, { href, title: title.normalize(), number, index, formed, published, leaf, name, subject, office: office.text, validity, head, body: "" });
    return items.get(href);
  };

  const addText = ([href, text]) => {
    const lines = text.normalize();
    return Object.assign(items.get(href) || {}, { lines, body: flat(lines) });
  };

  // ---- what is asked, and which items answer it

  /** The start of an ISO date, for a word that is a date, or a year and month. */
  const day = (word) => {
    const parts = /^((?:19|20)\d\d)[-./年](?:(\d\d?)(?:[-./月](?:(\d\d?)日?)?)?)?$/.exec(word) || /^((?:19|20)\d\d)([01]\d)([0-3]\d)$/.exec(word);
    return parts && parts.slice(1).filter(Boolean).map((part) => part.padStart(2, "0")).join("-");
  };

  const ask = () => {
    const [text, leaf, subject, year, validity] = fields.map((name) => $(name).value);
    const words = [...new Set(text.normalize().split(/\s+/).map(flat).filter(Boolean))].map((text) => ({ text, day: day(text) }));
    const part = leaf.startsWith("part/") && [...$("leaf").selectedOptions[0].parentNode.children].map((option) => option.value);
    const fits = (item) =>
      (!leaf || (part || [leaf]).includes(item.leaf)) &&
      (!subject || subject === item.subject) &&
      (!validity || (validity === "有效" ? ["", "已修改"].includes(item.validity) : validity === item.validity));
    return { words, year, fits, any: words.length > 0 || filters.some((name) => $(name).value) };
  };

  const inHead = (item, { text, day }) => item.head.includes(text) || (day && (item.published.startsWith(day) || item.formed.startsWith(day)));
  const inItem = (item, word) => item.body.includes(word.text) || inHead(item, word);

  // ---- how a hit looks

  /** Puts the text into `parent`, or `most` characters of it from a little before the first hit, with the hits marked. */
  const marked = (parent, text, words, most) => {
    const starts = [], ends = [], hits = [];
    let whole = "", at = 0;
    for (const c of text) {
      for (const unit of plain(c).split("")) starts.push(at), ends.push(at + c.length), (whole += unit);
      at += c.length;
    }
    for (const { text: word } of words) {
      for (let from = whole.indexOf(word); from >= 0; from = whole.indexOf(word, from + word.length)) {
        hits.push([starts[from], ends[from + word.length - 1]]);
      }
    }
    hits.sort((a, b) => a[0] - b[0]);
    const cut = (at) => (/[\udc00-\udfff]/.test(text[at]) ? at - 1 : at); // not in the middle of a character
    const first = hits[0] || [0, 0];
    let pen = most ? cut(Math.max(0, first[0] - 30)) : 0;
    const end = most ? cut(Math.min(text.length, Math.max(pen + most, first[1]))) : text.length;
    if (pen) parent.append("…");
    for (const [from, to] of hits) {
      if (to <= pen || from >= end) continue;
      parent.append(text.slice(pen, Math.max(pen, from)), make("mark", { textContent: text.slice(Math.max(pen, from), to) }));
      pen = to;
    }
    parent.append(text.slice(pen, Math.max(pen, end)), end < text.length ? "…" : "");
    return parent;
  };

  /** The lines that hold the words which the title has not: two at most. */
  const snippets = (item, words) => {
    const places = words.filter((word) => !inHead(item, word)).map((word) => item.body.indexOf(word.text));
    const lines = new Set(places.filter((at) => at >= 0).map((at) => item.body.slice(0, at).split("\n").length - 1));
    return [...lines].slice(0, 2).map((line) => marked(make("p", { className: "snippet" }), item.lines.split("\n")[line], words, 90));
  };

  const shown = ({ item, words }) => {
    const li = make("li"), heading = make("h3"), facts = make("p", { className: "facts" });
    heading.append(marked(make("a", { href: root + item.href }), item.title, words));
    if (item.validity) heading.append(" ", make("span", { className: "tag", textContent: item.validity }));
    const published = item.published.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");
    const index = words.some((word) => flat(item.index).includes(word.text)) ? item.index : "";
    for (const fact of [published, item.number, index, item.name, item.office].filter(Boolean)) facts.append(marked(make("span"), fact, words), " ");
    li.append(heading, facts, ...snippets(item, words));
    return li;
  };

  const link = (option) => {
    const li = make("li");
    li.append(make("a", { href: root + option.dataset.href, textContent: option.text }));
    return li;
  };

  // ---- the search

  let run = 0, hits = [], limit = STEP, goal = 0, told = 0;
  const titles = shards(form.dataset.titles), texts = shards(form.dataset.texts);

  const say = (text, last) => {
    if (!last && Date.now() - told < 1000) return; // a screen reader reads each of them out
    told = Date.now();
    $("status").textContent = text;
  };

  const draw = (last) => {
    while (list.children.length < Math.min(limit, hits.length)) list.append(shown(hits[list.children.length]));
    $("more").hidden = hits.length <= limit;
    if (goal && (last || document.documentElement.scrollHeight >= goal + innerHeight)) scrollTo(0, goal), (goal = 0);
  };

  const search = async () => {
    const mine = ++run, { words, year, fits, any } = ask(), found = new Set();
    const named = [...options("leaf"), ...options("subject")].filter((option) => words.length && words.every(({ text }) => flat(option.text).includes(text)));
    hits = [];
    list.textContent = $("places").textContent = "";
    $("places").append(...named.slice(0, 8).map(link));
    $("places").hidden = !named.length;
    $("results").hidden = !any;
    $("results").setAttribute("aria-busy", any);
    $("missing").hidden = $("more").hidden = true;
    if (!any) return say("", true);
    let missing = false, rest = Date.now();
    for (const [all, add, holds, what] of [[titles, addTitle, inHead, "标题"], [texts, addText, inItem, "正文"]]) {
      const wanted = all.filter((shard) => (!year || shard.year === year) && (all === titles || words.length));
      for (const [at, shard] of wanted.entries()) {
        if (!shard.items) {
          say(`正在查找${shard.year}年的${what}${hits.length ? `，已找到${hits.length}条` : ""}…`);
          const ready = load(shard);
          if (wanted[at + 1]) load(wanted[at + 1]); // while this one is looked into
          if (!(await ready)) missing = true;
          else shard.items = shard.items || shard.rows.map(add).filter((item) => item.href);
        }
        if (Date.now() - rest > 30) { // typing comes first
          await new Promise((next) => setTimeout(next));
          rest = Date.now();
        }
        if (mine !== run) return;
        for (const item of shard.items || []) {
          if (!found.has(item) && fits(item) && words.every((word) => holds(item, word))) found.add(item), hits.push({ item, words });
        }
        draw();
      }
    }
    draw(true);
    $("missing").hidden = !missing;
    say(hits.length ? `找到${hits.length}条，${words.length ? "标题相符的在前，" : ""}由近到远排列。` : "没有找到。可以少写几个字，换一个说法，或者清除条件再试。", true);
    $("results").dataset.run = mine;
    $("results").setAttribute("aria-busy", false);
  };

  // ---- the address keeps what was asked, so that it can be passed on, and the way back finds it again

  let kept;
  const asked = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : location.search);

  const keep = () => {
    const query = new URLSearchParams(fields.map((name) => [name, $(name).value]).filter(([, value]) => value)).toString();
    const state = { limit, y: Math.round(scrollY) };
    try {
      history.replaceState(state, "", location.pathname + (query && "?" + query));
    } catch (_) { // some browsers forbid it to files on disk
      if (query !== kept) location.replace("#" + query);
      history.replaceState(state, "");
    }
    kept = asked().toString();
  };

  const restore = () => {
    const query = asked(), state = history.state || {};
    if (query.toString() === kept) return; // only another place of the same page
    kept = query.toString();
    for (const name of fields) {
      $(name).value = query.get(name) || "";
      if ($(name).selectedIndex < 0) $(name).value = ""; // there is no such choice
    }
    $("filters").open = filters.some((name) => $(name).value);
    limit = state.limit || STEP;
    goal = state.y || 0;
    search();
  };

  let timer;
  const start = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      limit = STEP;
      goal = 0;
      keep();
      search();
    }, delay);
  };
  input.addEventListener("input", (event) => event.isComposing || start(150)); // not the letters of an unfinished word
  input.addEventListener("compositionend", () => start(150));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || !input.value) return;
    event.preventDefault();
    input.value = "";
    start(0);
  });
  form.addEventListener("change", (event) => event.target === input || start(0));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (matchMedia("(pointer: coarse)").matches) input.blur(); // the keyboard of a phone covers the results
    start(0);
  });
  $("clear").addEventListener("click", () => {
    for (const name of filters) $(name).value = "";
    start(0);
  });
  $("again").addEventListener("click", () => start(0));
  $("more").addEventListener("click", () => {
    const next = list.children.length;
    limit += STEP;
    draw();
    list.children[next].querySelector("a").focus();
  });
  addEventListener("popstate", restore);
  addEventListener("pagehide", keep);
  form.hidden = false;
  restore();
})();
