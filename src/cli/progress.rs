//! What a build is doing, on a terminal, for anything over a second; and Ctrl-C there.
//!
//! Elsewhere nothing is shown, and no signal is handled: the system ends the program, whoever started it sees that a signal did, and
//! there is nothing to clean up. The lock ends with the process, a half-made spare tree is brought up to date by the next build, and
//! the exchange is one step. On a terminal a handler is needed only to clear the bar and to say in a line how things stand.
//! (Process 1 of a container is not ended by the system: see `first_process`.)

use std::fmt::Write;
use std::io::IsTerminal;
use std::process::exit;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{JoinHandle, spawn};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::print::is_dumb;
use super::tell;

/// What takes no longer is not shown.
const MOMENT: Duration = Duration::from_secs(1);
/// The exit code of what Ctrl-C ended, as shells have it.
const STOPPED: i32 = 130;

/// A line on the terminal that tells how far a build is.
pub struct Progress {
    bar: ProgressBar,
    /// Shows the bar after a moment, unless the sender is gone by then.
    shower: Option<(Sender<()>, JoinHandle<()>)>,
    standing: Arc<Mutex<Standing>>,
    undo: Undo,
}

/// What takes back what was written, where Ctrl-C comes before the exchange.
type Undo = Arc<Mutex<Option<Box<dyn FnOnce() + Send>>>>;

/// Whether it is shown, and Ctrl-C answered.
pub fn is_shown(quiet: bool) -> bool {
    let in_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
    !quiet && !in_ci && !is_dumb() && std::io::stderr().is_terminal()
}

/// How things stand when Ctrl-C comes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Nothing is changed yet: this is said.
    Before(&'static str),
    /// The new tree is being put in place: it is too late to stop. If that fails, things stand as before.
    Exchanging(&'static str),
    /// The new tree is in place: this is said.
    After(&'static str),
}

impl Progress {
    /// Begins; `stopped` is said where Ctrl-C ends it.
    pub fn start(quiet: bool, stopped: &'static str) -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let standing = Arc::new(Mutex::new(Standing::Before(stopped)));
        let mut progress = Progress { bar, shower: None, standing, undo: Undo::default() };
        progress.stage("读取文件");
        if !is_shown(quiet) {
            return progress;
        }
        let (bar, standing, undo) = (progress.bar.clone(), progress.standing.clone(), progress.undo.clone());
        spawn(move || listen(&bar, &standing, &undo));
        let (sender, over) = channel();
        let bar = progress.bar.clone();
        let shower = spawn(move || {
            if over.recv_timeout(MOMENT) == Err(RecvTimeoutError::Timeout) {
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(Duration::from_millis(250));
            }
        });
        progress.shower = Some((sender, shower));
        progress
    }

    /// Another stage has begun.
    pub fn stage(&self, stage: &str) {
        self.style("{msg}……（已用 {elapsed}）");
        self.bar.set_message(stage.to_string());
    }

    /// From now on pages are written, so many. `undo` takes them back where Ctrl-C ends it.
    pub fn pages(&self, all: usize, undo: impl FnOnce() + Send + 'static) {
        *held(&self.undo) = Some(Box::new(undo));
        self.bar.set_length(all as u64);
        self.style("{msg} {bar:30} {pos}/{len}（每秒 {per_sec}，已用 {elapsed}）");
        self.bar.set_message("生成网页");
    }

    /// So many pages are written. When all are, the new tree is put in place next.
    pub fn page(&self, done: usize) {
        self.bar.set_position(done as u64);
        // Where Ctrl-C came first, nothing more is written: the program ends here.
        let mut standing = held(&self.standing);
        if Some(done as u64) == self.bar.length()
            && let Standing::Before(stopped) = *standing
        {
            *standing = Standing::Exchanging(stopped);
        }
    }

    /// The new tree is in place. From now on Ctrl-C ends what is left to do, and `stopped` is said.
    pub fn published(&self, stopped: &'static str) {
        *held(&self.standing) = Standing::After(stopped);
    }

    /// How a stage is shown that begins now.
    fn style(&self, template: &str) {
        let Ok(style) = ProgressStyle::with_template(template) else { return };
        let elapsed = |state: &ProgressState, to: &mut dyn Write| {
            let _ = write!(to, "{} 秒", state.elapsed().as_secs());
        };
        let begun = Instant::now();
        let per_sec = move |state: &ProgressState, to: &mut dyn Write| {
            let _ = write!(to, "{:.0} 个", rate(state.pos(), begun.elapsed()));
        };
        self.bar.set_style(style.with_key("elapsed", elapsed).with_key("per_sec", per_sec));
    }
}

/// The line goes. What is done afterwards, Ctrl-C ends too.
impl Drop for Progress {
    fn drop(&mut self) {
        {
            let mut standing = held(&self.standing);
            if let Standing::Exchanging(stopped) = *standing {
                // It failed.
                *standing = Standing::Before(stopped);
            }
        }
        if let Some((sender, shower)) = self.shower.take() {
            drop(sender);
            let _ = shower.join();
        }
        self.bar.finish_and_clear();
    }
}

/// So many a second since a stage began. (indicatif's own rate is smoothed over many seconds, and lags in a run of a few.)
fn rate(done: u64, time: Duration) -> f64 {
    done as f64 / time.as_secs_f64().max(0.001)
}

fn held<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for Ctrl-C.
fn listen(bar: &ProgressBar, standing: &Mutex<Standing>, undo: &Undo) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
    let mut asked_before = false;
    while runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
        // It is held until the end, so that no exchange begins meanwhile.
        let standing = held(standing);
        let how = match *standing {
            Standing::Before(stopped) => {
                if let Some(undo) = held(undo).take() {
                    undo();
                }
                stopped
            }
            Standing::After(stopped) => stopped,
            // Whoever asks twice does not want to wait.
            Standing::Exchanging(_) if asked_before => "已停止。网页刚才正在换上，再运行一次就齐全了。",
            Standing::Exchanging(_) => {
                asked_before = true;
                continue;
            }
        };
        bar.finish_and_clear();
        // Held to the end too: this is the last that is said.
        let _last = std::io::stderr().lock();
        tell!("{how}");
        exit(STOPPED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_what_was_done_in_the_time_it_took() {
        assert_eq!(rate(3000, Duration::from_millis(1500)), 2000.0);
        assert_eq!(rate(0, Duration::ZERO), 0.0);
        assert!(rate(1, Duration::ZERO).is_finite());
    }
}
