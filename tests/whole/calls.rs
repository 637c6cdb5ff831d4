//! Every system call that writes fails once, and every one is the last: the output is whole all the same.

use std::os::unix::process::ExitStatusExt;

use super::random::Random;
use super::runs::{Outcome, injected, run};
use super::states::States;

/// The calls that change the disk or the lock, each with what it may be refused with.
const CALLS: [(&str, &[&str]); 10] = [
    ("mkdir", &["ENOSPC", "EACCES", "EIO"]),
    ("write", &["ENOSPC", "EIO", "EDQUOT"]),
    ("ftruncate", &["EIO"]),
    ("utimensat", &["EIO", "EPERM"]),
    ("unlink", &["EIO", "EROFS"]),
    ("unlinkat", &["EIO"]),
    ("rmdir", &["EIO"]),
    ("renameat2", &["EIO", "EXDEV"]),
    ("flock", &["ENOLCK", "EINTR"]),
    ("getdents64", &["EIO"]),
];

/// The moments of a call are tried from the first on, further and further apart.
fn moments(random: &mut Random) -> Vec<usize> {
    let mut moments = vec![1, 2];
    while let Some(last) = moments.last().copied().filter(|last| *last < 40) {
        moments.push(last + 1 + random.below(1 + last));
    }
    moments
}

#[test]
fn any_call_may_fail() {
    let states = States::new();
    let (out, mut random, mut failed) = (states.at("public"), Random(5), 0);
    states.recovers(&out, 0);
    let mut shown = 0;
    for (call, refusals) in CALLS {
        for (n, when) in moments(&mut random).into_iter().enumerate() {
            let (state, refusal) = (1 - shown, refusals[n % refusals.len()]);
            let inject = [format!("{call}:error={refusal}:when={when}")];
            let Some(mut command) = injected(&states.source(state), &out, &inject) else { return };
            let outcome = run(&mut command);
            outcome.is_plain();
            let now = states.shown(&out);
            match outcome.code {
                Some(0) => assert_eq!(now, state, "{inject:?}: {}", outcome.said),
                // What is refused where the sources are read is a finding.
                Some(1) => assert!(now == shown && outcome.said.contains("原来的网页没有变动"), "{inject:?}: {}", outcome.said),
                Some(2) => {
                    let told = outcome.said.contains("改法：") && outcome.said.contains("没有生成网页。原来的网页没有变动。");
                    // What could not be written may be the message itself.
                    let mute = call == "write" && !outcome.said.contains("出错了");
                    assert!((told || mute) && now == shown, "{inject:?}: {}", outcome.said);
                }
                code => panic!("{inject:?}: {code:?} {}", outcome.said),
            }
            failed += usize::from(outcome.code != Some(0));
            shown = now;
        }
        shown = 1 - shown;
        states.recovers(&out, shown);
    }
    assert!(failed > 20, "only {failed} runs failed: the calls are others");
}

#[test]
fn any_call_may_be_the_last() {
    let states = States::new();
    let (out, mut random, mut killed) = (states.at("public"), Random(6), 0);
    states.recovers(&out, 0);
    for (call, _) in CALLS {
        for when in moments(&mut random) {
            let state = random.below(2);
            let inject = [format!("{call}:signal=SIGKILL:when={when}")];
            let Some(mut command) = injected(&states.source(state), &out, &inject) else { return };
            let output = command.output().expect("it starts");
            killed += usize::from(output.status.signal() == Some(9));
            let outcome = Outcome::from(output);
            states.shown(&out);
            outcome.is_plain();
        }
        states.recovers(&out, random.below(2));
    }
    assert!(killed > 20, "only {killed} runs were killed: the calls are others");
}
