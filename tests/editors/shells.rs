//! Completions in a real shell, and the manual pages.

use std::fs;
use std::process::Command;

use tempfile::tempdir;

use super::run;

/// What `gongkai --help` lists as commands.
fn commands() -> Vec<String> {
    let (_, help) = run(tempdir().expect("a folder").path(), &["--help"]);
    let lines = help.lines().skip_while(|line| *line != "命令：").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<String> =
        lines.filter(|line| !line.starts_with("    ")).filter_map(|line| line.split_whitespace().next()).map(str::to_string).collect();
    assert!(names.len() > 10, "{help}");
    names
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_and_options() {
    let folder = tempdir().expect("a folder");
    let (code, script) = run(folder.path(), &["completions", "bash"]);
    assert_eq!(code, 0);
    let file = folder.path().join("gongkai.bash");
    fs::write(&file, script).expect("written");
    let complete = |words: &str| {
        let program = "source \"$1\"; COMP_WORDS=($2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=(); \
            _gongkai gongkai \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD-1]}\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
        let output = Command::new("bash").args(["--norc", "-c", program, "bash"]).arg(&file).arg(words).output().expect("bash starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_string).collect::<Vec<_>>()
    };
    assert_eq!(complete("gongkai arch"), ["archive"]);
    assert_eq!(complete("gongkai check --wai"), ["--waivers"]);
    assert_eq!(complete("gongkai check --format gitl"), ["gitlab"]);
    for name in commands() {
        assert!(complete(&format!("gongkai {name}")).contains(&name), "{name}");
    }
}

#[test]
fn every_shell_has_a_script() {
    let folder = tempdir().expect("a folder");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, script) = run(folder.path(), &["completions", shell]);
        assert!(code == 0 && script.contains("archive") && script.contains("waivers"), "{shell}");
    }
    let (code, said) = run(folder.path(), &["completions", "cmd"]);
    assert!(code == 2 && said.contains("不能是“cmd”") && said.contains("powershell"), "{said}");
}

#[test]
fn the_manual_has_every_command_and_option() {
    let folder = tempdir().expect("a folder");
    let (code, said) = run(folder.path(), &["man", "--out", "手册"]);
    assert_eq!(code, 0, "{said}");
    let page = |name: &str| {
        fs::read_to_string(folder.path().join("手册").join(name))
            .expect("a page")
            .replace("\\-", "-")
            .replace("\\fB", "")
            .replace("\\fR", "")
            .replace("\\fI", "")
    };
    let whole = page("gongkai.1");
    assert_eq!(run(folder.path(), &["man"]).1.replace("\\-", "-").replace("\\fB", "").replace("\\fR", "").replace("\\fI", ""), whole);
    for name in commands() {
        assert!(whole.contains(&format!("gongkai-{name}(1)")), "{name}");
        let own = page(&format!("gongkai-{name}.1"));
        let (_, help) = run(folder.path(), &[&name, "--help"]);
        let options = help.split([' ', '\n', ',']).filter(|word| {
            word.starts_with("--") && word.len() > 2 && word[2..].bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        });
        for option in options {
            assert!(own.contains(option), "{name} {option}");
        }
        assert!(own.contains(".SH 选项") && !own.contains(".SH OPTIONS"), "{own}");
        let usage = help.split("用法：").nth(1).and_then(|rest| rest.lines().next()).expect("a usage");
        assert!(own.contains(usage.split(" [").next().expect("words")), "{own}");
    }
    let (code, said) = run(folder.path(), &["man", "--out", "手册"]);
    assert!(code == 2 && said.contains("没有动它"), "{said}");
}
