//! Disks that are full, that nobody may write to, and that cannot do what others can.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::runs::{GONGKAI, build, mounting, run, script, skip};
use super::states::{ITEM, States, names};

const UNCHANGED: &str = "没有生成网页。原来的网页没有变动。";

/// A disk with room for one tree and less than what differs in another one.
#[test]
fn a_full_disk_leaves_the_old_column_and_room_for_others() {
    let states = States::new();
    let lines = r#"
        mkdir disk && mount -t tmpfs -o size=16m disk disk && cd disk || exit 99
        $gongkai build --today $day --quiet --source "$1" --output public || exit 98
        # So many KiB are left.
        head -c "$(($(df -k --output=avail . | tail -1) * 1024 - $4 * 1024))" /dev/zero > others
        $gongkai build --today $day --source "$2" --output public; code=$?
        cp -a public "$3/full"; ls -A .public.gongkai > "$3/beside"
        test "$(df -k --output=avail . | tail -1)" -ge "$(($4 - 8))" || echo "the room was not given back"
        rm others
        $gongkai build --today $day --quiet --source "$2" --output public || exit 97
        cp -a public "$3/after"; ls -A . >> "$3/beside"
        exit $code"#;
    for room in ["0", "20", "80", "160"] {
        let kept = states.at(&format!("kept-{room}"));
        fs::create_dir(&kept).expect("a folder");
        let Some(mut command) = mounting(lines, &[&states.source(0), &states.source(1), &kept, Path::new(room)]) else { return };
        let outcome = run(command.current_dir(&kept));
        outcome.expect(2, &["磁盘满了，写不下“", "腾出空间再试", "现在的网页有 ", " MB，空余比这多就一定够", UNCHANGED]);
        assert!(!outcome.said.contains("not given back"), "{}", outcome.said);
        states.expect(&kept.join("full"), 0);
        states.expect(&kept.join("after"), 1);
        assert_eq!(fs::read_to_string(kept.join("beside")).expect("a list"), "lock\n.public.gongkai\npublic\n");
    }
}

/// Neither is there a column before, nor can the first one be made, at whatever file there is no more room.
#[test]
fn a_full_disk_at_first() {
    let states = States::new();
    let lines = r#"
        mkdir disk && mount -t tmpfs -o size=16m,nr_inodes="$2" disk disk && cd disk || exit 99
        $gongkai build --today $day --source "$1" --output deep/er/public; code=$?
        test -e deep/er/public && echo "something was published"
        exit $code"#;
    for files in [2, 3, 4, 5, 6, 12, 40] {
        let room = files.to_string();
        let Some(mut command) = mounting(lines, &[&states.source(0), Path::new(&room)]) else { return };
        let scratch = tempfile::TempDir::new().expect("a folder");
        let outcome = run(command.current_dir(scratch.path()));
        outcome.expect(2, &["磁盘满了", "腾出空间再试", UNCHANGED]);
        assert!(!outcome.said.contains("published") && !outcome.said.contains("现在的网页"), "{}", outcome.said);
    }
}

/// A stick with its write protection on, a share for reading. Sources that are there can be read all the same.
#[test]
fn a_disk_for_reading_only() {
    let states = States::new();
    let out = states.at("disk/public");
    states.recovers(&out, 0);
    let lines = r#"
        mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 99
        $gongkai "$4" --today $day --source "$2" --output "$3""#;
    let read_only = |disk: &Path, source: &Path, out: &Path, verb: &str| mounting(lines, &[disk, source, out, Path::new(verb)]);
    let Some(mut command) = read_only(&states.at("disk"), &states.source(1), &out, "build") else { return };
    run(&mut command).expect(2, &["磁盘是只读的", "换一个可以写的文件夹", UNCHANGED]);
    states.expect(&out, 0);
    let elsewhere = states.at("elsewhere/public");
    run(&mut read_only(&states.source(1), &states.source(1), &elsewhere, "build").expect("as before")).expect(0, &[]);
    states.expect(&elsewhere, 1);
    let outcome = run(&mut read_only(&states.source(0), &states.source(0), &elsewhere, "publish").expect("as before"));
    outcome.expect(2, &["网页已经生成，但是发布记录没有写成", "磁盘是只读的"]);
    assert!(!outcome.said.contains(UNCHANGED), "{}", outcome.said);
    states.expect(&elsewhere, 0);
}

