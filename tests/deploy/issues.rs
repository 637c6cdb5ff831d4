//! The jobs that remind: one issue is opened, brought up to date and closed, never a second one. What the systems answer is stood in
//! for; the issues are in the file `issues.json` of the folder.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::succeed;
use super::system::{ran, step, template, text};

/// `gh`, as far as the job uses it.
const GH: &str = r#"#!/bin/bash
set -euo pipefail
[[ -n $GH_TOKEN && -n $GH_REPO ]]
verb="$1 $2"; shift 2
number= title= body= filter=.
while (($# > 0)); do
  case $1 in
    --title) title=$2; shift ;;
    --body-file) body=$(cat "$2"; echo x); body=${body%x}; shift ;;
    --jq) filter=$2; shift ;;
    --state | --limit | --json | --comment) shift ;;
    -*) echo "unknown option $1" >&2; exit 9 ;;
    *) number=$1 ;;
  esac
  shift
done
change() { jq --arg n "$number" --arg title "$title" --arg body "$body" "$1" issues.json > issues.new; mv issues.new issues.json; }
case $verb in
  "issue list") jq --raw-output "map(select(.state == \"open\")) | $filter" issues.json ;;
  "issue create") change '. + [{number: (length + 1), title: $title, body: $body, state: "open"}]' ;;
  "issue edit") change 'map(if "\(.number)" == $n then .body = $body else . end)' ;;
  "issue close") change 'map(if "\(.number)" == $n then .state = "closed" else . end)' ;;
  *) exit 9 ;;
esac
"#;

/// `curl` that reaches GitLab or Forgejo, as far as the jobs use it: the two differ in the names of a few fields.
const CURL: &str = r#"#!/bin/bash
set -euo pipefail
method=GET url= output=/dev/stdout token= form='{}'
field() { form=$(jq --arg name "$1" --arg value "$2" '.[$name] = $value' <<< "$form"); }
while (($# > 0)); do
  case $1 in
    --get | --fail | --silent | --show-error) ;;
    --request) method=$2; shift ;;
    --output) output=$2; shift ;;
    --header) case $2 in "PRIVATE-TOKEN: secret" | "Authorization: token secret") token=1 ;; "Content-Type: application/json") ;; *) exit 9 ;; esac; shift ;;
    --data-urlencode)
      case $2 in
        *=*) field "${2%%=*}" "${2#*=}" ;;
        *@*) text=$(cat "${2#*@}"; echo x); field "${2%%@*}" "${text%x}" ;;
        *) exit 9 ;;
      esac
      shift ;;
    --data)
      case $2 in
        @*) form=$(cat "${2#@}") ;;
        {*) form=$2 ;;
        *) field "${2%%=*}" "${2#*=}" ;;
      esac
      shift ;;
    https://*) url=$1 ;;
    *) echo "unknown option $1" >&2; exit 9 ;;
  esac
  shift
done
[[ -n $token ]]
case $url in
  https://git.example.gov.cn/api/v4/projects/7/issues*) id=iid body=description ;;
  https://git.example.gov.cn/api/v1/repos/qinghe/column/issues*) id=number body=body ;;
  *) echo "no such address: $url" >&2; exit 22 ;;
esac
number=${url##*issues}; number=${number#/}
change() {
  jq --argjson form "$form" --arg n "$number" --arg id "$id" --arg body "$body" "$1" issues.json > issues.new
  mv issues.new issues.json
}
case $method in
  # A search finds what has some of the words.
  GET) [[ $form == *政务公开* ]]; jq --arg id "$id" 'map(select(.state == "open") | .[$id] = .number)' issues.json > "$output" ;;
  POST) change '. + [{number: (length + 1), title: $form.title, body: $form[$body], state: "open"}]' ;;
  PUT | PATCH)
    change 'map(if "\(.number)" == $n then
      .body = ($form[$body] // .body) | .state = (if $form.state_event == "close" or $form.state == "closed" then "closed" else .state end) else . end)' ;;
  *) exit 9 ;;
esac
if [[ $method != GET ]]; then echo '{}' > "$output"; fi
"#;

