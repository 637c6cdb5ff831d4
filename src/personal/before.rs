//! What stands right before a number, looked back for no further than it can matter: a line may be as long as a file.

/// The longest address of a page that browsers take, in bytes.
const LONGEST_ADDRESS: usize = 2000;

/// The last `most` bytes of a text, or a little less: from the start of a character on.
pub fn tail(text: &str, most: usize) -> &str {
    let from = text.len().saturating_sub(most);
    (from..=text.len()).find_map(|at| text.get(at..)).unwrap_or("")
}

/// The end of a text as far as it may be one address: no space and no Han character is in it.
pub fn unbroken(text: &str) -> &str {
    let length = text.bytes().rev().take(LONGEST_ADDRESS).take_while(u8::is_ascii_graphic).count();
    text.get(text.len() - length..).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_texts() {
        let text = "甲乙ab";
        let tails: Vec<&str> = (0..10).map(|most| tail(text, most)).collect();
        assert_eq!(tails, ["", "b", "ab", "ab", "ab", "乙ab", "乙ab", "乙ab", "甲乙ab", "甲乙ab"]);
        for (text, end) in [("见http://a/", "http://a/"), ("见http://a/ ", ""), ("", ""), ("a甲", ""), ("甲\nb", "b")] {
            assert_eq!(unbroken(text), end, "{text}");
        }
    }
}
