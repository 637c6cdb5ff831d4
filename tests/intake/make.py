#!/usr/bin/env python3
"""Makes the files of tests/intake/files and the manifest of what is in them.

The markup is what Word, WPS, Excel and old content systems write. All of it is invented. With --office, the three files that
LibreOffice makes are made anew too (soffice must be there); else they stay as they are.

    python3 tests/intake/make.py [--office]
"""

import base64
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
FILES = HERE / "files"
MANIFEST = {}

# One grey pixel.
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")
NUMBER = "11010519491231002X"  # the example of GB 11643-1999

W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
     'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
     'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
     'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
     'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
     'xmlns:v="urn:schemas-microsoft-com:vml"')


def pack(name, parts):
    with zipfile.ZipFile(FILES / name, "w", zipfile.ZIP_DEFLATED) as file:
        for path, data in parts.items():
            info = zipfile.ZipInfo(path, (2017, 12, 29, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, data)


def says(name, pieces, cells=0, absent=(), number=None, formed=None, leaf=None):
    """What an item made of the file must hold: its pieces of text, and so many cells with something in them."""
    MANIFEST[name] = {"pieces": pieces, "cells": cells, "absent": list(absent), "number": number, "formed": formed, "leaf": leaf}


def docx(name, body, numbering="", styles="", extra=None, rels=""):
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": head + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": head + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{rel}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": head + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>',
        "word/document.xml": head + f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    if styles:
        parts["word/styles.xml"] = head + f"<w:styles {W}>{styles}</w:styles>"
    if numbering:
        parts["word/numbering.xml"] = head + f"<w:numbering {W}>{numbering}</w:numbering>"
    parts.update(extra or {})
    pack(name, parts)


def r(text, props=""):
    return f'<w:r>{f"<w:rPr>{props}</w:rPr>" if props else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs, style="", num=None, jc=""):
    props = (f'<w:pStyle w:val="{style}"/>' if style else "") + (f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else "") + (f'<w:jc w:val="{jc}"/>' if jc else "")
    runs = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f'<w:p>{f"<w:pPr>{props}</w:pPr>" if props else ""}{runs}</w:p>'


def tc(*content, across=1, merge=""):
    props = (f'<w:gridSpan w:val="{across}"/>' if across > 1 else "") + {"": "", "start": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
    inner = "".join(part if part.startswith("<") else p(part) for part in content) or "<w:p/>"
    return f"<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/>{props}</w:tcPr>{inner}</w:tc>"


def tbl(*rows):
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def level(n, fmt, text):
    return f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="0"/></w:pPr></w:lvl>'


WORD_STYLES = (
    '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>'
)
LIST = ('<w:abstractNum w:abstractNumId="0">' + level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.") + "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="1">' + level(0, "bullet", "\uf0b7") + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>')
PICTURE = ('<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{alt}"/><a:graphic><a:graphicData>'
           '<a:blip r:embed="rId5"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')
IMAGE_REL = '<Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.png"/>'


def word_notice():
    """Word: styles, automatic numbers, a table with merged cells, a note, a link, split runs, English punctuation."""
    body = (
        p("青禾镇2016年度预算执行情况审计结果公告", style="a3", jc="center")
        + p(r("根据《中华人民共和国审计法》的规定"), r(","), r("示例县审计"), r("局对青禾镇2016年度预算执行情况进行了审计"), '<w:r><w:footnoteReference w:id="2"/></w:r>', r("。现将结果公告如下:"))
        + p("基本情况", style="1", num=(1, 0))
        + p("审计抽查金额1246.80\u00a0万元，涉及", '<w:hyperlink r:id="rId9">' + r("镇财政所") + "</w:hyperlink>", "等3个站所。")
        + p("审计评价", style="1", num=(1, 0))
        + p("总体评价", style="2", num=(1, 1))
        + p("预算执行情况总体较好,重点支出得到保障;上年问题大部分已经整改。")
        + p("主要问题", style="2", num=(1, 1))
        + p("专项资金拨付不及时。", num=(1, 2))
        + p("固定资产登记不及时。", num=(1, 2))
        + tbl(
            [tc("类别", merge="start"), tc("问题金额（万元）", across=2), tc("备注", merge="start")],
            [tc(merge="on"), tc("应整改"), tc("已整改"), tc(merge="on")],
            [tc("专项资金"), tc("38.85"), tc("6.85"), tc("正在拨付")],
            [tc("工程建设"), tc("50.48"), tc("3.18"), tc("已退回", "两次")],
            [tc("合计", across=3), tc("见清单")],
        )
        + p(PICTURE.format(alt="整改后的东坑村灌溉渠"), jc="center")
        + p("青禾镇人民政府", jc="right")
        + p("2017年6月12日", jc="right")
    )
    footnotes = (f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
                 f'<w:footnote w:id="2">{p("审计时间为2017年3月13日至4月21日。")}</w:footnote></w:footnotes>')
    docx("word-notice.docx", body, LIST, WORD_STYLES, {"word/footnotes.xml": footnotes, "word/media/image1.png": PNG},
         IMAGE_REL + '<Relationship Id="rId9" Type="x/hyperlink" Target="https://www.example.gov.cn/czs/" TargetMode="External"/>')
    says("word-notice.docx", [
        "青禾镇2016年度预算执行情况审计结果公告", "根据《中华人民共和国审计法》的规定，示例县审计局对青禾镇2016年度预算执行情况进行了审计", "现将结果公告如下：",
        "一、基本情况", "审计抽查金额1246.80 万元，涉及", "镇财政所", "等3个站所。", "二、审计评价", "（一）总体评价",
        "预算执行情况总体较好，重点支出得到保障；上年问题大部分已经整改。", "（二）主要问题", "1. 专项资金拨付不及时。", "2. 固定资产登记不及时。",
        "类别", "问题金额（万元）", "备注", "应整改", "已整改", "专项资金", "38.85", "6.85", "正在拨付", "工程建设", "50.48", "3.18", "已退回", "两次", "合计", "见清单",
        "整改后的东坑村灌溉渠", "青禾镇人民政府", "2017年6月12日", "审计时间为2017年3月13日至4月21日。"],
        cells=15, formed="2017-06-12", leaf="audit")


def word_tracked():
    """Word: tracked changes, comments, hidden text, a text box, a header."""
    box = ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:txbx><w:txbxContent>' + p("监督电话0000-00000000") +
           '</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>' + p("监督电话0000-00000000") +
           "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>")
    body = (
        p("关于开展河长制巡查工作的通知", style="a3")
        + p("各村委会：")
        + p(r("自2017年7月起，河长每"), '<w:del w:id="1" w:author="甲"><w:r><w:delText>半月</w:delText></w:r></w:del>', '<w:ins w:id="2" w:author="甲">' + r("周") + "</w:ins>", r("巡查一次"), '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>', r("，并做好记录。"))
        + p(r("发现问题当日上报。"), r("内部掌握的情况另行通知。", "<w:vanish/>"))
        + '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="甲"/></w:rPr></w:pPr><w:moveFrom w:id="4">' + r("移走的一句。") + "</w:moveFrom></w:p>"
        + '<w:p><w:moveTo w:id="4">' + r("移来的一句。") + "</w:moveTo></w:p>"
        + p(box)
        + tbl([tc("村"), tc("河段")], [tc("上禾村"), tc("青禾溪上游")])
        + p("青禾镇河长制办公室", jc="right")
        + p("2017年7月3日", jc="right")
    )
    comments = f'<w:comments {W}><w:comment w:id="0" w:author="甲">{p("这里再商量")}</w:comment></w:comments>'
    header = f"<w:hdr {W}>{p('内部页眉文字')}</w:hdr>"
    docx("word-tracked.docx", body, "", WORD_STYLES, {"word/comments.xml": comments, "word/header1.xml": header})
    says("word-tracked.docx", ["关于开展河长制巡查工作的通知", "各村委会：", "自2017年7月起，河长每周巡查一次，并做好记录。", "发现问题当日上报。", "移来的一句。",
                              "监督电话0000-00000000", "村", "河段", "上禾村", "青禾溪上游", "青禾镇河长制办公室", "2017年7月3日"],
         cells=4, absent=["半月", "内部掌握", "移走", "再商量", "内部页眉"], formed="2017-07-03", leaf="river-chief")


def wps_redhead():
    """WPS: a paper with a red head, two lines of title, typed numbers, damaged number and dates, full-width digits, a foot."""
    body = (
        p("青禾镇人民政府文件", jc="center")
        + p("青政〔201735", jc="center")
        + p("青禾镇人民政府", jc="center")
        + p("关于印发《青禾镇2017年重点项目建设实施方案》的通知", jc="center")
        + p("各村（居）委会，镇直各办、站、所：")
        + p("　　为加快推进重点项目建设,现将实施方案印发给你们,请认真抓好落实。1)按期开工；2)按月报送工程进度。")
        + p("　　一、总体要求")
        + p("　　坚持项目带动，全年安排重大建设项目１４个、总投资２．３６亿元。")
        + p("　　（一）加强领导")
        + p("　　成立工作专班，每月召开一次例会。")
        + p("　　二、工作要求")
        + p("　　附件：1．项目清单")
        + p("青禾镇人民政府", jc="right")
        + p("2017615日", jc="right")
        + p("（此件公开发布）")
        + tbl([tc("青禾镇党政办公室"), tc("2017616日印发")])
    )
    docx("wps-redhead.docx", body)
    says("wps-redhead.docx", ["青禾镇人民政府文件", "青禾镇人民政府关于印发《青禾镇2017年重点项目建设实施方案》的通知", "各村（居）委会，镇直各办、站、所：",
                             "为加快推进重点项目建设，现将实施方案印发给你们，请认真抓好落实。（1）按期开工；（2）按月报送工程进度。", "一、总体要求",
                             "坚持项目带动，全年安排重大建设项目14个、总投资2．36亿元。", "（一）加强领导", "成立工作专班，每月召开一次例会。", "二、工作要求",
                             "附件：1．项目清单", "青禾镇人民政府", "2017年6月15日", "（此件公开发布）", "青禾镇党政办公室", "2017年6月16日印发"],
         cells=2, number="青政〔2017〕35号", formed="2017-06-15", leaf="major-project")


def word_nested():
    """Word: a table in a cell, several paragraphs in a cell, a picture in a cell, bullets, a cell that starts late."""
    inner = tbl([tc("甲"), tc("乙")], [tc("1"), tc("2")])
    late = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("续上") + "</w:tr>"
    table = tbl([tc("项目"), tc("说明")], [tc("方案"), tc(p("第一段"), p("第二段"), p(PICTURE.format(alt="")))], [tc("明细"), tc(inner + "<w:p/>")]).replace("</w:tbl>", late + "</w:tbl>") 
    # The late row belongs to the outer table, which ends last.
    head, tail = table.split(late, 1)
    table = head + tail if late in tail else table
    body = (p("青禾镇2017年度招聘公告", style="a3") + p("有关事项如下：") + p("身体健康；", num=(2, 0)) + p("品行端正。", num=(2, 0)) + table
            + p("青禾镇党政办", jc="right") + p("二○一七年十二月二十日", jc="right"))
    docx("word-nested.docx", body, LIST, WORD_STYLES, {"word/media/image1.png": PNG}, IMAGE_REL)
    says("word-nested.docx", ["青禾镇2017年度招聘公告", "有关事项如下：", "身体健康；", "品行端正。", "项目", "说明", "方案", "第一段", "第二段", "明细", "甲 乙", "1 2", "续上",
                             "青禾镇党政办", "二〇一七年十二月二十日"], cells=7, formed="2017-12-20", leaf="recruit")


def sheet_xml(rows, merges=(), cols="", hidden_rows=()):
    out = []
    for y, row in enumerate(rows, 1):
        cells = []
        for x, value in enumerate(row):
            ref = f"{chr(65 + x)}{y}"
            if value is None:
                cells.append(f'<c r="{ref}"/>')
            elif isinstance(value, tuple):
                cells.append(f'<c r="{ref}" s="1"><v>{value[0]}</v></c>')
            elif isinstance(value, (int, float)):
                cells.append(f'<c r="{ref}"><v>{value}</v></c>')
            else:
                cells.append(f'<c r="{ref}" t="inlineStr"><is><t>{escape(value)}</t></is></c>')
        hidden = ' hidden="1"' if y in hidden_rows else ""
        out.append(f'<row r="{y}"{hidden}>{"".join(cells)}</row>')
    merged = f'<mergeCells count="{len(merges)}">' + "".join(f'<mergeCell ref="{area}"/>' for area in merges) + "</mergeCells>" if merges else ""
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{cols}<sheetData>{"".join(out)}</sheetData>{merged}</worksheet>'


def xlsx(name, sheets, extra=None):
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(f'<sheet name="{escape(title)}" sheetId="{n}" r:id="rId{n}"{state}/>' for n, (title, state, _) in enumerate(sheets, 1))
    parts = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{rel}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships>' + "".join(f'<Relationship Id="rId{n}" Type="{rel}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(sheets) + 1)) + "</Relationships>",
        "xl/styles.xml": '<?xml version="1.0"?><styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    for n, (_, _, xml) in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = xml
    parts.update(extra or {})
    pack(name, parts)


def excel_merged():
    """Excel: a title row, a head in two rows, merged cells, dates, a hidden sheet, a hidden column, a hidden row."""
    rows = [
        ["青禾镇2017年义务教育学生资助资金统计表", None, None, None, None],
        ["学校", "资助人数", None, "拨付日期", "经办人"],
        [None, "小学", "初中", None, None],
        ["青禾中心小学", 35, None, (42901,), "某甲"],
        ["青禾中学", None, 28, (42902,), "某乙"],
        ["隐藏行", 1, 2, (42903,), "某丙"],
        ["合计", 35, 28, "见明细", None],
    ]
    visible = sheet_xml(rows, ["A1:E1", "A2:A3", "B2:C2", "D2:D3"], '<cols><col min="5" max="5" width="9" hidden="1"/></cols>', {6})
    hidden = sheet_xml([["底稿不公开"]])
    xlsx("excel-merged.xlsx", [("统计表", "", visible), ("底稿", ' state="hidden"', hidden)])
    says("excel-merged.xlsx", ["青禾镇2017年义务教育学生资助资金统计表", "学校", "资助人数", "拨付日期", "小学", "初中", "青禾中心小学", "35", "2017-06-15", "青禾中学", "28", "2017-06-16", "合计", "35", "28", "见明细"],
         cells=15, absent=["底稿不公开", "隐藏行", "某甲"], leaf="education")


def excel_private():
    """Excel: a list with numbers of persons (that of the standard's own example): it may not lie in the column."""
    rows = [["青禾镇2017年耕地地力保护补贴发放清册", None, None, None], ["序号", "姓名", "身份证号码", "金额（元）"], [1, "张某某", NUMBER, 320.5], [2, "李某某", NUMBER, 411]]
    xlsx("excel-private.xlsx", [("Sheet1", "", sheet_xml(rows, ["A1:D1"]))])
    says("excel-private.xlsx", ["青禾镇2017年耕地地力保护补贴发放清册", "序号", "姓名", "身份证号码", "金额（元）", "1", "张某某", NUMBER, "320.5", "2", "李某某", NUMBER, "411"], cells=12, leaf="farm-benefit")


def cms_article():
    """A page of an old content system, in GBK: its head, a menu, the article, a file to take away, a list of other articles."""
    page = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<meta name="ArticleTitle" content="青禾镇2017年度城乡社会救助工作情况"><meta name="PubDate" content="2017-09-26 16:20"><meta name="ContentSource" content="青禾镇民政办">
<title>青禾镇2017年度城乡社会救助工作情况_示例县人民政府</title><script>var a="<p>不要的脚本</p>";</script><style>p{color:red}</style></head>
<body><div class="nav"><a href="/">首页</a> <a href="/zwgk/">政务公开</a> <a href="/bmfw/">便民服务</a></div>
<div class="main"><h1>青禾镇2017年度城乡社会救助工作情况</h1>
<div class="info">发布时间：2017-09-26 16:20　来源：青禾镇民政办　浏览次数：<span id="n">128</span></div>
<div class="TRS_Editor"><p style="text-align:center"><strong>青禾镇2017年度城乡社会救助工作情况</strong></p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;2017年前三季度，全镇<span>城乡</span><span>低保</span>对象&ldquo;应保尽保&rdquo;,共救助困难群众86户&mdash;&mdash;比上年减少9户。</p>
<p>&nbsp;&nbsp;一、主要做法</p><p>1.开展入户调查；<br>2.严格民主评议。</p>
<table border="1"><tbody><tr><th rowspan="2">村</th><th colspan="2">户数（户）</th></tr><tr><th>上年</th><th>今年</th></tr>
<tr><td>上禾村</td><td>20</td><td>18</td></tr><tr><td>东坑村</td><td>15</td><td>14</td></tr></tbody></table>
<p>详见<a href="./P020170926.csv">分村明细表.csv</a>。</p><p><img src="./missing.jpg" alt="入户调查现场"></p><p style="display:none">隐藏的关键词</p>
<p style="text-align:right">青禾镇民政办</p><p style="text-align:right">2017年9月25日</p></div></div>
<div class="list"><ul><li><a href="/a.html">上一篇：别的文章标题</a></li><li><a href="/b.html">下一篇：又一篇文章标题</a></li></ul></div>
<div class="footer">主办单位：示例县人民政府 网站标识码0000000000</div></body></html>"""
    (FILES / "cms-article.html").write_bytes(page.encode("gbk"))
    (FILES / "P020170926.csv").write_bytes("村,户数（户）\n上禾村,18\n东坑村,14\n".encode())
    says("cms-article.html", ["青禾镇2017年度城乡社会救助工作情况", "2017年前三季度，全镇城乡低保对象“应保尽保”，共救助困难群众86户——比上年减少9户。", "一、主要做法", "1. 开展入户调查；", "2. 严格民主评议。",
                             "村", "户数（户）", "上年", "今年", "上禾村", "20", "18", "东坑村", "15", "14", "详见", "分村明细表.csv", "。", "青禾镇民政办", "2017年9月25日"],
         cells=10, absent=["不要的脚本", "首页", "隐藏的关键词", "别的文章", "浏览次数"], formed="2017-09-25", leaf="social-aid")


def cms_layout():
    """A page of a still older system: tables for layout, capitals, tags left open, a box with 索引号 and 文号."""
    page = """<HTML><HEAD><TITLE>青禾镇政府网</TITLE><META NAME="Keywords" CONTENT="水价"></HEAD><BODY><TABLE WIDTH=980><TR><TD><A HREF=/>首页</A> <A HREF=/x>概况</A></TD></TR></TABLE>
<TABLE WIDTH=980><TR><TD WIDTH=200><A HREF=1.htm>机构职能</A><BR><A HREF=2.htm>规划计划</A></TD><TD>
<TABLE BORDER=1><TR><TD>索 引 号：<TD>000000000/2016-00012<TD>文　　号：<TD>青政（2016）第12号<TR><TD>发布机构：<TD>青禾镇人民政府<TD>发布日期：<TD>2016年5月20日</TABLE>
<CENTER><FONT SIZE=5>关于规范性文件清理结果的公告</FONT></CENTER>
<DIV ID=zoom><P>　　经镇政府研究，现将规范性文件清理结果公告如下：<P>　　一、继续有效的文件3件。<P>　　二、废止的文件1件。
<TABLE BORDER=1><TR><TD>文件名称<TD>结果<TR><TD>村级财务管理办法<TD>继续有效<TR><TD>农村建房管理规定<TD>废止</TABLE>
<P ALIGN=right>青禾镇人民政府<P ALIGN=right>2016年5月18日</DIV></TD></TR></TABLE><HR>版权所有 青禾镇人民政府</BODY></HTML>"""
    (FILES / "cms-layout.htm").write_bytes(page.encode("gbk"))
    says("cms-layout.htm", ["关于规范性文件清理结果的公告", "经镇政府研究，现将规范性文件清理结果公告如下：", "一、继续有效的文件3件。", "二、废止的文件1件。", "文件名称", "结果", "村级财务管理办法", "继续有效", "农村建房管理规定", "废止",
                           "青禾镇人民政府", "2016年5月18日"], cells=6, absent=["机构职能", "版权所有"], number="青政〔2016〕12号", formed="2016-05-18")


def plain():
    """A text file in GBK, lines broken at a width, with what pasting loses."""
    text = ("青禾镇2017年安全生产检查情况通报\r\n青政〔2017)23号\r\n各村委会：\r\n"
            "　　2017年第三季度,镇安监站会同派出所、村建站等单位对辖区内的企业、建筑工地、\r\n加油站进行了安全生产检查,共检查单位２６家,发现隐患31处。\r\n"
            "　　一、基本情况\r\n　　检查工作分三步进行。1)单位自查;2)镇里抽查;3)整改复查。\r\n\r\n\r\n"
            "青禾镇人民政府\r\n2017年10月9日\r\n")
    (FILES / "plain.txt").write_bytes(text.encode("gbk"))
    says("plain.txt", ["青禾镇2017年安全生产检查情况通报", "各村委会：", "2017年第三季度，镇安监站会同派出所、村建站等单位对辖区内的企业、建筑工地、加油站进行了安全生产检查，共检查单位26家，发现隐患31处。",
                      "一、基本情况", "检查工作分三步进行。（1）单位自查；（2）镇里抽查；（3）整改复查。", "青禾镇人民政府", "2017年10月9日"],
         number="青政〔2017〕23号", formed="2017-10-09", leaf="work-safety")


def office():
    """LibreOffice makes a docx, an xlsx and an ods of a page and of a sheet."""
    page = """<html><head><meta charset="utf-8"></head><body><h1>青禾镇2018年就业工作计划</h1><p>为做好2018年就业创业工作，制定本计划。</p><h2>一、工作目标</h2>
<ol><li>新增就业120人；</li><li>培训80人次。</li></ol><ul><li>公开招聘信息；</li></ul>
<table border="1"><tr><th>季度</th><th colspan="2">目标</th></tr><tr><td rowspan="2">一季度</td><td>就业</td><td>30</td></tr><tr><td>培训</td><td>20</td></tr></table>
<p>青禾镇人民政府</p><p>2017年12月18日</p></body></html>"""
    sheet = """<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>%s</office:spreadsheet></office:body></office:document>"""

    def table(name, rows):
        cells = "".join("<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>' if isinstance(value, str) else f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>' for value in row) + "</table:table-row>" for row in rows)
        return f'<table:table table:name="{name}"><table:table-column/>{cells}</table:table>'

    first = table("收入", [["科目", "预算数（万元）", "执行数（万元）"], ["税收收入", 320, 331.5], ["非税收入", 41, 39]])
    second = table("支出", [["科目", "预算数（万元）"], ["一般公共服务", 210], ["教育", 95]])
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "lo-plan.html").write_text(page)
        (folder / "lo-budget.fods").write_text(sheet % (first + second))
        (folder / "lo-water.fods").write_text(sheet % table("水质", [["监测点", "浊度（NTU）", "结论"], ["青禾水厂", 0.6, "合格"], ["东坑水厂", 0.8, "合格"]]))
        run = lambda *args: subprocess.run(["soffice", "--headless", *args, "--outdir", str(FILES)], check=True, cwd=folder)
        run("--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "lo-plan.html")
        run("--convert-to", "xlsx", "lo-budget.fods")
        run("--convert-to", "ods", "lo-water.fods")


def office_says():
    says("lo-plan.docx", ["青禾镇2018年就业工作计划", "为做好2018年就业创业工作，制定本计划。", "一、工作目标", "1. 新增就业120人；", "2. 培训80人次。", "公开招聘信息；", "季度", "目标", "一季度", "就业", "30", "培训", "20", "青禾镇人民政府", "2017年12月18日"],
         cells=7, formed="2017-12-18", leaf="jobs")
    says("lo-budget.xlsx", ["收入", "科目", "预算数（万元）", "执行数（万元）", "税收收入", "320", "331.5", "非税收入", "41", "39", "支出", "科目", "预算数（万元）", "一般公共服务", "210", "教育", "95"], cells=15)
    says("lo-water.ods", ["监测点", "浊度（NTU）", "结论", "青禾水厂", "0.6", "合格", "东坑水厂", "0.8", "合格"], cells=9)


if __name__ == "__main__":
    FILES.mkdir(exist_ok=True)
    for make in [word_notice, word_tracked, wps_redhead, word_nested, excel_merged, excel_private, cms_article, cms_layout, plain]:
        make()
    if "--office" in sys.argv:
        office()
    office_says()
    (HERE / "manifest.json").write_text(json.dumps(MANIFEST, ensure_ascii=False, indent=1) + "\n")
