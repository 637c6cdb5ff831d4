//! The workflows that build and publish: held against the schemas of their systems, and their scripts run.

use std::fs;

use tempfile::TempDir;

use super::system::{file, lines, shell, step, template};
use super::{Tree, column, succeed, tree};

const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

/// A column, and what it is built to with more options.
fn built(options: &str) -> (TempDir, Tree) {
    let folder = TempDir::new().expect("a folder");
    column(folder.path(), "https://www.example.gov.cn/qinghe/");
    succeed(folder.path(), &format!("build --commit {COMMIT} {options} --output undisturbed"));
    let tree = tree(&folder.path().join("undisturbed"));
    (folder, tree)
}

#[test]
fn github_pages() {
    let workflow = template("docs/deploy/github-pages.yml", "github-workflows.json");
    let (folder, whole) = built("");
    shell(folder.path(), step(&workflow, "build", "检查并生成"), &[("GITHUB_SHA", COMMIT)]);
    assert!(tree(&folder.path().join("public")) == whole);
    assert_eq!(workflow["jobs"]["deploy"]["needs"], "build");
}

#[test]
fn gitlab_pages() {
    let pipeline = template("docs/deploy/gitlab-pages.yml", "gitlab-ci.json");
    let (folder, whole) = built("--compress");
    shell(folder.path(), &lines(&pipeline["pages"]["script"]), &[("CI_COMMIT_SHA", COMMIT)]);
    assert!(tree(&folder.path().join("public")) == whole);
    assert_eq!(pipeline["pages"]["artifacts"]["paths"], serde_json::json!(["public"]));
}

#[test]
fn forgejo() {
    let workflow = template("docs/deploy/forgejo.yml", "github-workflows.json");
    let (folder, whole) = built("--compress");
    let at = |path: &str| folder.path().join(path);
    fs::create_dir(at("deploy")).expect("a folder");
    fs::write(at("deploy/rsync.sh"), file("docs/deploy/rsync.sh")).expect("a file");
    shell(folder.path(), step(&workflow, "column", "检查并生成"), &[("GITHUB_SHA", COMMIT)]);
    let (home, target) = (at("home"), at("srv"));
    let variables = [
        ("HOME", &*home.to_string_lossy()),
        ("TARGET", &*target.to_string_lossy()),
        ("KNOWN_HOSTS", "www.example.gov.cn a-key"),
        ("SSH_KEY", "a\nkey"),
    ]
    .map(|(name, value)| (name, value.to_string()));
    let variables: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    shell(folder.path(), step(&workflow, "column", "上传"), &variables);
    assert!(tree(&fs::canonicalize(target.join("current")).expect("a link")) == whole);
    // The key is as it was, and nobody else's to read.
    assert_eq!(fs::read_to_string(home.join(".ssh/id_ed25519")).expect("the key"), "a\nkey\n");
    let mode = std::os::unix::fs::MetadataExt::mode(&fs::metadata(home.join(".ssh/id_ed25519")).expect("the key"));
    assert_eq!(mode & 0o777, 0o600);
}

/// Each names one place in which the program is installed.
#[test]
fn the_program_is_installed_in_one_marked_place() {
    for name in ["github-pages", "gitlab-pages", "forgejo", "due-github", "due-gitlab", "due-forgejo"] {
        let text = file(&format!("docs/deploy/{name}.yml"));
        assert_eq!(text.matches("# ↓ 安装 gongkai 只在这一").count(), 1, "{name}");
        let ways = text.matches("cargo install").count() + text.matches("image: ").count();
        assert_eq!(ways, 1, "{name}");
    }
}
