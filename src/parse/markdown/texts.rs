//! The words of a body's links and pictures, its paragraphs of bold text alone, and how much there is to read.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diag::{Span, Spanned};
use crate::model::{Body, is_han};

/// What is open where the scan stands.
#[derive(Default)]
pub struct Texts {
    /// The links and images that are open: their places in the body's links, and whether each is an image.
    links: Vec<(usize, bool)>,
    /// How many links and images there were.
    seen: usize,
    /// How many quotes, lists and notes are open.
    inside: usize,
    strong: usize,
    paragraph: Option<Paragraph>,
}

struct Paragraph {
    text: String,
    span: Span,
    /// Whether all of it so far is bold.
    bold: bool,
}

impl Texts {
    /// Takes note of an event, before the body has its link.
    pub fn see(&mut self, event: &Event<'_>, at: Span, body: &mut Body) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                self.links.push((self.seen, matches!(event, Event::Start(Tag::Image { .. }))));
                self.seen += 1;
                self.plain();
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                self.links.pop();
            }
            Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionList) => self.inside += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition | TagEnd::DefinitionList) => {
                self.inside = self.inside.saturating_sub(1);
            }
            Event::Start(Tag::Strong) => self.strong += 1,
            Event::End(TagEnd::Strong) => self.strong = self.strong.saturating_sub(1),
            Event::Start(Tag::Paragraph) if self.inside == 0 => {
                self.paragraph = Some(Paragraph { text: String::new(), span: at, bold: true });
            }
            Event::End(TagEnd::Paragraph) => {
                let bold = self.paragraph.take().filter(|paragraph| paragraph.bold && !paragraph.text.trim().is_empty());
                body.bold.extend(bold.map(|paragraph| Spanned::new(paragraph.text, paragraph.span)));
            }
            Event::Text(words) | Event::Code(words) => self.words(words, body),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::HardBreak => self.plain(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str, body: &mut Body) {
        for (link, _) in &self.links {
            body.links.get_mut(*link).into_iter().for_each(|link| link.value.text.push_str(words));
        }
        if body.length < Body::LONG && self.links.iter().all(|(_, image)| !image) {
            body.length += words.chars().filter(|c| is_letter(*c)).take(Body::LONG - body.length).count();
        }
        if let Some(paragraph) = self.paragraph.as_mut().filter(|paragraph| paragraph.bold) {
            paragraph.bold = self.strong > 0 || words.trim().is_empty();
            paragraph.text.push_str(words);
        }
    }

    /// There is something in the paragraph that is no bold text.
    fn plain(&mut self) {
        self.paragraph.as_mut().into_iter().for_each(|paragraph| paragraph.bold = false);
    }
}

/// Whether a character is a letter, a digit or a Han character. The marks of Chinese text are told first: the table of all letters of
/// the world is long.
fn is_letter(c: char) -> bool {
    let mark = matches!(c, '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}');
    is_han(c) || (!mark && c.is_alphanumeric())
}
