//! The phrases of catalogues, and hostile ones.

use super::time_limit;
use crate::calendar::Unit;
use crate::model::{Asks, Clause, Event, Period};

fn asks(text: &str) -> Vec<Asks> {
    let limit = time_limit(text);
    assert!(limit.unread.is_empty(), "{text}: {:?}", limit.unread);
    limit.clauses.into_iter().map(|clause| clause.value.asks).collect()
}

fn within(event: Event, n: u32, unit: Unit) -> Asks {
    Asks::Within { event: Some(event), n, unit }
}

#[test]
fn within_working_days() {
    for text in [
        "自信息形成或者变更之日起20个工作日内予以公开",
        "信息形成或变更之日起20个工作日内公开",
        "信息形成（变更）之日起20个工作日内",
        "信息形成(或变更)之日起 20 个工作日内",
        "自该信息形成或变更之日起２０个工作日内予以公开。",
        "自政府信息形成或者变更之日起，二十个工作日内公开",
        "20个工作日内公开",
        "20个工作日以内",
        "信息形成或者变更之日起不超过20个工作日",
    ] {
        assert_eq!(asks(text), [within(Event::FormedOrChanged, 20, Unit::Workday)], "{text}");
    }
    for (text, event, n, unit) in [
        ("信息形成之日起20个工作日内", Event::Formed, 20, Unit::Workday),
        ("自制作或获取该信息之日起20个工作日内公开", Event::Obtained, 20, Unit::Workday),
        ("信息形成或变更之日起3个工作日内", Event::FormedOrChanged, 3, Unit::Workday),
        ("分配结果确定后20个工作日内", Event::Settled, 20, Unit::Workday),
        ("本级人民代表大会或其常务委员会批准后20日内", Event::Approved, 20, Unit::Day),
        ("经本级人民代表大会或者本级人民代表大会常务委员会批准后二十日内向社会公开", Event::Approved, 20, Unit::Day),
        ("本级政府财政部门批复后20日内", Event::Replied, 20, Unit::Day),
        ("关联规范性文件公开3个工作日内", Event::DocumentPublished, 3, Unit::Workday),
        ("信息形成之日起一个月内", Event::Formed, 30, Unit::Day),
        ("信息形成之日起24小时内", Event::Formed, 1, Unit::Day),
    ] {
        assert_eq!(asks(text), [within(event, n, unit)], "{text}");
    }
}

#[test]
fn displays_updates_and_the_rest() {
    let display = |n, unit| Asks::Display { n, unit };
    assert_eq!(
        asks("制定或获取信息之日起10个工作日内，公示7个工作日"),
        [within(Event::Obtained, 10, Unit::Workday), display(7, Unit::Workday)]
    );
    assert_eq!(
        asks("制定或获取信息之日起10个工作日内（公示7个工作日）"),
        [within(Event::Obtained, 10, Unit::Workday), display(7, Unit::Workday)]
    );
    assert_eq!(asks("及时公开，公告期限为5个工作日"), [Asks::Promptly, display(5, Unit::Workday)]);
    assert_eq!(asks("公示期不少于10天"), [display(10, Unit::Day)]);
    for text in ["实时公开", "及时公开", "按进展情况及时公开", "常态化公开", "随时"] {
        assert_eq!(asks(text), [Asks::Promptly], "{text}");
    }
    for text in ["长期公开", "常年公开", "永久公开", "长期"] {
        assert_eq!(asks(text), [Asks::Retention], "{text}");
        assert!(time_limit(text).only_retention());
    }
    assert_eq!(asks("及时公开，长期公开"), [Asks::Promptly, Asks::Retention]);
    assert_eq!(asks("随采购公告、采购文件公开"), [Asks::With]);
    assert_eq!(asks("提前一周发通知邀请"), [Asks::Before { n: 7, unit: Unit::Day }]);
    assert_eq!(asks("会议召开3日前"), [Asks::Before { n: 3, unit: Unit::Day }]);
    let update = |every, times, by| Asks::Update { every, times, by };
    assert_eq!(asks("半年至少更新1次"), [update(Period::HalfYear, 1, None)]);
    assert_eq!(asks("每季度的首个月20日"), [update(Period::Quarter, 1, Some((Some(1), 20)))]);
    assert_eq!(asks("每年1月31日前"), [update(Period::Year, 1, Some((Some(1), 31)))]);
    assert_eq!(asks("每月更新两次"), [update(Period::Month, 2, None)]);
    assert_eq!(asks("同上"), [Asks::Ditto]);
    assert!(time_limit(" 同 上 ").is_ditto());
}

