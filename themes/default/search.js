// Search, in the reader's browser and without a service. Titles, numbers and dates are looked into first, then the texts,
// the newest year first. What is typed is found as it stands, in any width of digits, any case, any kind of bracket, blanks or not.
// The data are scripts, `gongkai([...rows])`, because a page that is opened from disk may load nothing else.
(() => {
  "use strict";
  const STEP = 20; // results shown at a time
  const $ = (id) => document.getElementById(id);
  const form = $("find"), input = $("q"), list = $("hits"), fields = ["q", "leaf", "subject", "year", "validity"];
  if (!form || !window.Promise || !"".normalize) return;

  // ---- one form of each character

  const forms = new Map();
  const same = (from, to) => [...from].forEach((c) => forms.set(c, to));
  same("(（﹙[［【〔﹝〖『{｛❲", "(");
  same(")）﹚]］】〕﹞〗』}｝❳", ")");
  same("\"“”„‟＂〝〞", '"');
  same("'‘’‚‛＇", "'");
  same("-‐‑‒–—―−－─", "-");
  same("·•・‧∙⋅", "·");
  const BLANK = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/;
  const plain = (c) => {
    let form = forms.get(c);
    if (form === undefined) {
      form = [...c.normalize("NFKC").toLowerCase()].map((d) => (BLANK.test(d) ? "" : forms.get(d) || d)).join("");
      forms.set(c, form);
    }
    return form;
  };
  // Lines stay apart, so that nothing is found across two paragraphs or cells. The characters left out here are plain already.
  const flat = (text) => text.replace(/[^\n\u4e00-\u9fff0-9a-z。、]/gu, plain);

  // ---- the data

  const choices = (id) => [...$(id).querySelectorAll("option[data-href]")];
  const named = (id) => new Map(choices(id).map((option) => [option.value, option]));
  const leaves = named("leaf"), subjects = named("subject");
  const shards = (text) => text.split(" ").filter(Boolean).map((entry) => ({ year: entry.split("=")[0], path: entry.split("=")[1] }));
  const titles = shards(form.dataset.titles), texts = shards(form.dataset.texts);
  const items = new Map();

  const takers = new Map();
  window.gongkai = (rows) => takers.get(document.currentScript)(rows);

  /** Loads a file once; comes to false where that failed, and the next call tries again. */
  const load = (shard) => {
    shard.ready = shard.ready || new Promise((done) => {
      const script = make("script", { src: form.dataset.root + shard.path });
      takers.set(script, (rows) => (shard.rows = rows.reverse()));
      script.onload = script.onerror = () => {
        takers.delete(script);
        script.remove();
        if (!shard.rows) shard.ready = null;
        done(!!shard.rows);
      };
      document.head.append(script);
    });
    return shard.ready;
  };

  const addTitles = (shard) => shard.rows.map(([href, title, number, index, formed, published, leaf, subject, validity]) => {
    title = title.normalize();
    const name = leaves.has(leaf) ? leaves.get(leaf).text : "";
    const office = subjects.has(subject) ? subjects.get(subject) : { text: "", dataset: {} };
    const head = flat([title, number, index, name, office.text, office.dataset.full || ""].join("\n"));
    const item = { href, title, number, index, formed, published, leaf, name, subject, office: office.text, validity, head };
    items.set(href, item);
    return item;
  });

  const addTexts = (shard) => shard.rows.map(([href, text]) => {
    const item = items.get(href);
    if (!item) return null;
    item.text = text.normalize();
    item.body = flat(item.text);
    return item;
  }).filter(Boolean);

  // ---- what is asked, and whether an item answers it

  /** A word that is a date, or its year and month, as the start of an ISO date. */
  const day = (word) => {
    const found = /^((?:19|20)\d\d)[-./年](?:(\d\d?)(?:[-./月](?:(\d\d?)日?)?)?)?$/.exec(word) || /^((?:19|20)\d\d)([01]\d)([0-3]\d)$/.exec(word);
    return found && found.slice(1).filter(Boolean).map((part) => part.padStart(2, "0")).join("-");
  };

  const ask = () => {
    const value = (id) => $(id).value;
    const words = [...new Set(value("q").normalize().split(/\s+/).map(flat).filter(Boolean))];
    const part = value("leaf").startsWith("part/") ? [...$("leaf").selectedOptions[0].parentNode.children] : [];
    return {
      words: words.map((text) => ({ text, day: day(text) })),
      leaves: part.length ? part.map((option) => option.value) : value("leaf") ? [value("leaf")] : null,
      subject: value("subject"), year: value("year"), validity: value("validity"),
    };
  };

  const inRange = (item, asked) =>
    (!asked.leaves || asked.leaves.includes(item.leaf)) &&
    (!asked.subject || asked.subject === item.subject) &&
    (!asked.validity || (asked.validity === "有效" ? ["", "已修改"].includes(item.validity) : asked.validity === item.validity));
  const inHead = (item, word) =>
    item.head.includes(word.text) || (word.day && (item.published.startsWith(word.day) || item.formed.startsWith(word.day)));
  const inItem = (item, word) => inHead(item, word) || (item.body || "").includes(word.text);

  // ---- how a hit looks

  const make = (name, values) => Object.assign(document.createElement(name), values);

  /** The text, or `most` characters around its first hit, with the hits marked. */
  const marked = (parent, text, words, most) => {
    let whole = "";
    const starts = [], ends = [], hits = [];
    let at = 0;
    for (const c of text) {
      const form = plain(c);
      for (let n = 0; n < form.length; n++) starts.push(at), ends.push(at + c.length);
      whole += form;
      at += c.length;
    }
    for (const { text: word } of words) {
      for (let from = whole.indexOf(word); from >= 0; from = whole.indexOf(word, from + word.length)) {
        hits.push([starts[from], ends[from + word.length - 1]]);
      }
    }
    hits.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const cut = (at) => (/[\udc00-\udfff]/.test(text[at] || "") ? at - 1 : at); // not the middle of a character
    let pen = most && hits.length ? cut(Math.max(0, hits[0][0] - 30)) : 0;
    const end = most ? cut(Math.max(pen + most, hits.length ? hits[0][1] : 0)) : text.length;
    if (pen > 0) parent.append("…");
    for (const [from, to] of hits) {
      if (to <= pen || from >= end) continue;
      parent.append(text.slice(pen, Math.max(pen, from)), make("mark", { textContent: text.slice(Math.max(pen, from), to) }));
      pen = to;
    }
    parent.append(text.slice(pen, Math.max(pen, end)), end < text.length ? "…" : "");
    return parent;
  };

  /** The lines of the text in which the words stand that the title has not: two at most. */
  const snippets = (item, words) => {
    const lines = new Set();
    for (const word of words.filter((word) => !inHead(item, word))) {
      const at = item.body.indexOf(word.text);
      if (at >= 0) lines.add(item.body.slice(0, at).split("\n").length - 1);
    }
    return [...lines].slice(0, 2).map((line) => marked(make("p", { className: "snippet" }), item.text.split("\n")[line], words, 90));
  };

  const shown = ({ item, words }) => {
    const li = make("li"), heading = make("h3"), facts = make("p", { className: "facts" });
    const link = make("a", { href: form.dataset.root + item.href });
    heading.append(marked(link, item.title, words));
    if (item.validity) heading.append(" ", make("span", { className: "tag", textContent: item.validity }));
    const published = item.published.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");
    for (const fact of [published, item.number, item.name, item.office]) {
      if (fact) facts.append(marked(make("span"), fact, words), " ");
    }
    if (words.some((word) => flat(item.index).includes(word.text))) facts.append(marked(make("span"), item.index, words));
    li.append(heading, facts, ...(item.body ? snippets(item, words) : []));
    return li;
  };

  // ---- the search

  let run = 0, hits = [], limit = STEP, goal = null, told = 0;

  const say = (text, now) => {
    if (!now && Date.now() - told < 1000) return; // a screen reader reads each of them
    told = Date.now();
    $("status").textContent = text;
  };

  const draw = () => {
    while (list.children.length < Math.min(limit, hits.length)) list.append(shown(hits[list.children.length]));
    $("more").hidden = hits.length <= limit;
    if (goal && document.documentElement.scrollHeight >= goal + innerHeight) scrollTo(0, goal), (goal = null);
  };

  const places = (words) => {
    const fits = (option) => words.length && words.every(({ text }) => flat(option.text).includes(text));
    const links = [...choices("leaf"), ...choices("subject")].filter(fits).slice(0, 8).map((option) => {
      const li = make("li");
      li.append(make("a", { href: form.dataset.root + option.dataset.href, textContent: option.text }));
      return li;
    });
    $("places").replaceChildren(...links);
    $("places").hidden = !links.length;
  };

  const search = async () => {
    const mine = ++run, asked = ask(), { words } = asked;
    const open = words.length || asked.leaves || asked.subject || asked.year || asked.validity;
    hits = [];
    list.replaceChildren();
    places(words);
    $("results").hidden = !open;
    $("missing").hidden = $("more").hidden = true;
    $("results").ariaBusy = "true";
    if (!open) return say("", true);
    const counted = () => (hits.length ? `，已找到${hits.length}条` : "");
    const found = new Set();
    let missing = false, rest = Date.now();
    for (const [all, add, fits, what] of [[titles, addTitles, inHead, "标题"], [texts, addTexts, inItem, "正文"]]) {
      if (all === texts && !words.length) break;
      const wanted = all.filter((shard) => !asked.year || shard.year === asked.year);
      for (const [at, shard] of wanted.entries()) {
        if (!shard.items) {
          say(`正在查找${shard.year}年的${what}${counted()}…`);
          const ready = load(shard);
          if (wanted[at + 1]) load(wanted[at + 1]);
          const loaded = await ready;
          if (mine !== run) return;
          if (!loaded) missing = true;
          else shard.items = shard.items || add(shard);
        }
        for (const item of shard.items || []) {
          if (!found.has(item) && inRange(item, asked) && words.every((word) => fits(item, word))) found.add(item), hits.push({ item, words });
        }
        draw();
        if (Date.now() - rest > 30) { // typing comes first
          await new Promise((next) => setTimeout(next));
          if (mine !== run) return;
          rest = Date.now();
        }
      }
    }
    goal = null;
    $("results").ariaBusy = "false";
    $("missing").hidden = !missing;
    say(hits.length ? `找到${hits.length}条，${words.length ? "标题相符的在前，" : ""}由近到远排列。` : "没有找到。可以少写几个字，换一个说法，或者清除条件再试。", true);
  };

  // ---- the address keeps what was asked, so that it can be sent, and the way back finds it again

  let hashed = "";
  const keep = () => {
    const query = new URLSearchParams(fields.map((name) => [name, $(name).value]).filter(([, value]) => value)).toString();
    const state = { shown: limit, y: Math.round(scrollY) };
    try {
      history.replaceState(state, "", location.pathname + (query ? "?" + query : ""));
    } catch (_) { // some browsers forbid that to files on disk
      if (hashed !== query) location.replace("#" + (hashed = query));
      history.replaceState(state, "");
    }
  };

  const restore = () => {
    const query = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : location.search);
    for (const name of fields) {
      $(name).value = query.get(name) || "";
      if ($(name).value !== (query.get(name) || "")) $(name).value = "";
    }
    $("filters").open = fields.slice(1).some((name) => $(name).value);
    const state = history.state || {};
    limit = state.shown || STEP;
    goal = state.y || null;
    search();
  };

  let timer;
  const start = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      limit = STEP;
      goal = null;
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
  form.addEventListener("change", (event) => event.target !== input && start(0));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    start(0);
    if (matchMedia("(pointer: coarse)").matches) input.blur(); // the keyboard of a phone covers the results
  });
  $("clear").addEventListener("click", () => {
    for (const name of fields.slice(1)) $(name).value = "";
    start(0);
  });
  $("again").addEventListener("click", () => start(0));
  $("more").addEventListener("click", () => {
    const first = list.children.length;
    limit += STEP;
    draw();
    keep();
    if (list.children[first]) list.children[first].querySelector("a").focus();
  });
  addEventListener("popstate", restore);
  addEventListener("pagehide", keep);
  form.hidden = false;
  restore();
})();