/// A folder that is mounted itself cannot be exchanged: a container's volume is one.
#[test]
fn a_folder_that_is_a_disk_itself() {
    let states = States::new();
    let out = states.at("volume");
    states.recovers(&out, 0);
    for lines in [
        r#"mount --bind "$2" "$2" || exit 99; $gongkai build --today $day --source "$1" --output "$2""#,
        r#"mount -t tmpfs volume "$2" || exit 99; $gongkai build --today $day --source "$1" --output "$2""#,
    ] {
        let Some(mut command) = mounting(lines, &[&states.source(1), &out]) else { return };
        run(&mut command).expect(2, &["挂载点", "--output 写它里面的一个文件夹", UNCHANGED]);
        states.expect(&out, 0);
    }
    // In it, there is no difficulty.
    let lines = r#"mount -t tmpfs volume "$2" || exit 99; $gongkai build --today $day --source "$1" --output "$2/public" && cp -a "$2/public" "$3""#;
    let kept = states.at("kept");
    run(&mut mounting(lines, &[&states.source(1), &out, &kept]).expect("as before")).expect(0, &[]);
    states.expect(&kept, 1);
    states.recovers(&out, 1);
}

/// A folder of a lower layer cannot be renamed: that of a container's image is one. A new folder can.
#[test]
fn a_folder_in_the_image_of_a_container() {
    let states = States::new();
    let out = states.at("image/public");
    states.recovers(&out, 0);
    let layers = r#"
        mkdir upper work merged
        mount -t overlay -o "lowerdir=$2,upperdir=upper,workdir=work,userxattr" overlay merged || exit 99"#;
    let built = |name: &str, then: &str| {
        let scratch = tempfile::TempDir::new().expect("a folder");
        let lines = format!("{layers}\n$gongkai build --today $day --source \"$1\" --output merged/{name}{then}");
        mounting(&lines, &[&states.source(1), &states.at("image"), &states.at("kept")])
            .map(|mut command| run(command.current_dir(scratch.path())))
    };
    let Some(outcome) = built("public", "") else { return };
    if outcome.code == Some(99) {
        skip("no layers can be laid over each other here (overlayfs)");
        return;
    }
    outcome.expect(2, &["它在容器镜像的只读层里", "用 --output 写一个新的文件夹", UNCHANGED]);
    assert!(!outcome.said.contains("挂载点"), "{}", outcome.said);
    built("new", " && cp -a merged/new \"$3\"").expect("as before").expect(0, &["已生成"]);
    states.expect(&states.at("kept"), 1);
}

/// Another user, who may write nothing there, or not read an item.
#[test]
fn somebody_who_may_not() {
    let states = States::new();
    let out = states.at("public");
    states.recovers(&out, 0);
    let as_nobody = |source: &Path, out: &Path| {
        let mut command = Command::new("setpriv");
        let plain = build(source, out);
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(plain.get_program()).args(plain.get_args());
        command
    };
    let trial = Command::new("setpriv").args(["--reuid=65534", "--regid=65534", "--clear-groups", GONGKAI, "--version"]).output();
    if !trial.is_ok_and(|output| output.status.success()) {
        skip("nobody else can be (setpriv), or others may not run the program");
        return;
    }
    run(&mut as_nobody(&states.source(1), &out)).expect(2, &["没有权限", "请管理员", UNCHANGED]);
    states.expect(&out, 0);
    run(&mut as_nobody(&states.source(1), &states.at("new/public"))).expect(2, &["没有权限", UNCHANGED]);
    // An item, a folder and an attachment that this user may not read.
    let open = states.copied(0, "open");
    let own = states.at("own");
    fs::create_dir(&own).expect("a folder");
    run(&mut script(r#"chmod 777 "$1""#, &[&own])).expect(0, &[]);
    for closed in [ITEM, "content/audit", "content/audit/附表.csv", "content"] {
        run(&mut script(r#"chmod 0 "$1""#, &[&open.join(closed)])).expect(0, &[]);
        let outcome = run(&mut as_nobody(&open, &own.join("public")));
        outcome.expect(1, &["没有权限", "没有生成网页"]);
        assert!(
            outcome.said.contains(closed.rsplit_once("附").map_or(closed, |(_, name)| name)),
            "{closed} is not named:\n{}",
            outcome.said
        );
        run(&mut script(r#"chmod 755 "$1""#, &[&open.join(closed)])).expect(0, &[]);
    }
    run(&mut as_nobody(&open, &own.join("public"))).expect(0, &[]);
    states.expect(&own.join("public"), 0);
    assert_eq!(names(&own), [".public.gongkai", "public"]);
}
