gongkai([
["audit/2017-001.html","没有发现问题。"],
])
