// Eleventy's half of the comparison: the same lists of the same items, paged as gongkai pages them.

const SIZE = 20;

/** The pages of one list, the newest first: the first page has what is left beside full pages, so that no page is nearly empty. */
function paged(title, first, older, items, months) {
  const full = Math.max(Math.floor(items.length / SIZE) - 1, 0);
  const url = (page) => (page === 0 ? `/${first}` : `/${older}${full - page + 1}.html`);
  const name = (page) => (page === 0 ? "最新一页" : `第${full - page + 1}页`);
  const begin = (page) => (page === 0 ? 0 : items.length - (full - page + 1) * SIZE);
  return Array.from({ length: full + 1 }, (_, page) => {
    const steps = page > 0 ? [0, page - 1] : [];
    if (page < full) steps.push(page + 1);
    return {
      title,
      url: url(page),
      rows: items.slice(begin(page), begin(page + 1)),
      steps: steps.map((to) => ({ name: name(to), url: url(to) })),
      label: full > 0 ? name(page) : "",
      months: months ?? [],
    };
  });
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return groups;
}

export default function (config) {
  config.addPassthroughCopy({ assets: "assets" });
  config.addFilter("head", (list, count) => list.slice(0, count));
  config.addCollection("newest", (api) => api.getFilteredByTag("item").reverse());
  config.addCollection("lists", (api) => {
    const items = api.getFilteredByTag("item").reverse();
    const { leaves, subjects } = items[0].data;
    const [byLeaf, bySubject] = [grouped(items, (item) => item.data.leaf), grouped(items, (item) => item.data.subject)];
    const [byYear, byMonth] = [grouped(items, (item) => item.data.published.slice(0, 4)), grouped(items, (item) => item.data.published.slice(0, 7))];
    for (const list of byLeaf.values()) {
      list.forEach((item, at) => {
        item.data.around = [list[at + 1], list[at - 1]].filter(Boolean).map((other) => ({ url: other.url, title: other.data.title }));
      });
    }
    const monthLink = ([month, list]) => ({ name: month, url: `/archive/${month}.html`, count: list.length });
    const months = (year) => [...byMonth].filter(([month]) => month.startsWith(year)).map(monthLink);
    return [
      ...Object.entries(leaves).flatMap(([code, name]) => paged(name, `${code}/index.html`, `${code}/list-`, byLeaf.get(code) ?? [])),
      ...Object.entries(subjects).flatMap(([code, { name }]) => paged(name, `subject/${code}.html`, `subject/${code}-list-`, bySubject.get(code) ?? [])),
      ...[...byYear].flatMap(([year, list]) => paged(year, `archive/${year}.html`, `archive/${year}-list-`, list, months(year))),
      ...[...byMonth].flatMap(([month, list]) => paged(month, `archive/${month}.html`, `archive/${month}-list-`, list)),
    ];
  });
  config.addCollection("counts", (api) => {
    const items = api.getFilteredByTag("item").reverse();
    const count = (key) => [...grouped(items, key)].map(([name, list]) => ({ name, count: list.length }));
    const subjects = Object.entries(items[0].data.subjects);
    const bySubject = grouped(items, (item) => item.data.subject);
    return {
      subjects: subjects.map(([code, { name, short }]) => ({ code, name, short, count: bySubject.get(code)?.length ?? 0 })),
      years: count((item) => item.data.published.slice(0, 4)),
      months: count((item) => item.data.published.slice(0, 7)),
    };
  });
  return {
    dir: { input: ".", includes: "layouts", output: "public" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}
