//! 公开渠道和载体: the thirteen boxes of the national form (基层政务公开标准目录, 国办发〔2019〕54号), and which of them a leaf ticks.

/// The boxes in the form's order, but for the last, [`OTHER`].
const BOXES: [&str; 12] = [
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    BOARD,
    "精准推送",
];
/// The box of every board, in a village or elsewhere.
const BOARD: &str = "社区/企事业单位/村公示栏（电子屏）";
/// The box with a line to write on.
const OTHER: &str = "其他";

/// One box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelBox {
    /// The form's word.
    pub name: &'static str,
    /// Whether it is ticked.
    pub chosen: bool,
    /// What is written behind 其他; empty for all others.
    pub filled: String,
}

/// The thirteen boxes, with those ticked that `channels` name. What the form has no box for is written behind 其他.
pub fn boxes(channels: &[String]) -> Vec<ChannelBox> {
    let mut all: Vec<ChannelBox> =
        BOXES.iter().chain([&OTHER]).map(|name| ChannelBox { name, chosen: false, filled: String::new() }).collect();
    for channel in channels {
        let (name, filled) = match box_of(channel) {
            Some(name) => (name, ""),
            None => (OTHER, other(channel)),
        };
        for ticked in all.iter_mut().filter(|one| one.name == name) {
            ticked.chosen = true;
            // As the form parts words within a box.
            let between = if ticked.filled.is_empty() || filled.is_empty() { "" } else { "/" };
            ticked.filled.push_str(between);
            ticked.filled.push_str(filled);
        }
    }
    all
}

/// A channel without brackets, spaces and lines to write on: as two of them are compared.
pub fn plain_channel(word: &str) -> String {
    let half = |c| match c {
        '（' => '(',
        '）' => ')',
        c => c,
    };
    word.chars().map(half).filter(|c| !c.is_whitespace() && *c != '_').collect()
}

/// The box that a channel is in.
fn box_of(channel: &str) -> Option<&'static str> {
    let word = plain_channel(channel);
    let named = BOXES.iter().find(|name| plain_channel(name) == word).copied();
    named.or_else(|| word.contains("公示栏").then_some(BOARD))
}

/// What 其他 stands for: 法律服务网 in 其他：法律服务网.
fn other(channel: &str) -> &str {
    let rest = channel.strip_prefix("其他").or_else(|| channel.strip_prefix("其它")).unwrap_or(channel);
    let line = |c: char| c.is_whitespace() || matches!(c, '_' | '：' | ':');
    let rest = rest.trim_matches(line);
    let inside = rest.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    inside.unwrap_or(rest).trim_matches(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticked(channels: &[&str]) -> String {
        let channels: Vec<String> = channels.iter().map(|word| word.to_string()).collect();
        let all = boxes(&channels);
        assert_eq!(all.len(), 13);
        all.iter().filter(|one| one.chosen).map(|one| format!("{}[{}]", one.name, one.filled)).collect()
    }

    #[test]
    fn what_has_no_box_is_written_behind_the_last() {
        assert_eq!(ticked(&[]), "");
        assert_eq!(ticked(&["精准推送", "政府网站"]), "政府网站[]精准推送[]");
        assert_eq!(ticked(&["村公示栏", "社区/企事业单位/村公示栏(电子屏)"]), format!("{BOARD}[]"));
        assert_eq!(ticked(&["图书馆", "其他：法律服务网", "其他（赶集日广播）"]), "其他[图书馆/法律服务网/赶集日广播]");
        assert_eq!(ticked(&["其他____"]), "其他[]");
    }
}
