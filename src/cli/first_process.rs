//! Process 1, as which a container runs its only program: no signal ends it that it does not answer.

#[cfg(unix)]
use super::{args::Command, progress};

/// Has the signals that stop a program (SIGTERM and Ctrl-C) end process 1 as they end every other: with the exit code of shells, 128 and
/// the signal's number. A container would otherwise stop only when it is killed, ten seconds later.
#[cfg(unix)]
pub fn answer_signals(command: &Command) {
    use tokio::signal::unix::SignalKind;
    if std::process::id() != 1 {
        return;
    }
    end_on(SignalKind::terminate());
    if !answers_interrupt(command) {
        end_on(SignalKind::interrupt());
    }
}

/// There is no such process here.
#[cfg(not(unix))]
pub fn answer_signals(_: &super::args::Command) {}

/// Whether the command answers Ctrl-C itself.
#[cfg(unix)]
fn answers_interrupt(command: &Command) -> bool {
    match command {
        Command::Serve(_) => true,
        Command::Build(build) => progress::is_shown(build.building.input.quiet),
        Command::Publish(publish) => progress::is_shown(publish.building.input.quiet),
        Command::Check(check) => progress::is_shown(check.input.quiet),
        _ => false,
    }
}

#[cfg(unix)]
fn end_on(kind: tokio::signal::unix::SignalKind) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
    // Before the command begins, so that no signal is lost.
    let signals = runtime.block_on(async { tokio::signal::unix::signal(kind) });
    let Ok(mut signals) = signals else { return };
    std::thread::spawn(move || {
        if runtime.block_on(signals.recv()).is_some() {
            std::process::exit(128 + kind.as_raw_value());
        }
    });
}
