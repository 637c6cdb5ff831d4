//! What must be found, and by which rule.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    Case { title: "护河工作情况", body: "护河员张某某，身份证号：{id}。", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "张某某（{id-wide}）", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "证件：{id-spaced}，已核对。", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "证件：{id-dashed}", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "张某某{id-lower}，已核对", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "{id-invisible}", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "1 {id} 已核对", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "张某某 {id} 青禾村", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "（一）张某某{id}；", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "**{id}**", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "`{id}`", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "> 张某某，{id}", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "- 张某某：{id}", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "张某某\t{id}", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "![张某某，{id}](https://www.example.com/a.jpg)", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "<!-- {id} -->", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "身份证号\n{id}", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "张某某/{id}/青禾村", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "“{id}”", rules: &["resident-id"] },
    Case {
        title: "护河工作情况", body: "| 姓名 | 身份证号码 |\n| --- | --- |\n| 张某某 | {id} |", rules: &["resident-id"]
    },
    Case { title: "护河工作情况", body: "| 序号 | 内容 |\n| --- | --- |\n| 1 | 张某某{id} |", rules: &["resident-id"] },
    Case { title: "关于{id}的情况", body: "正文从略。", rules: &["resident-id"] },
    Case { title: "护河工作情况", body: "张某某 {id} {mobile}", rules: &["resident-id", "mobile"] },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 身份证号 | 联系电话 |\n| --- | --- | --- |\n| 张某某 | {id} | {mobile} |",
        rules: &["resident-id", "mobile"],
    },
    Case { title: "护河工作情况", body: "身份证号：{damaged}", rules: &["resident-id-damaged"] },
    Case { title: "护河工作情况", body: "公民身份号码为{damaged}。", rules: &["resident-id-damaged"] },
    Case { title: "护河工作情况", body: "身份证号码（{short}）", rules: &["resident-id-damaged"] },
    Case {
        title: "护河工作情况", body: "| 姓名 | 身份证号 |\n| --- | --- |\n| 张某某 | {damaged} |", rules: &["resident-id-damaged"]
    },
    Case {
        title: "护河工作情况", body: "| 姓名 | 居民身份证号码 |\n| --- | --- |\n| 张某某 | {short} |", rules: &["resident-id-damaged"]
    },
    Case {
        title: "护河工作情况", body: "| 户主 | 证件号码 |\n| --- | --- |\n| 李某某 | {damaged} |", rules: &["resident-id-damaged"]
    },
    Case { title: "护河工作情况", body: "身份证号 | {damaged}", rules: &["resident-id-damaged"] },
    Case { title: "护河工作情况", body: "身份证号码：{old}", rules: &["resident-id-old"] },
    Case { title: "护河工作情况", body: "| 姓名 | 身份证 |\n| --- | --- |\n| 张某某 | {old} |", rules: &["resident-id-old"] },
    Case { title: "护河工作情况", body: "电话：{mobile}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "手机{mobile-wide}。", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "联系张某某，{mobile-spaced}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "{mobile-dashed}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "+86 {mobile}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "+86{mobile}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "（{mobile}）", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "[拨打](tel:{mobile})", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "张某某{mobile}、李某某", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "微信同号{mobile}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "0000-00000000/{mobile}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "0000-00000000、{mobile}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "Tel:{mobile}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "手机号码:{mobile}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "联系电话为{mobile}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "- 张某某 {mobile}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "0086{mobile}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "护河员张某某（{mobile}）负责上游", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "86-{mobile}", rules: &["mobile"] },
    Case { title: "护河工作情况", body: "Mobile {mobile}", rules: &["mobile"] },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 手机 |\n| --- | --- |\n| 张某某 | {mobile} |\n| 李某某 | {mobile} |",
        rules: &["mobile"],
    },
    Case {
        title: "护河工作情况", body: "| 姓名 | 职务 | 电话 |\n| --- | --- | --- |\n| 张某某 | 网格员 | {mobile} |", rules: &["mobile"]
    },
    Case {
        title: "护河工作情况",
        body: "| 河段 | 河长 | 联系方式 |\n| --- | --- | --- |\n| 青禾溪 | 张某某 | {mobile} |",
        rules: &["mobile"],
    },
    Case { title: "清淤工程招标公告", body: "联系人：张某某，联系电话：{mobile}。", rules: &["contact-mobile"] },
    Case { title: "办公设备采购公告", body: "采购人联系方式：{mobile}", rules: &["contact-mobile"] },
    Case { title: "店面招租公告", body: "报名咨询电话：{mobile}", rules: &["contact-mobile"] },
    Case { title: "护河工作情况", body: "值班电话：{mobile}", rules: &["contact-mobile"] },
    Case { title: "护河工作情况", body: "监督举报电话{mobile}", rules: &["contact-mobile"] },
    Case { title: "护河工作情况", body: "卡号：{card}", rules: &["bank-account"] },
    Case { title: "护河工作情况", body: "{card-spaced}", rules: &["bank-account"] },
    Case { title: "护河工作情况", body: "打入{card}", rules: &["bank-account"] },
    Case { title: "护河工作情况", body: "银行账号：{account}", rules: &["bank-account"] },
    Case { title: "护河工作情况", body: "一卡通账号为{account}", rules: &["bank-account"] },
    Case { title: "护河工作情况", body: "账户：{card-spaced}", rules: &["bank-account"] },
    Case { title: "护河工作情况", body: "存折号：{account}", rules: &["bank-account"] },
    Case { title: "护河工作情况", body: "银行卡号（{card}）", rules: &["bank-account"] },
    Case { title: "护河工作情况", body: "开户行：示例银行，账号{account}。", rules: &["bank-account"] },
    Case { title: "护河工作情况", body: "张某某农行卡{card}", rules: &["bank-account"] },
    Case {
        title: "护河工作情况", body: "| 姓名 | 一卡通账号 |\n| --- | --- |\n| 张某某 | {account} |", rules: &["bank-account"]
    },
    Case {
        title: "护河工作情况", body: "| 户主 | 银行账户 |\n| --- | --- |\n| 张某某 | {account} |", rules: &["bank-account"]
    },
    Case { title: "护河工作情况", body: "| 姓名 | 卡号 |\n| --- | --- |\n| 张某某 | {not-card} |", rules: &["bank-account"] },
    Case {
        title: "护河工作情况", body: "| 姓名 | 一卡通 |\n| --- | --- |\n| 张某某 | {card-spaced} |", rules: &["bank-account"]
    },
    Case { title: "护河工作情况", body: "| 姓名 | 备注 |\n| --- | --- |\n| 张某某 | {card} |", rules: &["bank-account"] },
    Case {
        title: "护河工作情况",
        body: "| 领款人 | 开户账号 | 金额（元） |\n| --- | --- | --- |\n| 张某某 | {account} | 300.00 |",
        rules: &["bank-account"],
    },
    Case {
        title: "护河工作情况", body: "| 姓名 | 身份证号 |\n| --- | --- |\n| 张某某 | {id6-4} |", rules: &["recoverable-id"]
    },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 身份证号 | 年龄 |\n| --- | --- | --- |\n| 张某某 | {id6-4} | 68 |",
        rules: &["recoverable-id", "birth-date"],
    },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 身份证号 | 年龄 |\n| --- | --- | --- |\n| 张某某 | {id2-3} | 68 |",
        rules: &["recoverable-id", "birth-date"],
    },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 身份证号 | 出生日期 |\n| --- | --- | --- |\n| 张某某 | {id2-3} | {born} |",
        rules: &["recoverable-id", "birth-date"],
    },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 身份证号 | 性别 |\n| --- | --- | --- |\n| 张某某 | {id14} | 男 |",
        rules: &["recoverable-id"],
    },
    Case {
        title: "护河工作情况", body: "| 姓名 | 证件号码 |\n| --- | --- |\n| 张某某 | {id6-4short} |", rules: &["recoverable-id"]
    },
    Case {
        title: "护河工作情况", body: "| 姓名 | 身份证号 |\n| --- | --- |\n| 张某某 | {id6-4x} |", rules: &["recoverable-id"]
    },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 身份证后四位 | 年龄 |\n| --- | --- | --- |\n| 张某某 | {id4} | 70岁 |",
        rules: &["recoverable-id", "birth-date"],
    },
    Case { title: "护河工作情况", body: "| 姓名 | 号码 |\n| --- | --- |\n| 张某某 | {id6-4} |", rules: &["recoverable-id"] },
    Case { title: "护河工作情况", body: "张某某，{born}出生，身份证号{id2-3}。", rules: &["recoverable-id"] },
    Case { title: "护河工作情况", body: "张某某，男，70岁，身份证号码：{id6-4}", rules: &["recoverable-id"] },
    Case {
        title: "护河工作情况", body: "| 姓名 | 身份证号 |\n| --- | --- |\n| 张某某 | {id14} |", rules: &["recoverable-id"]
    },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 身份证号 |\n| --- | --- |\n| 张某某 | {id2-3wide} |\n\n| 姓名 | 身份证号 |\n| --- | --- |\n| 张某某 | {id6-4} |",
        rules: &["recoverable-id"],
    },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 手机 |\n| --- | --- |\n| 张某某 | 139****0000 |\n| 李某某 | 13900****00 |",
        rules: &["inconsistent-mask"],
    },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 村 |\n| --- | --- |\n| 张*明 | 青禾村 |\n| 李** | 青禾村 |",
        rules: &["inconsistent-mask"],
    },
    Case {
        title: "护河工作情况", body: "| 姓名 | 村 |\n| --- | --- |\n| 张* | 青禾村 |\n| *红 | 青禾村 |", rules: &["inconsistent-mask"]
    },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 村 |\n| --- | --- |\n| 张某某 | 青禾村 |\n| 李小* | 青禾村 |",
        rules: &["inconsistent-mask"],
    },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 身份证号 |\n| --- | --- |\n| 张某某 | {id2-3} |\n| 李某某 | {id10} |",
        rules: &["inconsistent-mask"],
    },
    Case { title: "护河工作情况", body: "| 姓名 | 年龄 |\n| --- | --- |\n| 张某某 | 68 |", rules: &["birth-date"] },
    Case { title: "护河工作情况", body: "| 户主 | 出生年月 |\n| --- | --- |\n| 张某某 | 1949.12 |", rules: &["birth-date"] },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 性别 | 出生日期 |\n| --- | --- | --- |\n| 张某某 | 男 | 1949-12-31 |",
        rules: &["birth-date"],
    },
    Case { title: "护河工作情况", body: "| 低保户姓名 | 周岁 |\n| --- | --- |\n| 张某某 | 71 |", rules: &["birth-date"] },
    Case {
        title: "护河工作情况", body: "| 姓名 | 生日 |\n| --- | --- |\n| 张某某 | 1949年12月31日 |", rules: &["birth-date"]
    },
    Case {
        title: "护河工作情况", body: "| 姓名 | 家庭住址 |\n| --- | --- |\n| 张某某 | 青禾村{n}号 |", rules: &["home-address"]
    },
    Case {
        title: "护河工作情况", body: "| 姓名 | 住址 |\n| --- | --- |\n| 张某某 | 青禾街{n}号2栋301室 |", rules: &["home-address"]
    },
    Case { title: "护河工作情况", body: "张某某，家住青禾村3组{n}号。", rules: &["home-address"] },
    Case { title: "护河工作情况", body: "户籍地址：示例县青禾镇青禾路{n}号", rules: &["home-address"] },
    Case {
        title: "护河工作情况", body: "| 户主 | 地址 |\n| --- | --- |\n| 张某某 | 上禾村5组{n}号 |", rules: &["home-address"]
    },
    Case { title: "护河工作情况", body: "家庭住址：青禾社区青禾巷{n}号3幢201室", rules: &["home-address"] },
    Case { title: "护河工作情况", body: "| 姓名 | 致贫原因 |\n| --- | --- |\n| 张某某 | 因病 |", rules: &["health"] },
    Case { title: "护河工作情况", body: "| 姓名 | 残疾等级 |\n| --- | --- |\n| 张某某 | 一级 |", rules: &["health"] },
    Case { title: "护河工作情况", body: "| 姓名 | 备注 |\n| --- | --- |\n| 张某某 | 肺结核 |", rules: &["health"] },
    Case {
        title: "护河工作情况", body: "| 户主 | 救助原因 |\n| --- | --- |\n| 张某某 | 家庭成员患白血病 |", rules: &["health"]
    },
    Case {
        title: "孕前优生健康检查人员名单", body: "| 姓名 | 金额 |\n| --- | --- |\n| 张某某 | 100 |", rules: &["health"]
    },
    Case {
        title: "残疾人生活补贴发放公示", body: "| 姓名 | 金额 |\n| --- | --- |\n| 张某某 | 100 |", rules: &["health"]
    },
    Case { title: "护河工作情况", body: "| 姓名 | 类别 |\n| --- | --- |\n| 张某某 | 精神残疾 |", rules: &["health"] },
    Case { title: "护河工作情况", body: "| 姓名 | 病种 |\n| --- | --- |\n| 张某某 | 高血压 |", rules: &["health"] },
    Case { title: "护河工作情况", body: "| 学生姓名 | 金额 |\n| --- | --- |\n| 张某某 | 500 |", rules: &["minor"] },
    Case { title: "护河工作情况", body: "| 姓名 | 班级 |\n| --- | --- |\n| 张某某 | 三年（1）班 |", rules: &["minor"] },
    Case { title: "护河工作情况", body: "| 姓名 | 备注 |\n| --- | --- |\n| 张某某 | 孤儿 |", rules: &["minor"] },
    Case {
        title: "困境儿童生活补贴发放名单", body: "| 姓名 | 金额 |\n| --- | --- |\n| 张某某 | 500 |", rules: &["minor"]
    },
    Case { title: "家庭经济困难学生资助公示", body: "| 姓名 | 金额 |\n| --- | --- |\n| 张* | 500 |", rules: &["minor"] },
    Case { title: "护河工作情况", body: "| 姓名 | 年龄 |\n| --- | --- |\n| 张某某 | 9 |", rules: &["minor", "birth-date"] },
    Case {
        title: "护河工作情况", body: "| 姓名 | 出生日期 |\n| --- | --- |\n| 张某某 | 2010-05-01 |", rules: &["minor", "birth-date"]
    },
    Case {
        title: "护河工作情况", body: "| 姓名 | 类别 |\n| --- | --- |\n| 张某某 | 事实无人抚养儿童 |", rules: &["minor"]
    },
    Case { title: "护河工作情况", body: "| 儿童姓名 | 村 |\n| --- | --- |\n| 张某某 | 青禾村 |", rules: &["minor"] },
    Case { title: "护河工作情况", body: "| 姓名 | 就读学校 |\n| --- | --- |\n| 张某某 | 青禾小学 |", rules: &["minor"] },
];