/// Runs the script of a job on days on which something is overdue or not.
fn remind(script: &str, variables: &[(&str, &str)]) {
    let folder = TempDir::new().expect("a folder");
    let at = |path: &str| folder.path().join(path);
    succeed(folder.path(), "init . --today 2017-12-29");
    fs::create_dir(at("bin")).expect("a folder");
    for (name, text) in [("gh", GH), ("curl", CURL)] {
        fs::write(at("bin").join(name), text).expect("a file");
        fs::set_permissions(at("bin").join(name), fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
    // Others have issues with much the same title.
    let others = json!([
        {"number": 1, "title": "政务公开：有逾期的怎么办", "body": "", "state": "open"},
        {"number": 2, "title": "政务公开：有逾期的", "body": "", "state": "closed"},
    ]);
    fs::write(at("issues.json"), others.to_string()).expect("a file");
    let settings = fs::read_to_string(at("site.toml")).expect("the settings");
    let run = |day: &str| {
        fs::write(at("site.toml"), format!("today = \"{day}\"\n{settings}")).expect("a file");
        let output = ran(folder.path(), script, variables, &[&at("bin")]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&[output.stdout, output.stderr].concat()));
        let all: Vec<Value> = serde_json::from_str(&fs::read_to_string(at("issues.json")).expect("the issues")).expect("JSON");
        assert_eq!((&all[0], &all[1]), (&others[0], &others[1]), "it changed what is not its own");
        all[2..].to_vec()
    };
    let body = |issue: &Value| issue["body"].as_str().expect("a text").to_string();
    assert!(run("2017-12-29").is_empty(), "nothing is overdue");
    let opened = run("2020-01-01");
    assert_eq!((opened.len(), opened[0]["title"].as_str()), (1, Some("政务公开：有逾期的")));
    assert_eq!(opened[0]["state"], "open");
    let told = body(&opened[0]);
    assert!(told.starts_with("```\n") && told.ends_with("\n```\n") && told.contains("截至2020年1月1日"), "{told}");
    let again = run("2020-01-02");
    assert!(again.len() == 1 && body(&again[0]).contains("截至2020年1月2日"), "{again:?}");
    let closed = run("2017-12-29");
    assert!(closed.len() == 1 && closed[0]["state"] == "closed", "{closed:?}");
    // Closed ones stay closed.
    assert_eq!(run("2017-12-29"), closed);
    assert_eq!(run("2020-01-03").len(), 2);
    // What is no column is not taken for one with nothing overdue.
    fs::remove_file(at("site.toml")).expect("it is there");
    let output = ran(folder.path(), script, variables, &[&at("bin")]);
    assert_eq!(output.status.code(), Some(2));
}

/// The variables of a step, with those that the system knows put in.
fn variables<'v>(env: &'v Value, known: &[(&str, &'v str)]) -> Vec<(&'v str, String)> {
    let entries = env.as_object().expect("variables").iter();
    let filled =
        |value: &str| known.iter().fold(value.to_string(), |text, (name, known)| text.replace(&format!("${{{{ {name} }}}}"), known));
    let all: Vec<_> = entries.map(|(name, value)| (name.as_str(), filled(value.as_str().expect("a text")))).collect();
    assert!(all.iter().all(|(_, value)| !value.contains("${{")), "{all:?}");
    all
}

fn borrowed<'v>(variables: &'v [(&'v str, String)]) -> Vec<(&'v str, &'v str)> {
    variables.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

fn env_of<'v>(workflow: &'v Value, name: &str) -> &'v Value {
    let steps = workflow.pointer("/jobs/due/steps").and_then(Value::as_array).expect("steps");
    &steps.iter().find(|step| step["name"] == name).expect("the step")["env"]
}

#[test]
fn github() {
    let workflow = template("docs/deploy/due-github.yml", "github-workflows.json");
    assert_eq!(workflow["permissions"], json!({"contents": "read", "issues": "write"}));
    let env = variables(env_of(&workflow, "提醒"), &[("github.token", "secret"), ("github.repository", "qinghe/column")]);
    remind(step(&workflow, "due", "提醒"), &borrowed(&env));
}

#[test]
fn forgejo() {
    let workflow = template("docs/deploy/due-forgejo.yml", "github-workflows.json");
    let known =
        [("secrets.GITHUB_TOKEN", "secret"), ("github.server_url", "https://git.example.gov.cn"), ("github.repository", "qinghe/column")];
    let env = variables(env_of(&workflow, "提醒"), &known);
    remind(step(&workflow, "due", "提醒"), &borrowed(&env));
}

#[test]
fn gitlab() {
    let pipeline = template("docs/deploy/due-gitlab.yml", "gitlab-ci.json");
    let variables = [
        ("TITLE", text(&pipeline, "/due/variables/TITLE")),
        ("CI_API_V4_URL", "https://git.example.gov.cn/api/v4"),
        ("CI_PROJECT_ID", "7"),
        ("DUE_TOKEN", "secret"),
    ];
    remind(text(&pipeline, "/due/script/0"), &variables);
}
