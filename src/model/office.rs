//! 公开工作机构: the office that people ask, as the guide to disclosure must tell of it (条例 Art. 12).

use super::config::Footer;

/// What is told of the office. A fact that it does not have itself is that of the foot of the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Office {
    /// 机构名称.
    pub name: String,
    /// 办公地址.
    pub address: String,
    /// 办公时间.
    pub hours: String,
    /// 联系电话.
    pub phone: String,
    /// 传真; 无 where there is none.
    pub fax: String,
    /// 邮政编码.
    pub postcode: String,
    /// 电子邮箱.
    pub email: String,
    /// 网上申请: the address of the county's form, or how to ask online; 无 where one cannot.
    pub online: String,
    /// 监督电话.
    pub complaint: String,
}

/// What a fact is, for those that can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A text.
    Text,
    /// A telephone.
    Phone,
    /// An address of mail.
    Mail,
    /// An address of the web, or a text.
    Web,
}

impl Office {
    /// With the facts of the foot of the pages where it has none of its own.
    pub fn filled(mut self, footer: &Footer) -> Office {
        let common = [
            (&mut self.name, &footer.organizer),
            (&mut self.address, &footer.address),
            (&mut self.hours, &footer.hours),
            (&mut self.phone, &footer.contact),
        ];
        for (own, foot) in common.into_iter().filter(|(own, _)| own.is_empty()) {
            own.clone_from(foot);
        }
        self
    }

    /// The facts that are known, each with its name, the telephone first.
    pub fn facts(&self) -> impl Iterator<Item = (&'static str, &str, Way)> {
        let all = [
            ("联系电话", &self.phone, Way::Phone),
            ("工作机构", &self.name, Way::Text),
            ("办公地址", &self.address, Way::Text),
            ("办公时间", &self.hours, Way::Text),
            ("传真号码", &self.fax, Way::Text),
            ("邮政编码", &self.postcode, Way::Text),
            ("电子邮箱", &self.email, Way::Mail),
            ("网上申请", &self.online, Way::Web),
            ("监督电话", &self.complaint, Way::Phone),
        ];
        all.into_iter().map(|(name, value, way)| (name, value.as_str(), way)).filter(|(_, value, _)| !value.is_empty())
    }

    /// The names of the facts that are known.
    pub fn labels(&self) -> String {
        self.facts().map(|(name, ..)| name).collect::<Vec<_>>().join("\n")
    }

    /// What the law wants told and is not known, each with its name and the key of the settings.
    pub fn wanting(&self) -> Vec<(&'static str, &'static str)> {
        let online = if self.email.is_empty() { &self.online } else { &self.email };
        let wanted = [
            ("机构名称", "name", &self.name),
            ("办公地址", "address", &self.address),
            ("办公时间", "hours", &self.hours),
            ("联系电话", "phone", &self.phone),
            ("传真号码", "fax", &self.fax),
            ("互联网联系方式", "online", online),
        ];
        wanted.into_iter().filter(|(.., value)| value.trim().is_empty()).map(|(name, key, _)| (name, key)).collect()
    }
}
