//! What a run of the program came to, and what a test expects of it.

/// What a run of the program came to.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code.
    pub code: i32,
    /// The standard output.
    pub out: String,
    /// The standard error.
    pub err: String,
}

impl Outcome {
    /// The exit code is this, and these words were said.
    #[track_caller]
    pub fn expect(&self, code: i32, words: &[&str]) -> &Outcome {
        let said = format!("{}{}", self.out, self.err);
        assert_eq!(self.code, code, "{said}");
        for word in words {
            assert!(said.contains(word), "{word:?} was not said:\n{said}");
        }
        self
    }
}
