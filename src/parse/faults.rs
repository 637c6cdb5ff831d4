//! The faults of form that parsing finds: their names, how grave they are, and their pages.

use crate::diag::{Rule, rule};

rule!(ENCODING, Error, "form/encoding");
rule!(BINARY, Error, "form/binary");
rule!(FILE, Error, "form/file");
rule!(EMPTY, Error, "form/empty");
rule!(NO_FRONT_MATTER, Error, "form/no-front-matter");
rule!(FENCE, Error, "form/fence");
rule!(COLON, Error, "form/colon");
rule!(SPACE, Error, "form/space");
rule!(TAB, Error, "form/tab");
rule!(QUOTE, Error, "form/quote");
rule!(SYNTAX, Error, "form/syntax");
rule!(COMMENT, Warning, "form/comment");
rule!(UNKNOWN_KEY, Error, "form/unknown-key");
rule!(DUPLICATE_KEY, Error, "form/duplicate-key");
rule!(BLANK, Warning, "form/blank");
rule!(KIND, Error, "form/kind");
rule!(CHOICE, Error, "form/choice");
rule!(NUMBER, Error, "form/number");
rule!(DATE, Error, "form/date");
rule!(DATE_STYLE, Info, "form/date-style");
rule!(DOC_NUMBER, Error, "form/doc-number");
rule!(INDEX_NUMBER, Error, "form/index-number");
rule!(MISSING, Error, "form/missing");
rule!(DUPLICATE, Error, "form/duplicate");
rule!(EMPHASIS, Warning, "form/emphasis");
rule!(RAW_HTML, Warning, "form/raw-html");
rule!(UNSAFE_LINK, Error, "form/unsafe-link");

/// Every fault of form.
pub const FAULTS: &[&Rule] = &[
    ENCODING,
    BINARY,
    FILE,
    EMPTY,
    NO_FRONT_MATTER,
    FENCE,
    COLON,
    SPACE,
    TAB,
    QUOTE,
    SYNTAX,
    COMMENT,
    UNKNOWN_KEY,
    DUPLICATE_KEY,
    BLANK,
    KIND,
    CHOICE,
    NUMBER,
    DATE,
    DATE_STYLE,
    DOC_NUMBER,
    INDEX_NUMBER,
    MISSING,
    DUPLICATE,
    EMPHASIS,
    RAW_HTML,
    UNSAFE_LINK,
];
