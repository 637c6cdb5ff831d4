gongkai([
["old-notice/2016-001.html","正文。"],
["normative/2016-001.html","正文。\n标注废止状态"],
])
