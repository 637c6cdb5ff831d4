// Waits for news of this page and of the column. It only ever writes text, never HTML.
(() => {
  "use strict";
  const own = document.currentScript;
  const { page, mark, styles } = own.dataset;
  const desk = page === "__gongkai/";
  const place = `gongkai-scroll:${location.pathname}`;
  let source, panel, shownStyles = styles, last = "";

  // The place on the page is kept over a reload.
  try {
    const top = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    if (top !== null) addEventListener("load", () => scrollTo(0, Number(top)), { once: true });
  } catch {}

  const reload = () => {
    try { sessionStorage.setItem(place, String(scrollY)); } catch {}
    source?.close();
    location.reload();
  };

  // Only the page that is looked at listens: a browser has few connections to one host.
  const listen = () => {
    if (document.visibilityState === "hidden") return;
    source?.close();
    source = new EventSource(`/__gongkai/events?page=${page.split("/").map(encodeURIComponent).join("/")}`);
    source.onmessage = (event) => hear(JSON.parse(event.data));
    source.onerror = () => panel?.status("预览程序没有回应，正在重新连接……");
    source.onopen = () => panel?.status("");
  };
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? source?.close() : listen()));
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && listen());

  const hear = (news) => {
    const now = news.mark ?? "";
    if (now !== mark && (now || desk)) return reload();
    if (shownStyles && news.styles !== shownStyles) {
      shownStyles = news.styles;
      restyle();
    }
    if (desk) return;
    panel ??= makePanel();
    panel.show(news);
  };

  // The new style sheet takes the place of the old one once it is there, so that the page is never bare.
  const restyle = () => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const url = new URL(link.href);
      if (url.origin !== location.origin) continue;
      url.searchParams.set("gongkai", shownStyles);
      const next = link.cloneNode();
      next.href = url.href;
      next.onload = next.onerror = () => link.remove();
      link.after(next);
    }
  };

  const STYLE = `
    :host{all:initial;display:block;font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1c1c1e}
    @media print{:host{display:none}}
    *{box-sizing:border-box}
    .bar{display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:center;padding:.35rem 1rem;background:#eef3f8;border-bottom:1px solid #8a857c}
    .bar b{color:#a4151c}
    a{color:#0b4a8f}
    button{min-height:28px;padding:.1rem .8rem;border:1px solid #5a564f;border-radius:4px;background:#fff;color:#1c1c1e;font:inherit;cursor:pointer}
    a:focus-visible,button:focus-visible,pre:focus-visible,section:focus-visible{outline:3px solid #111;outline-offset:1px}
    section{position:fixed;z-index:2147483647;left:0;right:0;bottom:0;max-height:45vh;overflow:auto;padding:.6rem 1rem 1rem;background:#fff;border-top:4px solid #a4151c;box-shadow:0 -4px 16px #0003}
    section[hidden]{display:none}
    header{display:flex;justify-content:space-between;align-items:center;gap:1rem}
    h2{margin:.2rem 0;font-size:1.05rem}
    h3{margin:.8rem 0 .2rem;font-size:1rem}
    ol{margin:0;padding-left:1.5rem}
    li{margin:.5rem 0}
    p{margin:.1rem 0}
    .sev{font-weight:700;color:#a4151c}
    small,.place{color:#4a4a4d;font-size:.875rem}
    pre{margin:.2rem 0;padding:.3rem .6rem;overflow-x:auto;background:#f6f4f0;border:1px solid #d8d4cd;font:14px/1.5 "Noto Sans Mono CJK SC","NSimSun",monospace}`;

  const make = (name, text = "", attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const finding = (told) => {
    const item = make("li");
    const message = make("p");
    message.append(make("span", told.severity, { class: "sev" }), ` ${told.message} `, make("small", told.rule));
    item.append(message, make("p", told.place, { class: "place" }));
    if (told.line) item.append(make("pre", `${told.line}\n${told.carets}`, { tabindex: "0", "aria-label": "原文" }));
    item.append(make("p", `改法：${told.help}`));
    return item;
  };

  function makePanel() {
    const host = make("div", "", { id: "gongkai-preview" });
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const bar = make("div", "", { class: "bar", role: "region", "aria-label": "预览状态" });
    const words = make("span", "", { role: "status" });
    const state = make("b");
    const open = make("button", "查看问题", { type: "button", "aria-expanded": "false" });
    const section = make("section", "", { "aria-label": "检查出的问题", tabindex: "-1" });
    section.hidden = true;
    const lead = make("a", "", { hidden: "" });
    bar.append(make("strong", "预览"), words, state, lead, open, make("a", "检查结果和待办", { href: "/__gongkai/" }));
    root.append(bar, section);
    document.body.prepend(host);

    const toggle = (shown) => {
      section.hidden = !shown;
      open.setAttribute("aria-expanded", String(shown));
      open.textContent = shown ? "收起问题" : "查看问题";
      // The end of the page can be scrolled out from behind the panel.
      document.documentElement.style.scrollPaddingBottom = document.body.style.paddingBottom = shown ? "47vh" : "";
    };
    open.addEventListener("click", () => {
      toggle(section.hidden);
      if (!section.hidden) section.focus();
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || section.hidden) return;
      toggle(false);
      closed = last;
      open.focus();
    });
    let closed = "";

    return {
      status: (text) => (state.textContent = text),
      show(news) {
        state.textContent = news.mark ? "" : news.moved ? "这个条目换了网址：" : "这个网页已经没有了。";
        lead.hidden = !news.moved;
        if (news.moved) {
          lead.textContent = news.moved;
          lead.href = `/${news.moved.split("/").map(encodeURIComponent).join("/")}`;
        }
        const found = news.found;
        if (!found) {
          words.textContent = "正在检查……";
          return;
        }
        const ours = found.page.length, others = found.all - ours;
        words.textContent = `${ours ? `本页 ${ours} 个问题` : "本页没有问题"}，${others > 0 ? `全栏目另有 ${others} 个` : "全栏目没有别的问题"}${found.forbidding ? "，现在不能公开" : ""}。`;
        open.hidden = found.all === 0 && ours === 0;
        const title = make("h2", "检查出的问题");
        const close = make("button", "关闭（Esc）", { type: "button" });
        close.addEventListener("click", () => {
          toggle(false);
          closed = last;
          open.focus();
        });
        const head = make("header");
        head.append(title, close);
        const parts = [head];
        for (const [name, list, more] of [["本页", found.page, 0], ["全栏目", found.column, found.more]]) {
          if (!list.length) continue;
          const all = make("ol");
          all.append(...list.map(finding));
          parts.push(make("h3", `${name}（${list.length + more}）`), all);
          if (more) parts.push(make("p", `另有 ${more} 个，见“检查结果和待办”。`));
        }
        section.replaceChildren(...parts);
        last = JSON.stringify(found.page);
        // A page that is fine is left alone; what was closed opens only for something new.
        if (ours && last !== closed) toggle(true);
        if (!ours) toggle(!section.hidden && others > 0 && open.getAttribute("aria-expanded") === "true");
      },
    };
  }

  listen();
})();
