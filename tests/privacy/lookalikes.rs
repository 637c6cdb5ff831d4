//! What only looks like personal data, or is personal data in the form that may be published.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    Case { title: "护河工作情况", body: "统一社会信用代码：{uscc}", rules: &[] },
    Case { title: "护河工作情况", body: "项目代码：2017-110105-48-01-0{n}345", rules: &[] },
    Case { title: "护河工作情况", body: "项目编号：{damaged}", rules: &[] },
    Case { title: "护河工作情况", body: "承包方编码{land}J", rules: &[] },
    Case { title: "护河工作情况", body: "地块编码：{land}5", rules: &[] },
    Case { title: "护河工作情况", body: "序号{damaged}", rules: &[] },
    Case { title: "护河工作情况", body: "受理编号：{damaged}", rules: &[] },
    Case { title: "护河工作情况", body: "A{id}", rules: &[] },
    Case { title: "护河工作情况", body: "{id}9", rules: &[] },
    Case { title: "护河工作情况", body: "档案号：{old}", rules: &[] },
    Case { title: "护河工作情况", body: "不动产单元号：110105001001GB00001F0000{n}01", rules: &[] },
    Case { title: "护河工作情况", body: "招标编号：E1101050000{n}0001001", rules: &[] },
    Case {
        title: "护河工作情况", body: "带身份证、户口簿到便民服务中心办理，受理编号：{damaged}。", rules: &[]
    },
    Case { title: "护河工作情况", body: "身份证号：{id2-3}", rules: &[] },
    Case { title: "护河工作情况", body: "电子监管号：1101052017B000{n}", rules: &[] },
    Case { title: "护河工作情况", body: "发票代码：1101051949{n}", rules: &[] },
    Case { title: "护河工作情况", body: "订单号：{damaged}", rules: &[] },
    Case { title: "护河工作情况", body: "文号：青政〔2017〕{n}号", rules: &[] },
    Case { title: "护河工作情况", body: "2017年12月28日8时{n}分", rules: &[] },
    Case {
        title: "护河工作情况", body: "| 单位 | 统一社会信用代码 |\n| --- | --- |\n| 示例单位 | {uscc} |", rules: &[]
    },
    Case { title: "护河工作情况", body: "| 地块 | 承包地编码 |\n| --- | --- |\n| 一号田 | {land}1 |", rules: &[] },
    Case { title: "护河工作情况", body: "| 姓名 | 身份证号 |\n| --- | --- |\n| 张某某 | {id2-3} |", rules: &[] },
    Case { title: "护河工作情况", body: "| 姓名 | 身份证号 |\n| --- | --- |\n| 张某某 | {id2-3wide} |", rules: &[] },
    Case { title: "护河工作情况", body: "| 姓名 | 身份证号 |\n| --- | --- |\n| 张某某 |  |", rules: &[] },
    Case {
        title: "护河工作情况", body: "| 事项 | 所需材料 |\n| --- | --- |\n| 低保申请 | 身份证、户口簿原件和复印件 |", rules: &[]
    },
    Case { title: "护河工作情况", body: "身份证号码、银行账号、手机号码等个人信息不公开。", rules: &[] },
    Case { title: "护河工作情况", body: "热线12345", rules: &[] },
    Case { title: "护河工作情况", body: "监督电话12317", rules: &[] },
    Case { title: "护河工作情况", body: "0000-00000000", rules: &[] },
    Case { title: "护河工作情况", body: "办公电话：（0000）0000000{n}", rules: &[] },
    Case { title: "护河工作情况", body: "400-000-00{n}", rules: &[] },
    Case { title: "护河工作情况", body: "{mobile-masked}", rules: &[] },
    Case { title: "护河工作情况", body: "合同编号：{mobile}", rules: &[] },
    Case { title: "护河工作情况", body: "投资{mobile}元", rules: &[] },
    Case { title: "护河工作情况", body: "总产值{mobile}.50", rules: &[] },
    Case { title: "护河工作情况", body: "https://www.example.com/{mobile}.html", rules: &[] },
    Case { title: "护河工作情况", body: "1{mobile}", rules: &[] },
    Case { title: "护河工作情况", body: "{mobile}0", rules: &[] },
    Case { title: "护河工作情况", body: "HT-{mobile}", rules: &[] },
    Case { title: "护河工作情况", body: "2017-110105-48-01-{mobile}", rules: &[] },
    Case { title: "护河工作情况", body: "QQ：{mobile}", rules: &[] },
    Case { title: "护河工作情况", body: "用水户号：{mobile}", rules: &[] },
    Case { title: "护河工作情况", body: "SN{mobile}A", rules: &[] },
    Case { title: "护河工作情况", body: "面积13900000{n}0平方米", rules: &[] },
    Case { title: "护河工作情况", body: "12900000{n}0", rules: &[] },
    Case { title: "护河工作情况", body: "电话0000-0000000转8{n}", rules: &[] },
    Case { title: "护河工作情况", body: "¥{mobile}", rules: &[] },
    Case { title: "护河工作情况", body: "版本3.{mobile}", rules: &[] },
    Case { title: "护河工作情况", body: "流水号{mobile}", rules: &[] },
    Case { title: "护河工作情况", body: "图号=?id={mobile}", rules: &[] },
    Case { title: "护河工作情况", body: "传真：0000-00000{n}00", rules: &[] },
    Case { title: "护河工作情况", body: "| 项目 | 编号 |\n| --- | --- |\n| 清淤 | {mobile} |", rules: &[] },
    Case { title: "护河工作情况", body: "| 户名 | 用电户号 |\n| --- | --- |\n| 张某某 | {mobile} |", rules: &[] },
    Case { title: "护河工作情况", body: "| 指标 | 金额 |\n| --- | --- |\n| 总产值 | {mobile} |", rules: &[] },
    Case { title: "清淤工程招标公告", body: "联系电话：0000-00000000", rules: &[] },
    Case { title: "护河工作情况", body: "户名：青禾镇财政所\n账号：{account}", rules: &[] },
    Case {
        title: "护河工作情况", body: "户名：示例建设有限公司，开户行：示例银行，账号：{card}", rules: &[]
    },
    Case { title: "护河工作情况", body: "保证金账号：{account}", rules: &[] },
    Case { title: "护河工作情况", body: "微信公众号账号：{account}", rules: &[] },
    Case { title: "护河工作情况", body: "编号：{card}", rules: &[] },
    Case { title: "护河工作情况", body: "地块编码{card}", rules: &[] },
    Case { title: "护河工作情况", body: "{not-card}", rules: &[] },
    Case { title: "护河工作情况", body: "6200**********{n}00", rules: &[] },
    Case { title: "护河工作情况", body: "农民工工资专户账号{account}", rules: &[] },
    Case { title: "护河工作情况", body: "账号已报县财政局备案。", rules: &[] },
    Case { title: "护河工作情况", body: "登录账号为单位代码123456{n}0", rules: &[] },
    Case { title: "护河工作情况", body: "收款单位：青禾镇人民政府；账号：{account}", rules: &[] },
    Case {
        title: "护河工作情况", body: "| 姓名 | 一卡通发放金额（元） |\n| --- | --- |\n| 张某某 | 100000{n}00.00 |", rules: &[]
    },
    Case { title: "护河工作情况", body: "| 平台 | 账号 |\n| --- | --- |\n| 微信公众号 | 青禾发布 |", rules: &[] },
    Case {
        title: "护河工作情况", body: "| 单位名称 | 账号 |\n| --- | --- |\n| 示例农民专业合作社 | {account} |", rules: &[]
    },
    Case { title: "护河工作情况", body: "| 姓名 | 卡号 |\n| --- | --- |\n| 张某某 | 6200********1234 |", rules: &[] },
    Case { title: "护河工作情况", body: "| 年龄 | 人数 |\n| --- | --- |\n| 60岁以上 | {n} |", rules: &[] },
    Case {
        title: "关于张某某等同志的任前公示",
        body: "| 姓名 | 职务 | 出生年月 |\n| --- | --- | --- |\n| 张某某 | 所长 | 1970.01 |",
        rules: &[],
    },
    Case { title: "护河工作情况", body: "| 姓名 | 护河年限 |\n| --- | --- |\n| 张某某 | 3 |", rules: &[] },
    Case { title: "护河工作情况", body: "| 村 | 平均年龄 |\n| --- | --- |\n| 青禾村 | {n} |", rules: &[] },
    Case { title: "护河工作情况", body: "| 姓名 | 职务 |\n| --- | --- |\n| 张某某 | 站长 |", rules: &[] },
    Case { title: "护河工作情况", body: "办公地址：青禾镇青禾街{n}号。", rules: &[] },
    Case {
        title: "护河工作情况", body: "| 单位名称 | 地址 |\n| --- | --- |\n| 青禾卫生院 | 青禾街{n}号 |", rules: &[]
    },
    Case { title: "护河工作情况", body: "| 姓名 | 住址 |\n| --- | --- |\n| 张某某 | 青禾村 |", rules: &[] },
    Case { title: "护河工作情况", body: "| 姓名 | 住址 |\n| --- | --- |\n| 张某某 | 上禾村3组 |", rules: &[] },
    Case { title: "护河工作情况", body: "张某某，家住青禾村。", rules: &[] },
    Case { title: "护河工作情况", body: "查阅地点：青禾镇政务公开查阅点（青禾街{n}号1楼101室）", rules: &[] },
    Case { title: "护河工作情况", body: "| 致贫原因 | 户数 |\n| --- | --- |\n| 因病 | {n} |", rules: &[] },
    Case {
        title: "护河工作情况",
        body: "| 姓名 | 职务 | 分管工作 |\n| --- | --- | --- |\n| 张某 | 副镇长 | 民政、残疾人、肺结核防治 |",
        rules: &[],
    },
    Case { title: "护河工作情况", body: "| 医生姓名 | 科室 |\n| --- | --- |\n| 李某某 | 肿瘤科 |", rules: &[] },
    Case { title: "护河工作情况", body: "因病致贫{n}户，因残致贫3户。", rules: &[] },
    Case { title: "护河工作情况", body: "| 残疾类别 | 人数 |\n| --- | --- |\n| 肢体残疾 | {n} |", rules: &[] },
    Case {
        title: "残疾人工作先进个人表彰名单", body: "| 姓名 | 工作单位 |\n| --- | --- |\n| 张某某 | 示例县残疾人联合会 |", rules: &[]
    },
    Case { title: "护河工作情况", body: "| 教师姓名 | 学校 |\n| --- | --- |\n| 张某某 | 青禾小学 |", rules: &[] },
    Case { title: "护河工作情况", body: "| 姓名 | 职务 |\n| --- | --- |\n| 张某某 | 儿童督导员 |", rules: &[] },
    Case { title: "护河工作情况", body: "| 类别 | 人数 |\n| --- | --- |\n| 留守儿童 | {n} |", rules: &[] },
    Case { title: "大学生志愿者名单", body: "| 姓名 | 学校 |\n| --- | --- |\n| 张某某 | 示例大学 |", rules: &[] },
    Case { title: "护河工作情况", body: "资助学生{n}人，金额3000元。", rules: &[] },
    Case { title: "关爱留守儿童志愿者名单", body: "| 姓名 | 村 |\n| --- | --- |\n| 张某某 | 青禾村 |", rules: &[] },
    Case { title: "护河工作情况", body: "| 学校 | 学生人数 |\n| --- | --- |\n| 青禾小学 | {n} |", rules: &[] },
    Case {
        title: "护河工作情况", body: "| 姓名 | 手机 |\n| --- | --- |\n| 张某某 | 139****0000 |\n| 李某某 | 139****0001 |", rules: &[]
    },
    Case {
        title: "护河工作情况", body: "| 姓名 | 村 |\n| --- | --- |\n| 张* | 青禾村 |\n| 欧*娜 | 青禾村 |", rules: &[]
    },
    Case {
        title: "护河工作情况", body: "| 姓名 | 村 |\n| --- | --- |\n| 张某某 | 青禾村 |\n| 李某 | 青禾村 |", rules: &[]
    },
    Case { title: "护河工作情况", body: "| 指标 | 数值 |\n| --- | --- |\n| 产量 | 12* |\n| 面积 | 1300* |", rules: &[] },
];
