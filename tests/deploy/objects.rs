//! The scripts for object storage: the right kind and caching of every file, a fixed order, and nothing left over however an upload
//! ends. `s3.sh` is run with the real rclone on a folder; the tools that Debian does not have are stood in for.

use std::collections::BTreeSet;
use std::fs;

use super::site::{Site, stand_in};
use super::system::ran;
use super::{Tree, tree};

/// `ossutil`, `coscli` and `obsutil` on the folder `$BUCKET`: the options that the scripts use are noted and known, all others are
/// faults. The call `$FAIL_AT` fails when it has done a little.
const STAND_IN: &str = r##"#!/bin/bash
set -euo pipefail
echo "$(basename "$0") $*" >> "$BUCKET.calls"
names=() meta=
while (($# > 0)); do
  case $1 in
    --meta) meta=$2; shift ;;
    -r | -f | -flat) ;;
    -*) echo "unknown option $1" >&2; exit 9 ;;
    *) names+=("$1") ;;
  esac
  shift
done
local_of() { printf '%s' "$BUCKET${1#*://bucket}"; }
fails() { [[ $(wc -l < "$BUCKET.calls") == "${FAIL_AT:-0}" ]]; }
case ${names[0]} in
  cp | sync)
    from=${names[1]} to=${names[2]}
    if [[ $from == *://* ]]; then
      if fails; then exit 3; fi
      cp "$(local_of "$from")" "$to"
      exit
    fi
    to=$(local_of "$to")
    mkdir -p "$to"
    list=$(cd "$from" && find . -type f -printf '%P\n' | LC_ALL=C sort)
    if fails; then list=$(head -n 1 <<< "$list"); fi
    (cd "$from" && xargs -d '\n' cp --parents -t "$to" -- <<< "$list")
    sed "s|\$|\t$meta|" <<< "$list" >> "$BUCKET.puts"
    if fails; then exit 3; fi ;;
  rm)
    if fails; then exit 3; fi
    rm -f "$(local_of "${names[1]}")"
    printf '%s\tdropped\n' "${names[1]##*/qinghe/}" >> "$BUCKET.puts" ;;
  *) echo "unknown command" >&2; exit 9 ;;
esac
"##;

/// A column that goes to a bucket.
fn store() -> Site {
    let site = Site::with(&["objects.sh", "oss.sh", "cos.sh", "obs.sh", "s3.sh"]);
    fs::create_dir(site.at("bucket")).expect("a folder");
    for name in ["ossutil", "coscli", "obsutil"] {
        stand_in(&site.at("bin"), name, STAND_IN);
    }
    site
}

impl Site {
    /// Takes a folder for the one that is uploaded.
    fn show(&self, folder: &str) {
        let link = self.at("public");
        let _ = fs::remove_file(&link);
        std::os::unix::fs::symlink(self.at(folder), link).expect("a link");
    }

    fn send(&self, script: &str, scheme: &str, variables: &[(&str, &str)]) -> (bool, String) {
        let (target, bucket) = (format!("{scheme}://bucket/qinghe"), self.at("bucket"));
        let remote = bucket.join("qinghe");
        let own = [("TARGET", target.as_str()), ("BUCKET", &bucket.to_string_lossy()), ("REMOTE", &remote.to_string_lossy())]
            .map(|(name, value)| (name, value.to_string()));
        let all: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).chain(variables.iter().copied()).collect();
        let output = ran(&self.at("."), &format!("bash scripts/{script} public"), &all, &[&self.at("bin")]);
        (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    }

    /// What is in the bucket is the column, and nothing else.
    #[track_caller]
    fn expect_whole(&self) {
        let (there, made) = (tree(&self.at("bucket/qinghe")), tree(&fs::canonicalize(self.at("public")).expect("it is there")));
        assert_eq!(there.keys().collect::<Vec<_>>(), made.keys().collect::<Vec<_>>());
        assert!(there == made, "a file has other bytes");
    }

    /// What was done to the bucket, in order: each path with what was said of it; and the notes are begun anew.
    fn done(&self) -> Vec<(String, String)> {
        let text = fs::read_to_string(self.at("bucket.puts")).unwrap_or_default();
        self.forget();
        text.lines().filter_map(|line| line.split_once('\t')).map(|(path, what)| (path.to_string(), what.to_string())).collect()
    }

    fn forget(&self) {
        for name in ["bucket.puts", "bucket.calls"] {
            let _ = fs::remove_file(self.at(name));
        }
    }
}

/// In which step a file is brought.
fn step(path: &str) -> usize {
    match (path.contains('/'), path.ends_with(".html")) {
        (true, false) => 1,
        (true, true) => 2,
        _ => 3,
    }
}

