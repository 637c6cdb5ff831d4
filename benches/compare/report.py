"""From the measured figures: docs/speed.json, the table of the README and its picture.

`python3 benches/compare/report.py` makes table and picture again from docs/speed.json.
"""

import json
from html import escape
from pathlib import Path
from statistics import median

BEGIN, END = "<!-- speed: written by benches/compare/run.sh -->", "<!-- /speed -->"
NAMES = {
    "gongkai": "gongkai，同样的页面（另做检查、搜索等）",
    "gongkai-default": "gongkai，自带主题",
    "hugo": "Hugo",
    "eleventy": "Eleventy",
    "floor": "磁盘下限（同样的页面）",
    "floor-default": "磁盘下限（自带主题）",
    "gongkai-warm": "gongkai，改一个条目再生成",
    "hugo-warm": "Hugo，改一个条目再生成",
}

# What only gongkai makes, by the kinds of measure.py.
BESIDES = {"search": "搜索", "feed": "类别和主体的订阅", "duty": "目录、职责、公开情况等页面", "data": "开放数据", "theme": "主题的其他文件"}


def middle(runs, what):
    return median(run[what] for run in runs)


def ratio(runs, over, under, what="wall"):
    return middle(runs[over], what) / middle(runs[under], what)


def seconds(value):
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def spread(runs, what):
    values = [run[what] for run in runs]
    return f"{seconds(median(values))}（{seconds(min(values))}–{seconds(max(values))}）"


def sums(kinds):
    return sum(kind["files"] for kind in kinds), sum(kind["bytes"] for kind in kinds) / 1e6


def made(name, pages):
    """Files and MB that a row's output has."""
    output = {"floor": "gongkai", "floor-default": "gongkai-default"}.get(name, name.removesuffix("-warm"))
    files, megabytes = sums(pages[output].values())
    return f"{files:,}个，{megabytes:.0f} MB"


def table(results):
    machine, versions = results["machine"], results["versions"]
    lines = [
        f"{results['date']}，{machine['cores']}核（{machine['processor']}），{machine['system']}；gongkai {versions['gongkai']}，"
        f"Hugo {versions['hugo']}，Eleventy {versions['eleventy']}（Node.js {versions['node']}）。轮流运行{results['rounds']}轮，"
        "每次生成到新的文件夹；写的是中位数（最小–最大）。",
    ]
    for size in results["sizes"]:
        runs, pages = size["runs"], size["pages"]
        lines += ["", f"| {size['items']:,}个条目 | 用时（秒） | 处理器（秒） | 内存（MB） | 生成 |", "| --- | ---: | ---: | ---: | ---: |"]
        for name, title in NAMES.items():
            if own := runs.get(name):
                memory = f"{middle(own, 'memory'):.0f}"
                lines.append(f"| {title} | {spread(own, 'wall')} | {seconds(middle(own, 'cpu'))} | {memory} | {made(name, pages)} |")
        lines += ["", sentence(size)]
    return "\n".join(lines)


def sentence(size):
    """What the figures come to."""
    runs, pages = size["runs"], size["pages"]
    common, _ = sums(pages["gongkai"][kind] for kind in pages["gongkai"] if kind not in BESIDES)
    besides = "、".join(f"{title}{pages['gongkai'][kind]['files']:,}个" for kind, title in BESIDES.items() if kind in pages["gongkai"])
    eleventy = f"，Eleventy 是{ratio(runs, 'eleventy', 'gongkai'):.1f}倍" if "eleventy" in runs else ""
    return (
        f"同样的{common:,}个文件以外，gongkai 还生成：{besides}。"
        f"连同这些在内，Hugo 的用时是它的{ratio(runs, 'hugo', 'gongkai'):.1f}倍{eleventy}；"
        f"Hugo 的内存是它的{ratio(runs, 'hugo', 'gongkai', 'memory'):.1f}倍。"
        f"改一个条目再生成，Hugo 的用时是它的{ratio(runs, 'hugo-warm', 'gongkai-warm'):.1f}倍。"
        f"它自己的用时是磁盘下限（只读写同样多的文件）的{ratio(runs, 'gongkai', 'floor'):.1f}倍，"
        f"用自带主题是{ratio(runs, 'gongkai-default', 'floor-default'):.1f}倍。"
    )


STYLE = """
.ground { fill: #ffffff }
text { font: 14px sans-serif; fill: #1f2328 }
.head { font-weight: bold }
.bar { fill: #8c959f }
.own { fill: #b3261e }
.floor { fill: #57606a; fill-opacity: .45 }
@media (prefers-color-scheme: dark) {
  .ground { fill: #0d1117 }
  text { fill: #e6edf3 }
  .bar { fill: #6e7681 }
  .own { fill: #f47067 }
  .floor { fill: #8b949e; fill-opacity: .45 }
}
"""
BARS = ["floor", "gongkai", "gongkai-default", "hugo", "eleventy"]
SHORT = {"floor": "磁盘下限", "gongkai": "gongkai", "gongkai-default": "gongkai，自带主题", "hugo": "Hugo", "eleventy": "Eleventy"}


def picture(results):
    """Bars of the wall times, a scale of its own for each size."""
    left, right, line = 150, 560, 28
    parts, y = [], 10
    for size in results["sizes"]:
        runs = size["runs"]
        parts.append(f'<text class="head" x="10" y="{y + 18}">{size["items"]:,}个条目，生成一遍的用时</text>')
        y += line
        shown = [name for name in BARS if name in runs]
        longest = max(middle(runs[name], "wall") for name in shown)
        for name in shown:
            wall = middle(runs[name], "wall")
            width = max((right - left) * wall / longest, 1)
            kind = "floor" if name == "floor" else "own" if name.startswith("gongkai") else "bar"
            parts.append(f'<text x="{left - 8}" y="{y + 17}" text-anchor="end">{escape(SHORT[name])}</text>')
            parts.append(f'<rect class="{kind}" x="{left}" y="{y + 3}" width="{width:.1f}" height="{line - 8}"/>')
            parts.append(f'<text x="{left + width + 6:.1f}" y="{y + 17}">{seconds(wall)} 秒</text>')
            y += line
        y += 14
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {y}" width="640" height="{y}" role="img" aria-label="生成用时的比较">\n'
        f'<style>{STYLE}</style>\n<rect class="ground" width="640" height="{y}"/>\n{body}\n</svg>\n'
    )


def show(results, root):
    (root / "docs/images/speed.svg").write_text(picture(results), "utf-8")
    readme = root / "README.md"
    before, rest = readme.read_text("utf-8").split(BEGIN)
    after = rest.split(END)[1]
    image = "![生成用时的比较：磁盘下限、gongkai、Hugo、Eleventy](docs/images/speed.svg)"
    readme.write_text(f"{before}{BEGIN}\n\n{image}\n\n{table(results)}\n\n{END}{after}", "utf-8")


def write(results, root):
    (root / "docs/speed.json").write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    show(results, root)


if __name__ == "__main__":
    ROOT = Path(__file__).parent.parent.parent
    show(json.loads((ROOT / "docs/speed.json").read_text("utf-8")), ROOT)
