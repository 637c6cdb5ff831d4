//! What stands in attachments: the file's name, its text, and the rules that must find something, each once.

/// The cases.
pub const CASES: &[(&str, &str, &[&str])] = &[
    ("a.csv", "姓名,号码\n张某某,{id}\n李某某,{id}", &["resident-id"]),
    ("a.csv", "姓名,身份证号\n张某某,{damaged}\n李某某,{short}", &["resident-id-damaged"]),
    ("a.csv", "姓名,身份证号\n张某某,{old}", &["resident-id-old"]),
    ("a.csv", "姓名,联系电话\n张某某,{mobile}\n李某某,{mobile}", &["mobile"]),
    ("a.txt", "值班电话：{mobile}", &["contact-mobile"]),
    ("a.csv", "姓名,一卡通账号\n张某某,{account}", &["bank-account"]),
    ("a.csv", "姓名,身份证号\n张某某,{id6-4}", &["recoverable-id"]),
    ("a.csv", "姓名,身份证号,年龄\n张某某,{id2-3},70", &["recoverable-id", "birth-date"]),
    ("a.csv", "姓名,手机\n张某某,139****0000\n李某某,139****000", &["inconsistent-mask"]),
    ("a.csv", "姓名,年龄\n张某某,70", &["birth-date"]),
    ("a.csv", "姓名,家庭住址\n张某某,青禾村{n}号", &["home-address"]),
    ("a.csv", "姓名,致贫原因\n张某某,因病", &["health"]),
    ("残疾人补贴发放名单.csv", "姓名,村\n张某某,青禾村", &["health"]),
    ("a.csv", "学生姓名,学校\n张某某,青禾小学", &["minor"]),
    ("困境儿童名单.txt", "姓名 村\n张某某 青禾村\n李某某 青禾村", &["minor"]),
    ("张某某{mobile}.csv", "村,户数\n青禾村,12", &["mobile"]),
    ("a-{id}.csv", "村,户数\n青禾村,12", &["resident-id"]),
    ("a.csv", "单位,统一社会信用代码\n示例公司,{uscc}", &[]),
    ("a.csv", "姓名,身份证号\n张某某,{id2-3}", &[]),
    ("a.csv", "项目,编号\n清淤,1\n疏浚,{damaged}", &[]),
    ("a.csv", "河长,职务,电话\n张某某,镇长,0000-0000000", &[]),
    ("a.txt", "户名：青禾镇财政所\n账号：{account}", &[]),
    ("a.csv", "年龄,人数\n60岁以上,12", &[]),
];
