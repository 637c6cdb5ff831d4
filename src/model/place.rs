//! 公开场所: where people read what is public, and where it is put up. Data, from `content/places.yaml`.

use crate::diag::{Span, Spanned};

/// One place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The code, which is in its address.
    pub code: String,
    /// 名称.
    pub name: String,
    /// 类型.
    pub kind: PlaceKind,
    /// 地址.
    pub address: String,
    /// 开放时间.
    pub hours: String,
    /// 电话 of the office.
    pub phone: String,
    /// 设备.
    pub equipment: Vec<String>,
    /// 负责: the office or post in charge.
    pub in_charge: String,
    /// 村: the villages that it is for; empty for all.
    pub villages: Vec<Spanned<String>>,
    /// 说明.
    pub note: String,
    /// Where it is written.
    pub span: Span,
}

/// 类型 of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// 政务公开专区.
    Zone,
    /// 查阅点 (条例第二十五条).
    Reading,
    /// 公开栏.
    Board,
}

impl PlaceKind {
    /// All types, in the order in which they are shown.
    pub const ALL: [PlaceKind; 3] = [PlaceKind::Zone, PlaceKind::Reading, PlaceKind::Board];

    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            PlaceKind::Zone => "政务公开专区",
            PlaceKind::Reading => "查阅点",
            PlaceKind::Board => "公开栏",
        }
    }

    /// The code, which is in addresses.
    pub fn code(self) -> &'static str {
        match self {
            PlaceKind::Zone => "zone",
            PlaceKind::Reading => "reading",
            PlaceKind::Board => "board",
        }
    }
}
