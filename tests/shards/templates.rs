//! The templates in `docs/shards/`: each is held against its system's schema, and its commands are run, part by part, as the system
//! would run them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use super::system::{lines, ran, shell, step, template, text};
use super::{DAY, Tree, column, run, tree};

fn number(value: &Value, pointer: &str) -> u64 {
    value.pointer(pointer).and_then(Value::as_u64).unwrap_or_else(|| panic!("{pointer}: {:?}", value.pointer(pointer)))
}

/// A column, and what it is built to as a whole, with the commit that the templates tell where they tell one.
fn whole(commit: &str) -> (TempDir, Tree) {
    let folder = TempDir::new().expect("a folder");
    column(folder.path());
    let (code, said) = run(folder.path(), &format!("build --today {DAY} {commit} --output undisturbed"));
    assert_eq!(code, Some(0), "{said}");
    let tree = tree(&folder.path().join("undisturbed"));
    (folder, tree)
}

const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

/// Each part in a folder with the same sources, the whole in one with what the parts leave behind.
fn in_turn(folder: &Path, parts: u64, script: &str, variables: &dyn Fn(&str) -> Vec<(String, String)>, union: &str) -> Tree {
    let gathered = TempDir::new().expect("a folder");
    for part in 1..=parts {
        let own = variables(&part.to_string());
        let own: Vec<(&str, &str)> = own.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        shell(folder, script, &own);
        let name = format!("part-{part}.tar");
        fs::rename(folder.join(&name), gathered.path().join(&name)).expect("the part was left");
    }
    shell(gathered.path(), union, &[]);
    tree(&gathered.path().join("public"))
}

#[test]
fn github() {
    let workflow = template("docs/shards/github.yml", "github-workflows.json");
    let parts: u64 = text(&workflow, "/env/SHARDS").parse().expect("a number");
    let matrix = workflow.pointer("/jobs/shard/strategy/matrix/shard").and_then(Value::as_array).expect("a matrix");
    assert_eq!(matrix.iter().filter_map(Value::as_u64).collect::<Vec<_>>(), (1..=parts).collect::<Vec<_>>());
    // What the workflow puts into the environment of the step.
    let env = &workflow["jobs"]["shard"]["env"];
    assert_eq!((text(env, "/SHARD"), text(env, "/DAY")), ("${{ matrix.shard }}", "${{ needs.day.outputs.day }}"));
    let (folder, whole) = whole(&format!("--commit {COMMIT}"));
    let variables = |part: &str| {
        [("SHARD", part), ("SHARDS", &parts.to_string()), ("DAY", DAY), ("GITHUB_SHA", COMMIT)]
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .to_vec()
    };
    let union = step(&workflow, "whole", "合在一起，再与清单核对");
    assert!(in_turn(folder.path(), parts, step(&workflow, "shard", "生成一份"), &variables, union) == whole);
    // The day is told as the next job reads it.
    let told = folder.path().join("told");
    shell(folder.path(), text(&workflow, "/jobs/day/steps/0/run"), &[("GITHUB_OUTPUT", &told.to_string_lossy())]);
    let told = fs::read_to_string(told).expect("it was told");
    assert!(told.starts_with("day=20") && told.trim_end().len() == "day=2017-12-29".len(), "{told}");
}

#[test]
fn gitlab() {
    let pipeline = template("docs/shards/gitlab-ci.yml", "gitlab-ci.json");
    let parts = number(&pipeline, "/shard/parallel");
    let (folder, whole) = whole(&format!("--commit {COMMIT}"));
    let variables = |part: &str| {
        // Late in the evening of Greenwich it is the next day in China.
        [
            ("CI_NODE_INDEX", part),
            ("CI_NODE_TOTAL", &parts.to_string()),
            ("CI_PIPELINE_CREATED_AT", "2017-12-28T22:10:00Z"),
            ("CI_COMMIT_SHA", COMMIT),
        ]
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .to_vec()
    };
    let (script, union) = (lines(&pipeline["shard"]["script"]), lines(&pipeline["whole"]["script"]));
    assert!(in_turn(folder.path(), parts, &script, &variables, &union) == whole);
}

#[test]
fn kubernetes() {
    let job = template("docs/shards/kubernetes-job.yaml", "kubernetes-job-1.35.json");
    let parts = number(&job, "/spec/completions");
    assert_eq!(text(&job, "/spec/completionMode"), "Indexed");
    let container = job.pointer("/spec/template/spec/containers/0").expect("a container");
    let env = |name: &str| {
        let all = container["env"].as_array().expect("an environment");
        text(all.iter().find(|variable| variable["name"] == name).expect("the variable"), "/value").to_string()
    };
    assert_eq!((env("SHARDS"), env("DAY")), (parts.to_string(), DAY.to_string()));
    assert_eq!(container["command"], serde_json::json!(["sh", "-c"]));
    assert_eq!(text(&job, "/spec/podFailurePolicy/rules/0/onExitCodes/containerName"), text(container, "/name"));
    // What the parts come to, another job puts together.
    let union = template("docs/shards/kubernetes-whole.yaml", "kubernetes-job-1.35.json");
    assert_eq!(text(&union, "/spec/template/spec/containers/0/env/0/value"), env("SHARDS"));
    assert_eq!(union.pointer("/spec/template/spec/containers/0/command"), Some(&serde_json::json!(["sh", "-ec"])));
    let (folder, whole) = whole("");
    let at = |path: &str| -> PathBuf { folder.path().join(path) };
    fs::create_dir(at("parts")).expect("a folder");
    // The folders that are mounted are others here.
    let here = |script: &str| script.replace("/column", &at("").to_string_lossy()).replace("/parts", &at("parts").to_string_lossy());
    let script = here(text(container, "/args/0"));
    for index in 0..parts {
        shell(folder.path(), &script, &[("SHARDS", &env("SHARDS")), ("DAY", &env("DAY")), ("JOB_COMPLETION_INDEX", &index.to_string())]);
    }
    let script = here(text(&union, "/spec/template/spec/containers/0/args/0"));
    // Again, it makes it anew; a file too many is found.
    fs::create_dir(at("parts/whole")).and_then(|()| fs::write(at("parts/whole/old.html"), "old")).expect("a file");
    shell(folder.path(), &script, &[("SHARDS", &env("SHARDS"))]);
    assert!(tree(&at("parts/whole")) == whole);
    fs::write(at("parts/0/strange.html"), "strange").expect("a file");
    let output = ran(folder.path(), &script, &[("SHARDS", &env("SHARDS"))], &[]);
    assert!(!output.status.success() && String::from_utf8_lossy(&output.stdout).contains("> strange.html"), "{output:?}");
}
