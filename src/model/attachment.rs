//! What stands in an attachment, as far as a machine can read it.

/// The contents of one attachment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// What was read, part by part.
    pub parts: Vec<Passage>,
    /// What a reader of the file may not see and a curious one finds: hidden sheets, comments, tracked changes, macros.
    pub hidden: Vec<String>,
    /// How far it could be read.
    pub reading: Reading,
}

/// A part of an attachment: a sheet, the comments, the properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What people call it.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// How far an attachment could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Whole.
    #[default]
    Whole,
    /// Its kind cannot be read (PDF, pictures, old Office files, archives): people must look at it.
    NotByMachine,
    /// It is damaged, encrypted or too large; why.
    Failed(String),
}
