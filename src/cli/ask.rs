//! Questions on a terminal: a day, one of a numbered list, anything that can be read. They go to standard error, so that what is said stays clean.

use std::io::IsTerminal;

use gongkai::calendar::Date;
use inquire::Text;
use inquire::ui::RenderConfig;

use super::args::day as read_day;
use super::tell;

/// One thing to choose.
#[derive(Clone)]
pub struct Choice<T> {
    /// What it is.
    pub id: T,
    /// What people call it.
    pub name: String,
    /// Its code.
    pub code: String,
}

/// Whether somebody sits there who can be asked.
pub fn possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks until an answer can be read.
///
/// # Errors
/// A sentence for the user, when nobody answers any more.
pub fn answer<T>(prompt: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<T, String> {
    loop {
        let asked = format!("{prompt}：");
        let typed = Text::new(&asked).with_render_config(RenderConfig::empty()).prompt();
        let typed = typed.map_err(|_| "没有答完，没有写文件。".to_string())?;
        match read(typed.trim()) {
            Ok(value) => return Ok(value),
            Err(fault) => tell!("{fault}。"),
        }
    }
}

/// Asks for a day; with nothing typed it is `usual`.
///
/// # Errors
/// As of [`answer`].
pub fn day(prompt: &str, usual: Date) -> Result<Date, String> {
    answer(&format!("{prompt}（直接按回车是 {usual}）"), |typed| if typed.is_empty() { Ok(usual) } else { read_day(typed) })
}

/// Shows a numbered list and asks for a number; another word is given back.
///
/// # Errors
/// As of [`answer`].
pub fn choice_or_word<T: Copy>(prompt: &str, offered: &[Choice<T>]) -> Result<Result<T, String>, String> {
    if !offered.is_empty() {
        tell!("{}", numbered(offered));
    }
    answer(prompt, |typed| match typed.parse::<usize>() {
        _ if typed.is_empty() => Err("写一个序号，或者几个字".into()),
        Ok(number) => match number.checked_sub(1).and_then(|at| offered.get(at)) {
            Some(choice) => Ok(Ok(choice.id)),
            None => Err(format!("没有第{number}个")),
        },
        Err(_) => Ok(Err(typed.to_string())),
    })
}

/// Shows a numbered list and asks for a number.
///
/// # Errors
/// As of [`answer`].
pub fn choose<T: Copy>(prompt: &str, offered: &[Choice<T>]) -> Result<T, String> {
    loop {
        match choice_or_word(prompt, offered)? {
            Ok(id) => return Ok(id),
            Err(_) => tell!("写前面的序号。"),
        }
    }
}

/// The list, a line each.
pub fn numbered<T>(choices: &[Choice<T>]) -> String {
    let lines: Vec<String> = (1..).zip(choices).map(|(number, choice)| format!("  {number}. {}（{}）", choice.name, choice.code)).collect();
    lines.join("\n")
}

/// Tells something between two questions.
pub fn note(text: &str) {
    tell!("{text}");
}