#[test]
fn clauses_by_kind() {
    let about = |text: &str| {
        let limit = time_limit(text);
        assert!(limit.unread.is_empty(), "{text}: {:?}", limit.unread);
        let told = |clause: &Clause| (clause.about.clone(), clause.asks);
        (limit.clauses.iter().map(|clause| told(&clause.value)).collect::<Vec<_>>(), limit.deadline().map(|deadline| deadline.n))
    };
    assert_eq!(
        about("信息形成或者变更之日起20个工作日内公开；其中行政许可、行政处罚事项应自作出行政决定之日起7个工作日内公示"),
        (
            vec![
                (String::new(), within(Event::FormedOrChanged, 20, Unit::Workday)),
                ("行政许可、行政处罚事项".to_string(), within(Event::Decided, 7, Unit::Workday)),
            ],
            Some(20)
        )
    );
    assert_eq!(
        about("执法决定信息在决定作出之日起7个工作日内公开，其他相关信息在信息形成之日起20个工作日内公开"),
        (
            vec![
                ("执法决定信息".to_string(), within(Event::Decided, 7, Unit::Workday)),
                ("其他相关信息".to_string(), within(Event::Formed, 20, Unit::Workday)),
            ],
            Some(20)
        )
    );
    assert_eq!(
        about("执法决定信息在决定作出之日起7个工作日内公开，其他相关信息20个工作日"),
        (
            vec![
                ("执法决定信息".to_string(), within(Event::Decided, 7, Unit::Workday)),
                ("其他相关信息".to_string(), within(Event::FormedOrChanged, 20, Unit::Workday)),
            ],
            Some(20)
        )
    );
}

#[test]
fn another_law_prevails() {
    let text = "自该信息形成或者变更之日起20个工作日内予以公开。法律、法规对政府信息公开的期限另有规定的，从其规定。";
    let limit = time_limit(text);
    assert!(limit.statute_prevails && limit.unread.is_empty());
    assert_eq!(limit.clauses.len(), 1);
}

#[test]
fn what_is_not_understood_is_kept_with_its_place() {
    let text = "20个工作日内公开；视财力而定";
    let limit = time_limit(text);
    assert_eq!(
        limit.unread.iter().map(|part| (part.value.as_str(), part.span.of(text))).collect::<Vec<_>>(),
        [("视财力而定", "视财力而定")]
    );
    assert_eq!(limit.deadline().map(|deadline| deadline.n), Some(20));
    // The event is not known, so nothing is measured by it.
    assert_eq!(time_limit("收到申请后15日内").deadline(), None);
    assert_eq!(time_limit("").clauses, []);
}

#[test]
fn nothing_makes_it_panic() {
    let words = [
        "自",
        "信息形成",
        "之日起",
        "20",
        "个工作日",
        "内",
        "（",
        "）",
        "，",
        "；",
        "每",
        "季度",
        "一百",
        "9999999999",
        "公示",
        "\n",
        "年",
        "后",
    ];
    let mut seed = 7_usize;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..seed % 11 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(words[(seed >> 33) % words.len()]);
        }
        seed = seed.wrapping_add(1);
        let limit = time_limit(&text);
        assert!(limit.unread.iter().all(|part| part.span.of(&text) == part.value));
    }
}
