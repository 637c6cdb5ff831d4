//! Tasks: the commands of a clerk's day, and how an editor reads the findings in what `check` prints.

use serde_json::{Value, json};

use crate::diag::Severity;

/// `tasks.json`.
pub fn tasks() -> Value {
    json!({
        "version": "2.0.0",
        "tasks": [
            {
                "label": "gongkai：检查", "type": "process", "command": "gongkai", "args": ["check", "--color", "never"],
                "group": { "kind": "build", "isDefault": true }, "problemMatcher": matchers()
            },
            {
                "label": "gongkai：预览", "type": "process", "command": "gongkai", "args": ["serve", "--open"],
                "isBackground": true, "problemMatcher": []
            },
            {
                "label": "gongkai：新条目", "type": "process", "command": "gongkai", "args": ["new"],
                "presentation": { "focus": true, "panel": "dedicated" }, "problemMatcher": []
            },
            {
                "label": "gongkai：要办的事", "type": "process", "command": "gongkai", "args": ["due"], "problemMatcher": []
            },
            {
                "label": "gongkai：重写编辑器的文件", "type": "process", "command": "gongkai", "args": ["editor"], "problemMatcher": []
            }
        ]
    })
}

/// A finding is two lines: what is wrong, and where. An editor knows three severities, so each has its matchers; a finding about a
/// whole file has no line.
fn matchers() -> Vec<Value> {
    let severities: [(&str, &[Severity]); 3] =
        [("error", &[Severity::Block, Severity::Error]), ("warning", &[Severity::Warning]), ("info", &[Severity::Info])];
    let mut all = Vec::new();
    for (severity, ours) in severities {
        let words = ours.iter().map(|severity| severity.name()).collect::<Vec<_>>().join("|");
        let first = json!({ "regexp": format!("^(?:{words})\\[([a-z/-]+)\\]: (.*)$"), "code": 1, "message": 2 });
        let mut whole_file = first.clone();
        whole_file["kind"] = json!("file");
        let common = |pattern: Value| {
            json!({
                "owner": "gongkai", "source": "gongkai", "severity": severity, "fileLocation": ["relative", "${workspaceFolder}"], "pattern": pattern
            })
        };
        all.push(common(json!([first, { "regexp": "^ *--> (.+):(\\d+):(\\d+)$", "file": 1, "line": 2, "column": 3 }])));
        all.push(common(json!([whole_file, { "regexp": "^ *--> ([^:]+)$", "file": 1 }])));
    }
    all
}
