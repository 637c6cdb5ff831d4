//! YAML as JSON, as far as templates and data files use it.

use serde_json::{Map, Value};
use serde_yaml::{Event, Parser, ScalarStyle};

/// The one document of a text.
pub fn value(text: &str) -> Value {
    let mut events = Parser::new_from_str(text).map(|event| event.expect("it is YAML").0);
    let mut next = || events.find(|event| !matches!(event, Event::Comment(..)));
    assert!(matches!(next(), Some(Event::StreamStart)));
    // All of it may be comments.
    match next() {
        Some(Event::DocumentStart(..)) => node(next().expect("it is not empty"), &mut next),
        _ => Value::Null,
    }
}

fn node<'t>(event: Event<'t>, next: &mut dyn FnMut() -> Option<Event<'t>>) -> Value {
    match event {
        Event::Scalar(text, ScalarStyle::Plain, ..) => plain(&text),
        Event::Scalar(text, ..) => Value::String(text.into_owned()),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            loop {
                match next().expect("it ends") {
                    Event::SequenceEnd => return Value::Array(items),
                    item => items.push(node(item, next)),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut entries = Map::new();
            loop {
                let key = match next().expect("it ends") {
                    Event::MappingEnd => return Value::Object(entries),
                    Event::Scalar(text, ..) => text.into_owned(),
                    other => panic!("{other:?} is no key"),
                };
                let first = next().expect("a value");
                assert!(entries.insert(key.clone(), node(first, next)).is_none(), "{key} stands twice");
            }
        }
        other => panic!("{other:?} is not used"),
    }
}

fn plain(text: &str) -> Value {
    match text {
        "" | "null" | "~" => Value::Null,
        "true" => true.into(),
        "false" => false.into(),
        _ => text.parse::<i64>().map(Value::from).or_else(|_| text.parse::<f64>().map(Value::from)).unwrap_or_else(|_| text.into()),
    }
}
