// Waits for news of this page and of the column. It only ever writes text, never HTML.
(() => {
  "use strict";
  const { page, mark, styles } = document.currentScript.dataset;
  const desk = page === "__gongkai/";
  const absent = mark.startsWith("!");
  const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");

  // What is remembered of this address, in this tab, over a reload.
  const memory = {
    get(name) {
      try { return JSON.parse(sessionStorage.getItem(`gongkai:${name}:${location.pathname}`)); } catch { return null; }
    },
    set(name, value) {
      try { sessionStorage.setItem(`gongkai:${name}:${location.pathname}`, JSON.stringify(value)); } catch {}
    },
  };

  // The place on the page is kept over a reload. What comes in late, such as a picture, moves it until all is there.
  const top = memory.get("scroll");
  memory.set("scroll", null);
  const back = () => {
    scrollTo({ top, behavior: "instant" });
    if (document.readyState === "complete") history.scrollRestoration = "auto";
  };
  const reload = (wanted) => {
    // Once for the same news, so that no page reloads for ever.
    if (memory.get("wanted") === wanted) return;
    memory.set("wanted", wanted);
    memory.set("scroll", scrollY);
    source?.close();
    // The browser would keep an element where it was, and push what is new above it out of sight.
    history.scrollRestoration = "manual";
    location.reload();
  };

  // Only the page that is looked at listens: a browser has few connections to one host.
  let source, again;
  const deaf = () => {
    clearTimeout(again);
    source?.close();
  };
  const listen = () => {
    deaf();
    if (document.visibilityState === "hidden") return;
    source = new EventSource(`/__gongkai/events?page=${encoded(page)}`);
    source.onopen = () => panel?.state("");
    source.onmessage = (event) => hear(JSON.parse(event.data));
    source.onerror = () => {
      deaf();
      panel?.state("预览程序没有回应。它重新启动以后，这里自动接上。");
      again = setTimeout(listen, 1000);
    };
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", deaf);
  addEventListener("pageshow", (event) => event.persisted && listen());

  const hear = (news) => {
    if (news.mark === mark) memory.set("wanted", null);
    // A page that has gone is left as it was; what is said of it stands in the panel.
    else if (absent || !news.mark.startsWith("!")) return reload(news.mark);
    restyle(news.styles);
    panel?.show(news);
  };

  // The new style sheet takes the place of the old one once it is there, so that the page is never bare.
  let worn = styles;
  const coming = new Set();
  const restyle = (wanted) => {
    if (!worn || !wanted || wanted === worn) return;
    worn = wanted;
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const url = new URL(link.href);
      if (url.origin !== location.origin) continue;
      if (coming.delete(link)) {
        link.remove();
        continue;
      }
      url.searchParams.set("gongkai", worn);
      const next = link.cloneNode();
      next.href = url.href;
      next.onload = () => coming.delete(next) && link.remove();
      next.onerror = () => coming.delete(next) && next.remove();
      coming.add(next);
      link.after(next);
    }
  };

  const STYLE = `
    :host{all:initial;display:block;font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1c1c1e;overflow-wrap:anywhere}
    @media print{:host{display:none}}
    *{box-sizing:border-box}
    [hidden]{display:none!important}
    .bar{display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:center;min-height:44px;padding:.35rem 1rem;background:#eef3f8;border-bottom:1px solid #8a857c}
    .bar b{color:#a4151c}
    a,::slotted(a){color:#0b4a8f!important}
    button{min-height:30px;padding:.1rem .8rem;border:1px solid #5a564f;border-radius:4px;background:#fff;color:#1c1c1e;font:inherit;cursor:pointer;white-space:nowrap}
    a:focus-visible,button:focus-visible,section:focus-visible{outline:3px solid #111;outline-offset:1px}
    section{position:fixed;z-index:2147483647;left:0;right:0;bottom:0;max-height:45vh;overflow:auto;overscroll-behavior:contain;padding:0 1rem 1rem;background:#fff;border-top:4px solid #a4151c;box-shadow:0 -4px 16px #0003}
    section:focus-visible{outline-offset:-4px}
    header{position:sticky;top:0;display:flex;justify-content:space-between;align-items:center;gap:1rem;padding:.5rem 0;background:#fff}
    h2{margin:0;font-size:1.05rem}
    h3{margin:1rem 0 .2rem;padding-top:.6rem;border-top:1px solid #d8d4cd;font-size:1rem}
    ol{margin:0;padding-left:1.5rem}
    li{margin:0 0 .9rem}
    p{margin:.15rem 0}
    .sev{display:inline-block;padding:0 .4em;border:1px solid #a4151c;border-radius:3px;background:#a4151c;color:#fff;font-size:.875rem}
    .警告{background:#fff;border-color:#7a4a00;color:#7a4a00}
    .提示{background:#fff;border-color:#4a4a4d;color:#4a4a4d}
    .place{color:#4a4a4d;font-size:.875rem}
    pre{margin:.3rem 0;padding:.3rem .6rem;background:#f6f4f0;border:1px solid #d8d4cd;font:15px/1.6 "Noto Sans Mono CJK SC","NSimSun",monospace;white-space:pre-wrap}
    mark{padding:.1em 0;background:#ffe08a;color:#1c1c1e;text-decoration:underline wavy #a4151c;text-underline-offset:.2em}
    @media (pointer:coarse){.key{display:none}}`;

  const make = (name, text = "", attributes = {}, ...inside) => {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };
  const sheet = (text) => {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    return made;
  };

  const finding = (told, ours) => {
    const item = make("li");
    item.append(make("p", "", {}, make("b", told.severity, { class: `sev ${told.severity}` }), ` ${told.message}`));
    if (told.marked) item.append(make("pre", "", {}, told.before, make("mark", told.marked), told.after));
    item.append(make("p", `改法：${told.help}`));
    const place = make("p", `${told.file}　${told.place}　`, { class: "place" }, make("span", told.rule));
    if (told.page && !ours) place.append("　", make("a", "看网页", { href: `/${told.page}` }));
    item.append(place);
    return item;
  };

  const makePanel = () => {
    const host = make("div", "", { id: "gongkai-preview" });
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet(STYLE)];
    const words = make("span", "正在检查……", { role: "status" });
    const state = make("b", "", { role: "status" });
    const open = make("button", "", { type: "button", hidden: "" });
    const bar = make("div", "", { class: "bar", role: "region", "aria-label": "预览状态" });
    bar.append(make("span", "", {}, make("strong", "预览"), "　", words, state), make("slot"), open);
    // A child of the page, not of the shadow: whatever looks for the page's first link finds it behind the one that skips.
    host.append(make("a", "检查结果和待办", { href: "/__gongkai/" }));
    const title = make("h2");
    const close = make("button", "关闭", { type: "button" }, make("span", "（Esc）", { class: "key" }));
    const body = make("div");
    const section = make("section", "", { "aria-label": "检查出的问题", tabindex: "0", hidden: "" }, make("header", "", {}, title, close), body);
    root.append(bar, section);
    // The link that skips to the text stays the first of the page.
    const skip = [...document.body.children].slice(0, 2).find((element) => element.matches("a[href^='#']"));
    skip ? skip.after(host) : document.body.prepend(host);

    // The end of the page can be scrolled out from behind the panel.
    const room = sheet("");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
    const makeRoom = () => {
      const height = section.hidden ? 0 : section.offsetHeight;
      room.replaceSync(height ? `@media screen{html{scroll-padding-bottom:${height}px}body{padding-bottom:${height}px!important}}` : "");
    };
    addEventListener("resize", makeRoom);

    // What was told when the panel was closed; it opens by itself only for something else.
    let told = [], last = "", asked = false;
    const toggle = (shown) => {
      section.hidden = !shown;
      open.setAttribute("aria-expanded", String(shown));
      open.textContent = shown ? "收起问题" : "查看问题";
      makeRoom();
    };
    const shut = () => {
      const within = root.activeElement && root.activeElement !== open;
      toggle(asked = false);
      memory.set("closed", told);
      if (within) open.focus({ preventScroll: true });
    };
    open.addEventListener("click", () => {
      if (!section.hidden) return shut();
      toggle((asked = true));
      section.focus({ preventScroll: true });
    });
    close.addEventListener("click", shut);
    addEventListener("keydown", (event) => event.key === "Escape" && !section.hidden && shut());
    toggle(false);

    return {
      state: (text) => (state.textContent = text),
      show({ mark: now, moved, found }) {
        const gone = now.startsWith("!");
        // A page that says itself that it is not there needs no panel for that.
        const lost = gone && !absent ? (moved ? "这个条目换了网址" : "这个网页已经没有了") : "";
        if (!found) {
          words.textContent = lost ? `${lost}。正在检查……` : "正在检查……";
          return;
        }
        const { page: ours, others, forbidden } = found;
        const here = lost || (ours.count ? `本页有${ours.count}个问题` : "本页没有问题");
        const there = others.count ? `别处有${others.count}个问题` : ours.count ? "别处没有问题" : "";
        const all = absent ? `栏目${others.count ? `有${others.count}个` : "没有"}问题` : [here, there].filter(Boolean).join("，");
        words.textContent = `${all}；栏目${forbidden ? "现在不能公开" : "可以公开"}。`.replace(/^(栏目.*)；栏目/, "$1，");
        open.hidden = !lost && !ours.count && !others.count;

        const state = JSON.stringify([lost, moved, found]);
        if (state === last) return;
        last = state;
        const parts = [];
        if (lost) parts.push(make("p", moved ? "新的网址是：" : "条目可能已经删去或者改名。下面是原来的样子。", {}, ...(moved ? [make("a", moved, { href: `/${encoded(moved)}` })] : [])));
        for (const [group, name] of [[ours, ""], [others, lost || ours.count ? "别处的问题" : ""]]) {
          if (!group.count) continue;
          const rest = group.count - group.list.length;
          if (name) parts.push(make("h3", `${name}：${group.words}`));
          parts.push(make("ol", "", {}, ...group.list.map((told) => finding(told, group === ours))));
          if (rest) parts.push(make("p", `还有${rest}个，见“检查结果和待办”。`));
        }
        title.textContent = lost || (ours.count ? `本页的问题：${ours.words}` : `别处的问题：${others.words}`);
        const place = section.scrollTop, within = root.activeElement && section.contains(root.activeElement);
        body.replaceChildren(...parts);
        section.scrollTop = place;
        if (within && !section.contains(root.activeElement)) section.focus({ preventScroll: true });

        told = [lost, ...ours.list.map((one) => `${one.rule} ${one.message}`)].filter(Boolean);
        const closed = memory.get("closed") ?? [];
        if (told.some((one) => !closed.includes(one))) toggle(true);
        else if (!asked && !told.length || open.hidden) toggle(false);
        else makeRoom();
        // What was mended and comes back is new.
        memory.set("closed", closed.filter((one) => told.includes(one)));
      },
    };
  };

  // What was folded and unfolded on the desk stays so.
  if (desk) {
    const folds = memory.get("folds") ?? {};
    for (const details of document.querySelectorAll("details[data-fold]")) {
      const file = details.dataset.fold;
      if (file in folds) details.open = folds[file];
      details.addEventListener("toggle", () => memory.set("folds", Object.assign(folds, { [file]: details.open })));
    }
  }

  const panel = desk ? null : makePanel();
  if (top !== null) {
    // Once more when the browser has put the page where it thinks it was.
    addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(back)), { once: true });
    back();
  }
  listen();
})();