fn in_order(script: &str, scheme: &str, tells_kinds: bool) {
    let site = store();
    // Nothing is there yet: that must be said, lest a network that fails be taken for an empty bucket.
    let (well, said) = site.send(script, scheme, &[]);
    assert!(!well && said.contains("第一次上传的，加上 FIRST=1"), "{said}");
    assert!(site.done().is_empty());
    let (well, said) = site.send(script, scheme, &[("FIRST", "1")]);
    assert!(well, "{said}");
    site.expect_whole();
    site.forget();
    site.build(1);
    let (well, said) = site.send(script, scheme, &[]);
    assert!(well, "{said}");
    site.expect_whole();
    let done = site.done();
    let (first, last) = (done.first().expect("a put"), done.last().expect("a put"));
    assert_eq!((first.0.as_str(), last.0.as_str()), ("gongkai.txt", "gongkai.txt"));
    let between = &done[1..done.len() - 1];
    let steps: Vec<usize> = between.iter().map(|(path, what)| if what == "dropped" { 4 } else { step(path) }).collect();
    assert!(steps.is_sorted(), "{between:?}");
    assert_eq!(steps.iter().copied().collect::<BTreeSet<_>>(), BTreeSet::from([1, 2, 3, 4]));
    assert!(done.contains(&("audit/2017-900.html".into(), "dropped".into())), "{done:?}");
    for (path, meta) in between.iter().filter(|(_, what)| tells_kinds && what != "dropped") {
        let kind = match path.rsplit('.').next() {
            Some("html") => "text/html; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("csv") => "text/csv; charset=utf-8",
            Some("json") => "application/json; charset=utf-8",
            Some("xml") => "text/xml; charset=utf-8",
            _ => continue,
        };
        let kept = if path.starts_with("assets/") { "public, max-age=600" } else { "no-cache" };
        assert_eq!(*meta, format!("Content-Type:{kind}#Cache-Control:{kept}"), "{path}");
    }
}

#[test]
fn oss() {
    in_order("oss.sh", "oss", true);
}

#[test]
fn cos() {
    in_order("cos.sh", "cos", true);
}

#[test]
fn obs() {
    in_order("obs.sh", "obs", false);
}

/// Whichever call fails, the list in the bucket names all that is there, and the next upload brings all and leaves nothing behind.
#[test]
fn an_upload_that_ends_early_is_made_good_by_the_next() {
    let site = store();
    let states = ["state-0", "state-1", "state-2"];
    for (number, state) in states.iter().enumerate() {
        if number > 0 {
            site.build(number);
        }
        fs::rename(site.at("public"), site.at(state)).expect("it is built");
    }
    site.show(states[0]);
    assert!(site.send("oss.sh", "oss", &[("FIRST", "1")]).0);
    site.show(states[1]);
    site.forget();
    assert!(site.send("oss.sh", "oss", &[]).0);
    let calls = fs::read_to_string(site.at("bucket.calls")).expect("the calls").lines().count();
    assert!(calls > 10, "{calls}");
    // Fetching the list, putting both lists, pages, the pages at the top, dropping, putting the list.
    for (round, call) in [1, 2, 3, calls / 2, calls - 2, calls - 1, calls].into_iter().enumerate() {
        site.forget();
        // In each state is a page that is in no other.
        site.show(states[(2 * round + 2) % 3]);
        let (well, _) = site.send("oss.sh", "oss", &[("FAIL_AT", &call.to_string())]);
        assert!(!well, "call {call} did not fail");
        let there: Tree = tree(&site.at("bucket/qinghe"));
        let list: BTreeSet<String> = super::listed(&there).into_iter().collect();
        let unlisted: Vec<&String> = there.keys().filter(|name| !list.contains(*name)).collect();
        assert!(unlisted.is_empty(), "call {call}: {unlisted:?}");
        // Meanwhile the column changes again.
        site.show(states[(2 * round + 3) % 3]);
        let (well, said) = site.send("oss.sh", "oss", &[]);
        assert!(well, "{said}");
        site.expect_whole();
    }
}

/// The real rclone.
#[test]
fn s3() {
    let site = store();
    assert!(ran(&site.at("."), "rclone version", &[], &[]).status.success(), "rclone is missing, please install it");
    let quiet = [("RCLONE_CONFIG", "/dev/null")];
    let (well, said) = site.send("s3.sh", "s3", &quiet);
    assert!(!well && said.contains("第一次上传的，加上 FIRST=1"), "{said}");
    let (well, said) = site.send("s3.sh", "s3", &[quiet[0], ("FIRST", "1")]);
    assert!(well, "{said}");
    site.expect_whole();
    site.build(1);
    let (well, said) = site.send("s3.sh", "s3", &quiet);
    assert!(well, "{said}");
    site.expect_whole();
    // A file that is gone already is no fault.
    site.build(2);
    fs::remove_file(site.at("bucket/qinghe/audit/2017-901.html")).expect("it is there");
    let (well, said) = site.send("s3.sh", "s3", &quiet);
    assert!(well, "{said}");
    site.expect_whole();
}

#[test]
fn a_tree_that_is_not_whole_is_not_uploaded() {
    let site = store();
    assert!(site.send("oss.sh", "oss", &[("FIRST", "1")]).0);
    let before = tree(&site.at("bucket"));
    fs::remove_file(site.at("public/index.html")).expect("it is there");
    let (well, said) = site.send("oss.sh", "oss", &[]);
    assert!(!well && said.contains("清单里的“index.html”不在“public”里"), "{said}");
    fs::remove_file(site.at("public/gongkai.txt")).expect("it is there");
    let (well, said) = site.send("oss.sh", "oss", &[]);
    assert!(!well && said.contains("不是 gongkai 生成的网页"), "{said}");
    assert!(tree(&site.at("bucket")) == before);
}
