//! `docs/deploy/rsync.sh`: a release in a folder of its own, and one link that is exchanged.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::site::{Site, stand_in};
use super::system::ran;
use super::tree;

/// A column that goes to the folder of a web server.
fn web() -> Site {
    Site::with(&["rsync.sh"])
}

impl Site {
    /// Runs the script; whether it went well, and what was said.
    fn script(&self, argument: &str, variables: &[(&str, &str)], stand_ins: &[&Path]) -> (bool, String) {
        let target = self.at("srv/the site").to_string_lossy().into_owned();
        let variables: Vec<(&str, &str)> = [("TARGET", target.as_str())].iter().chain(variables).copied().collect();
        let output = ran(&self.at("."), &format!("bash scripts/rsync.sh {argument}"), &variables, stand_ins);
        (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    }

    #[track_caller]
    fn upload(&self, release: &str) {
        let (well, said) = self.script("public", &[("RELEASE", release)], &[]);
        assert!(well && said.contains(&format!("已上传并切换到 {release}")), "{said}");
    }

    fn releases(&self) -> Vec<String> {
        let entries = fs::read_dir(self.at("srv/the site/releases")).expect("the releases");
        let mut names: Vec<String> = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn current(&self) -> super::Tree {
        tree(&fs::canonicalize(self.at("srv/the site/current")).expect("a link"))
    }
}

#[test]
fn releases_come_and_go() {
    let site = web();
    let first = tree(&site.at("public"));
    site.upload("r1");
    assert!(site.current() == first);
    site.build(1);
    let second = tree(&site.at("public"));
    assert!(second != first);
    site.upload("r2");
    assert!(site.current() == second);
    // What stayed as it was is there once.
    let number = |release: &str| fs::metadata(site.at(&format!("srv/the site/releases/{release}/assets/style.css"))).expect("a file").ino();
    assert_eq!(number("r1"), number("r2"));
    let mode = fs::metadata(site.at("srv/the site/releases/r2/index.html")).expect("a file").mode();
    assert_eq!(mode & 0o777, 0o644, "the server can read it");

    let (well, said) = site.script("--rollback", &[], &[]);
    assert!(well && said.contains("已换回 r1"), "{said}");
    assert!(site.current() == first);
    let (well, said) = site.script("--rollback", &[], &[]);
    assert!(!well && said.contains("没有更早的一套"), "{said}");
    assert!(site.current() == first);

    // A release is never written over.
    let (well, said) = site.script("public", &[("RELEASE", "r2")], &[]);
    assert!(!well && said.contains("已经有了"), "{said}");
    site.upload("r3");
    site.upload("r4");
    let (well, said) = site.script("public", &[("RELEASE", "r5"), ("KEEP", "2")], &[]);
    assert!(well, "{said}");
    assert_eq!(site.releases(), ["r4", "r5"]);
    assert!(site.current() == second);
    // Without a name it is the time.
    let (well, said) = site.script("public", &[], &[]);
    assert!(well && site.releases().len() == 3, "{said}");
}

/// The order is the one in which they came, whatever they are called.
#[test]
fn a_name_says_nothing_about_the_order() {
    let site = web();
    // There is nothing yet whose files could be shared, and rsync has nothing to say about it.
    let (well, said) = site.script("public", &[("RELEASE", "b2")], &[]);
    assert!(well && said.trim_end() == "已上传并切换到 b2。", "{said}");
    for (release, left) in [("a1", ["a1", "b2"]), ("c3", ["a1", "c3"]), ("a0", ["a0", "c3"])] {
        let (well, said) = site.script("public", &[("RELEASE", release), ("KEEP", "2")], &[]);
        assert!(well, "{said}");
        assert_eq!(site.releases(), left);
    }
    let (well, said) = site.script("--rollback", &[], &[]);
    assert!(well && said.contains("已换回 c3"), "{said}");
    let (well, said) = site.script("--rollback", &[], &[]);
    assert!(!well && said.contains("没有更早的一套"), "{said}");
}

#[test]
fn what_is_no_column_is_not_uploaded() {
    let site = web();
    site.upload("r1");
    let before = site.current();
    for (argument, variables, words) in [
        ("column", [("RELEASE", "r2")].as_slice(), "不是 gongkai 生成的网页"),
        ("public", &[("RELEASE", "../r2")], "RELEASE 只能用"),
        ("public", &[("KEEP", "x"), ("RELEASE", "r2")], "KEEP 是留几套"),
        ("public", &[("KEEP", "0"), ("RELEASE", "r2")], "KEEP 是留几套"),
        ("public", &[("TARGET", "srv")], "从“/”写起"),
        ("", &[], "写明网页在哪个文件夹"),
    ] {
        let (well, said) = site.script(argument, variables, &[]);
        assert!(!well && said.contains(words), "{said}");
    }
    assert!(site.current() == before && site.releases() == ["r1"]);
}

/// Halfway, the network goes.
#[test]
fn an_upload_that_ends_early_leaves_the_old_pages() {
    let site = web();
    site.upload("r1");
    let first = site.current();
    site.build(1);
    let broken = site.at("broken");
    stand_in(&broken, "rsync", "#!/bin/sh\nfor last; do :; done\nmkdir -p \"$last\" && echo half > \"$last/index.html\"\nexit 12\n");
    let (well, said) = site.script("public", &[("RELEASE", "r2")], &[&broken]);
    assert!(!well && !said.contains("已上传"), "{said}");
    assert!(site.current() == first);
    assert_eq!(site.releases(), ["r1", "r2.part"]);
    // The half is nothing to go back to, and the next run takes it away.
    site.upload("r3");
    assert!(site.current() == tree(&site.at("public")));
    assert_eq!(site.releases(), ["r1", "r3"]);
}

/// Who reads all the while finds the first page at every moment, of one release or the other.
#[test]
fn the_switch_is_one_step() {
    let site = web();
    site.upload("r0");
    let (index, over) = (site.at("srv/the site/current/index.html"), AtomicBool::new(false));
    let reads = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0;
            while !over.load(Ordering::Relaxed) {
                fs::read(&index).expect("the page is there");
                reads += 1;
            }
            reads
        });
        for n in 1..8 {
            site.upload(&format!("r{n}"));
        }
        over.store(true, Ordering::Relaxed);
        reader.join().expect("no gap")
    });
    assert!(reads > 100, "{reads}");
}

/// The same on another machine: what is sent to it comes through two shells.
#[test]
fn over_ssh() {
    let site = web();
    let folder = site.at("ssh");
    // `ssh HOST COMMAND…` joins the words; rsync asks with `-l USER`.
    stand_in(&folder, "ssh", "#!/bin/bash\nif [ \"$1\" = -l ]; then shift 2; fi\necho \"$1\" >> \"$HOSTS\"\nshift\nexec bash -c \"$*\"\n");
    let hosts = site.at("hosts");
    let target = format!("gongkai@www.example.gov.cn:{}", site.at("srv/site").display());
    let variables = [("TARGET", target.as_str()), ("HOSTS", &hosts.to_string_lossy()), ("RELEASE", "r1")];
    let (well, said) = site.script("public", &variables, &[&folder]);
    assert!(well && said.contains("已上传并切换到 r1"), "{said}");
    assert!(tree(&site.at("srv/site/current/")) == tree(&site.at("public")));
    let asked = fs::read_to_string(hosts).expect("it was asked");
    assert!(asked.lines().count() >= 4 && asked.lines().all(|host| host.ends_with("www.example.gov.cn")), "{asked}");
}
