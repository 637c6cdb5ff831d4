//! The manual in `docs` says what is so: the rules' pages, what the program prints, what the templates are given, and every link.
//! What is written from the program is compared with it; `UPDATE=1 cargo test --test manual` writes it anew.

mod rules;
