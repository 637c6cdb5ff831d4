"""Writes the column of gongkai's generator as sources of Hugo and of Eleventy: the same texts, the front matter in their words.

Called as: rivals.py GONGKAI_COLUMN HUGO_SITE ELEVENTY_SITE
"""

import json
import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent


def entries(path, kind):
    """The codes of a data file with what stands beside them; the files are our own, so their form is known."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        key, _, value = line.strip().removeprefix("- ").partition(": ")
        if line.strip().startswith("- 代码: "):
            found.append({"代码": value, "indent": len(line) - len(line.lstrip())})
        elif found and key in ("名称", "简称") and key not in found[-1]:
            found[-1][key] = value
    return [entry for entry in found if entry["indent"] == kind]


def chinese(day):
    year, month, date = day.split("-")
    return f"{year}年{int(month)}月{int(date)}日"


def items(column, codes):
    """Each item: its leaf, its file's stem, what its page shows, and its text."""
    for path in sorted((column / "content").glob("*/*.md")):
        front, body = path.read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)
        keys = dict(re.findall(r"^(\w+): (.*)$", front, re.M))
        subject = codes[keys["主体"]]
        yield keys["类别"], path.stem, body, {
            "title": keys["标题"],
            "date": keys["发布日期"],
            "published": keys["发布日期"],
            "published_text": chinese(keys["发布日期"]),
            "formed_text": chinese(keys["成文日期"]),
            "number": keys["文号"],
            "index_number": keys["索引号"],
            "issuer": keys["发布机构"],
            "words": keys["关键词"].strip("[]").replace(", ", "、"),
            "description": keys["摘要"],
            "subject": subject,
        }


def write(path, front, body=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    # JSON strings and lists are YAML too.
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    path.write_text(f"---\n{lines}---\n{body}", "utf-8")


def hugo(site, all_items, leaves, subjects):
    shutil.copytree(HERE / "hugo", site)
    content, months = site / "content", set()
    for at, (code, name) in enumerate(leaves.items()):
        write(content / code / "_index.md", {"title": name, "weight": at + 1})
    for at, (code, subject) in enumerate(subjects.items()):
        write(content / "subject" / code / "_index.md", {"title": subject["name"], "short": subject["short"], "weight": at + 1})
    for leaf, stem, body, front in all_items:
        own = subjects[front["subject"]]
        month = front["published"][:7]
        months.add(month)
        more = {
            "subject": [front["subject"]],
            "subject_name": own["name"],
            "subject_short": own["short"],
            "subject_href": f"/subject/{front['subject']}.html",
            "year": [month[:4]],
            "month": [month],
        }
        write(content / leaf / f"{stem}.md", front | more, body)
    for month in months:
        write(content / "month" / month / "_index.md", {"title": month, "of_year": month[:4]})
    # The archive is one page, as gongkai's: the list of months stands on that of the years.
    write(content / "subject" / "_index.md", {"title": "公开主体"})
    write(content / "year" / "_index.md", {"title": "历年归档"})
    write(content / "month" / "_index.md", {"title": "月份", "build": {"render": "never"}})
    style(site / "static")


def eleventy(site, all_items, leaves, subjects):
    shutil.copytree(HERE / "eleventy", site)
    for leaf, stem, body, front in all_items:
        write(site / "items" / f"{stem}.md", front | {"leaf": leaf}, body)
    (site / "items" / "items.11tydata.js").write_text(
        'export default { layout: "item.njk", tags: "item", permalink: (data) => `${data.leaf}/${data.page.fileSlug}.html` };\n', "utf-8"
    )
    data = {"leaves": leaves, "subjects": subjects, "column": "青禾镇人民政府政府信息公开", "base": "https://www.example.gov.cn"}
    (site / "_data").mkdir()
    for name, value in data.items():
        (site / "_data" / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    (site / "package.json").write_text('{"type": "module"}\n', "utf-8")
    style(site)


def style(folder):
    (folder / "assets").mkdir(parents=True)
    shutil.copy(HERE / "gongkai" / "style.css", folder / "assets" / "style.css")


def main():
    column, hugo_site, eleventy_site = map(Path, sys.argv[1:])
    leaves = {leaf["代码"]: leaf["名称"] for leaf in entries(column / "content/catalogue.yaml", 10)}
    offices = entries(column / "content/subjects.yaml", 2)
    subjects = {office["代码"]: {"name": office["名称"], "short": office["简称"]} for office in offices}
    codes = {office["short"]: code for code, office in subjects.items()}
    all_items = list(items(column, codes))
    hugo(hugo_site, all_items, leaves, subjects)
    eleventy(eleventy_site, all_items, leaves, subjects)


main()
