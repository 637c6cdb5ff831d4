"""Writes the made-up county table, county.html, from which LibreOffice makes county.xlsx (merged cells and all):

    python3 tests/tables/make.py && soffice --headless --convert-to xlsx:"Calc MS Excel 2007 XML" --infilter="HTML (StarCalc)" \
        --outdir tests/tables tests/tables/county.html

Each fault in it is planted; tests/tables.rs names them. county.html is not kept.
"""

from pathlib import Path

HEAD = """<tr><td rowspan=2>序号</td><td colspan=2>公开事项</td><td rowspan=2>公开内容<br>（要素）</td><td rowspan=2>公开依据</td>
<td rowspan=2>公开时限</td><td rowspan=2>公开主体</td><td rowspan=2>公开渠道和载体</td><td colspan=2>公开对象</td>
<td colspan=2>公开方式</td><td colspan=2>公开层级</td></tr>
<tr><td>一级事项</td><td>二级事项</td><td>全社会</td><td>特定群众</td><td>主动</td><td>依申请公开</td><td>县级</td><td>乡、村级</td></tr>
"""
LIMIT = "自信息形成或者变更之日起20个工作日内予以公开"
LAW = "《中华人民共和国政府信息公开条例》（国务院令第711号）"


def row(*cells):
    return "<tr>" + "".join(c if c.startswith("<td") else f"<td>{c}</td>" for c in cells) + "</tr>\n"


rows = [
    "<tr><td colspan=14>示例县青禾镇社会救助和养老服务领域基层政务公开标准目录</td></tr>\n",
    HEAD,
    "<tr><td colspan=14>一、社会救助领域</td></tr>\n",
    row("1", "<td rowspan=3>最低生活保障</td>", "政策法规", "文件名称；文号；全文", f"<td rowspan=2>{LAW}</td>",
        "制定或获取信息之日起10个工作日内", "青禾镇人民政府", "■政府网站<br>□政府公报<br>■村公示栏", "√", "", "√", "", "√", "√"),
    row("2", "办事指南", "条件；材料；流程", "同上", "同上", "■政府网站<br>■便民服务站", "√", "", "√", "", "", "√"),
    row("4", "审核信息", "初审名单", "《城市居民最低生活保障条例》；国务院令第492号", "20个工作日内，公示7个工作日", "", "▄存公示栏", "√", "", "√", "", "", "√"),
    "<tr><td colspan=14>二、养老服务领域</td></tr>\n",
    row("1", "老年人补贴", "补贴发放", "名称、标准", LAW, "同上", "青禾镇人民政府、村委会", "■政府网站", "", "老年人", "√", "√", "", "√"),
    row("2", "养老机构", "机构备案", "材料", LAW, "长期公开", "县民政局", "■政府网站", "√", "", "√", "", "√", ""),
    row("3", "养老机构", "补贴", "材料", LAW, LIMIT, "青禾镇社会事务办公室", "■政府网站", "√", "", "√", "", "", "√"),
]
page = "<html><head><meta charset=utf-8></head><body><table border=1>\n" + "".join(rows) + "</table></body></html>\n"
Path(__file__).with_name("county.html").write_text(page, encoding="utf-8")
