//! The words by which personal data is told from what looks like it. All of them stand here, so that they can become data of the
//! column (`content/words.yaml`).

/// What is written right before an ID number.
pub const ID_LABELS: &[&str] = &[
    "身份证", "身份证号", "身份证号码", "身份号码", "身份证件号", "身份证件号码", "身份证编号", "公民身份号", "身份证明号码", "身份证件", "身份证，号码", "身份证,号码", "身份证，证号",
];

/// An ID number may follow these letters at once.
pub const ID_LETTERS: &[&str] = &["No", "NO", "no", "ID", "id", "Id", "SFZ", "sfz", "sfzh", "card", "Card"];

/// What stands in the header of a column of ID numbers.
pub const ID_HEADERS: &[&str] = &["身份证", "身份号", "证件号", "证件编号", "身份证件"];

/// A column of ID numbers under such a header shows only their ends.
pub const TAILS: &[&str] = &["后四位", "后4位", "后六位", "后6位", "后三位", "后3位", "末四位", "尾号", "后４位", "末6位", "末4位", "末六位"];

/// The signs that hide a character.
pub const MASKS: &[char] = &['*', '＊', '×', '✕', '●', '○', '■', '□', '█', '▇', '◯', '※', '﹡', '∗', '#', '＃', '…', '－', '?', '？'];

/// A number before one of these is an amount.
pub const UNITS: &[&str] = &["元", "万", "亿", "平方", "公斤", "公里", "公顷", "吨", "千瓦", "立方", "株", "%", "㎡", "m²", "kg", "kW"];

/// In the header of a column, or in the first cell of a row, of amounts.
pub const AMOUNTS: &[&str] = &["元）", "元)", "（元", "万元", "金额", "产值", "面积", "数量", "收入", "支出", "资产", "总额"];

/// A mobile number may follow these letters at once.
pub const PHONE_LETTERS: &[&str] = &["tel", "t", "m", "mob", "mobile", "phone", "cell", "wx", "vx", "v", "wechat", "call"];

/// The keys of an address's query that a telephone follows.
pub const PHONE_KEYS: &[&str] = &["mobile", "phone", "tel", "cell", "sjh", "sj", "dh", "lxdh", "phoneno", "mobileno", "telephone"];

/// A number right after one of these, or below it, is no telephone.
pub const NOT_PHONE: &[&str] = &[
    "编号", "代码", "编码", "单号", "流水号", "证号", "批号", "文号", "账号", "帐号", "卡号", "户号", "学号", "工号", "序列号", "档案号", "合同号",
    "条码", "条形码", "QQ", "qq", "账户", "帐户", "金额", "面积", "数量", "备案号", "登记号", "许可证", "标识码", "索引号", "宗地号", "地块号", "图斑号",
    "图号", "订单", "发票号", "车架号", "受理号", "案号", "产权证", "一卡通", "存折号", "批次", "批次号", "凭证号", "回执", "回执号", "总额", "产值",
    "资产", "收入", "支出", "投资", "预算", "决算", "版本号", "统一编号", "表号", "设备号", "证书号", "标段号", "会议号", "会议ID", "会议室号", "群号", "房间号", "直播号", "票号", "船号", "机号", "桩号",
];

/// A mobile number after one of these belongs to an office.
pub const OFFICE_LABELS: &[&str] = &["值班", "监督", "举报", "投诉", "咨询", "服务热线", "报警", "抢险", "公开电话", "办公"];

/// In the title of a notice that must name a person to be asked (tender, sale, lease).
pub const TENDER: &[&str] =
    &["招标", "采购", "比选", "竞价", "竞争性", "询价", "磋商", "招租", "拍卖", "遴选", "发包", "挂牌", "邀标", "招商", "中标", "成交", "竞租"];

/// What stands on the line of such a person.
pub const CONTACT: &[&str] = &["联系", "咨询", "电话", "手机", "经办", "采购人", "招标人", "代理"];

/// What is written right before an account number.
pub const ACCOUNT_LABELS: &[&str] = &[
    "账号", "帐号", "账户", "帐户", "卡号", "卡号码", "一卡通", "一卡通号", "一卡通号码", "存折", "存折号", "存折号码", "账户号", "账号号码", "账户号码", "银行卡", "账卡号",
    "账（卡）号", "账(卡)号", "帐户号码", "账号码",
];

/// What stands in the header of a column of accounts.
pub const ACCOUNT_HEADERS: &[&str] =
    &["账号", "帐号", "卡号", "折号", "一卡通", "银行账户", "银行帐户", "存折", "银行卡", "账户", "帐户", "账（卡）号", "账(卡)号", "折）号", "折)号"];

/// An account of these is none of a bank.
pub const NOT_ACCOUNT: &[&str] = &[
    "微信", "微博", "公众", "QQ", "登录", "系统", "用户", "抖音", "快手", "新媒体", "平台", "邮箱", "头条", "视频号", "金额", "余额", "名称", "开户行",
    "户名", "人数", "状态", "医保卡", "就诊卡", "会员",
];

/// What stands before the holder of an account.
pub const HOLDERS: &[&str] = &["户名", "账户名称", "帐户名称", "开户名称", "收款人", "收款单位", "单位名称", "账户名", "名称", "缴款账户"];

/// The end of an organisation's name.
pub const ORGANISATIONS: &[&str] = &[
    "公司", "合作社", "政府", "委员会", "财政所", "财政局", "管理局", "中心", "企业", "学校", "医院", "卫生院", "工厂", "厂", "部", "社", "局", "站", "所",
    "协会", "基金会", "村委", "居委",
];

/// Accounts of the public purse.
pub const PUBLIC_MONEY: &[&str] = &["保证金", "对公账户", "对公账号", "基本户", "专户", "国库", "捐赠账", "捐款账", "缴款", "缴费账", "非税"];

/// What is written before a home address.
pub const HOME_LABELS: &[&str] =
    &["家住", "现住址", "现住", "家庭住址", "家庭地址", "住址", "户籍地址", "户籍所在地", "户籍地", "居住地址", "居住地", "常住地址", "住在", "居住在"];

/// An address with one of these in it is of an office.
pub const OFFICES: &[&str] = &[
    "派出所", "政府", "机关", "办事处", "村委", "居委", "服务中心", "服务站", "窗口", "学校", "小学", "中学", "幼儿园", "医院", "卫生院", "公司", "商店", "超市", "厂", "银行", "会议室",
];

/// In a line with one of these, an address beside a name is where somebody works.
pub const OFFICE_LINES: &[&str] = &["地址", "办公", "地点", "经营", "单位", "会议", "开标", "投标", "联系人", "报名", "现任", "镇长", "书记", "主任", "记者", "法定代表"];

/// What may stand before a person's name.
pub const PERSONS: &[&str] = &["村民", "居民", "户主", "低保户", "贫困户", "脱贫户", "五保户", "特困户", "党员", "农户", "申请人", "业主", "租户", "住户", "死者", "患者", "伤者"];

/// The headers of a column of home addresses.
pub const HOME_HEADERS: &[&str] = &["家庭", "住址", "户籍", "居住", "现住", "常住", "住所", "住处"];

/// The headers of a column of addresses of any kind.
pub const ADDRESS_HEADERS: &[&str] = &["地址", "详址", "所在地", "坐落", "位置"];

/// Such an address is not a home.
pub const OFFICE_ADDRESS: &[&str] = &["单位", "办公", "经营", "机构", "注册", "服务", "项目", "工程", "建设", "厂", "店", "营业", "生产", "场所"];

/// What an address goes through before its house number.
pub const PLACES: &[&str] = &["村", "社区", "路", "街", "巷", "弄", "组", "区", "镇", "乡", "园", "庄", "屯", "里", "苑", "城", "栋", "幢", "楼", "县"];

/// The headers of a column that names people.
pub const NAME_HEADERS: &[&str] = &[
    "姓名", "户主", "人名", "名字", "申请人", "领款人", "持卡人", "受助人", "受益人", "享受人", "承包方代表", "救助对象", "补贴对象", "补助对象", "帮扶对象", "保障对象",
    "农户", "贫困户", "低保户", "五保户", "脱贫户", "被征收人", "被征地", "受理人", "收款人", "开户名", "户名",
];

/// Headers under which people are named when the cells look like it.
pub const PERSON_HEADERS: &[&str] = &[
    "对象", "人员", "名单", "成员", "责任人", "联系人", "负责人", "代表", "当事人", "河长", "网格", "护", "学生", "儿童", "孤儿", "幼儿", "老人", "残疾人", "经办",
    "者", "员", "领导", "主任", "书记", "村民", "居民", "户", "人",
];

/// Columns of people in office.
pub const DUTY_HEADERS: &[&str] =
    &["职务", "职责", "分管", "岗位", "职称", "担任", "警号", "执法证", "工作单位", "工作分工", "责任区", "包保", "包片", "包村", "职位", "科室"];

/// How the name of a post ends.
pub const POSTS: &[&str] = &["长", "主任", "书记", "委员", "主席", "网格员", "干部", "专干", "科员", "干事", "代表", "支书", "民警", "医生", "教师"];

/// Names under these are of people in office, or of parties to a deal or a case that the law makes public.
pub const OFFICE_HEADERS: &[&str] = &[
    "责任人", "联系人", "负责人", "河长", "网格", "书记", "主任", "成交", "中标", "竞得", "承租", "受让", "相对人", "当事人", "被处罚", "法定代表",
];

/// Names under these are of people who receive something, whoever else stands in the row.
pub const RECIPIENTS: &[&str] =
    &["户主", "申请人", "领款人", "持卡人", "受助", "受益", "享受", "对象", "农户", "贫困户", "低保", "五保", "脱贫", "学生", "儿童", "孤儿"];

/// The headers of dates of birth.
pub const BIRTH_HEADERS: &[&str] = &["出生", "生日", "出生年月", "生辰"];

/// No date of birth is under these.
pub const NOT_BIRTH: &[&str] = &["人口", "人数", "地", "率", "证", "缺陷"];

/// No age is under these.
pub const NOT_AGE: &[&str] = &["人数", "结构", "以上", "以下", "要求"];

/// No home is under these.
pub const NOT_HOME: &[&str] = &["人口", "人数", "面积", "成员", "类型", "性质"];

/// No person is named under these.
pub const NOT_NAME: &[&str] = &["单位", "企业", "数", "电话", "关系"];

/// The headers of ages.
pub const AGE_HEADERS: &[&str] = &["年龄", "周岁", "岁数", "岁"];

/// The headers of telephones.
pub const PHONE_HEADERS: &[&str] = &["电话", "手机", "联系方式", "联系号码", "移动号码"];

/// What is written right before a telephone number.
pub const PHONE_LABELS: &[&str] =
    &["电话", "手机", "手机号", "手机号码", "联系方式", "联系号码", "移动号码", "电话号码", "联系人", "致电", "拨打", "Tel", "TEL", "tel"];

/// The headers of columns about health, disability or the cause of poverty.
pub const HEALTH_HEADERS: &[&str] = &[
    "致贫原因", "主要致贫", "残疾类别", "残疾等级", "残疾类型", "残疾种类", "残疾级别", "病种", "疾病", "患病", "病情", "病名", "诊断", "健康状况", "身体状况", "残疾情况",
    "残疾证", "伤残", "孕情", "避孕", "节育", "检查结果", "血型", "精神状况", "困难原因", "致困原因", "病史",
];

/// Words about a person's health in a cell.
pub const HEALTH_WORDS: &[&str] = &[
    "精神残疾", "智力残疾", "肢体残疾", "视力残疾", "听力残疾", "言语残疾", "多重残疾", "精神一级", "精神二级", "智力一级", "智力二级", "肢体一级", "肢体二级", "肢体三级",
    "肢体四级", "视力一级", "视力二级", "重度残疾", "HIV", "艾滋", "肿瘤", "癌", "白血病", "尿毒症", "透析", "孕前优生", "避孕", "结扎", "上环", "流产", "肺结核", "精神病",
    "精神障碍", "精神分裂", "抑郁", "乙肝", "梅毒", "糖尿病", "高血压", "心脏病", "脑梗", "中风", "瘫痪", "癫痫", "患病", "重病", "大病", "慢性病", "因病", "因残", "残疾证",
    "偏瘫", "失能", "痴呆", "不孕", "血友病", "尘肺",
];

/// A list under such a title says of all in it what ails them.
pub const HEALTH_TITLES: &[&str] =
    &["孕前优生", "重度残疾", "残疾人", "精神障碍", "精神病", "肺结核", "艾滋", "大病", "重病", "慢性病", "避孕", "节育", "失能", "尘肺", "残疾"];

/// Columns in which words about health belong to the work or the place.
pub const WORK_HEADERS: &[&str] =
    &["职务", "分管", "工作", "职责", "单位", "项目名称", "科室", "专业", "专长", "擅长", "职称", "岗位", "学历", "地址", "政策", "依据", "服务"];

/// People in such a list are not the ones that it is about.
pub const WORKERS: &[&str] = &[
    "教师", "老师", "教职工", "督导员", "儿童主任", "工作人员", "负责人", "领导小组", "志愿者", "专干", "校长", "园长", "辅导员", "专职委员", "先进", "表彰", "优秀", "医生",
    "医师", "护士", "联络员", "管理员", "协管员", "评审", "专家", "工作者", "联席会议", "成员名单", "安全员", "护学岗", "责任人",
];

/// Children and pupils, in a title, a header or a cell.
pub const MINOR_WORDS: &[&str] = &[
    "学生", "儿童", "孤儿", "困境儿童", "留守", "幼儿", "小学生", "中学生", "未成年", "少年", "婴幼儿", "新生", "小学", "初中", "事实无人抚养", "学龄", "在园", "寄宿生",
];

/// The headers that only lists of pupils have.
pub const PUPIL_HEADERS: &[&str] = &["年级", "班级", "就读", "学籍", "学校", "幼儿园"];

/// People of age, though a word above is in it.
pub const NOT_MINOR: &[&str] = &["大学生", "研究生", "新生活", "新生力量", "留守老人", "留守妇女", "少年宫", "高校", "大学"];

/// Before somebody takes office, his birth is made public with his name.
pub const APPOINTMENTS: &[&str] = &["任前公示", "拟任", "拟提拔", "任职公示", "候选人", "拟录用", "领导", "班子", "简历", "任免", "任职"];

/// A list of names in a sentence comes after one of these.
pub const LIST_WORDS: &[&str] = &["名单", "人员如下", "对象如下", "户主如下", "发放对象", "救助对象", "以下人员", "下列人员", "以下对象", "以下农户", "受助人员", "享受人员"];

/// No person's name ends so.
pub const NOT_NAME_ENDS: &[&str] = &[
    "村", "庄", "组", "镇", "乡", "县", "市", "省", "区", "街", "路", "社", "局", "站", "所", "办", "中心", "公司", "学校", "厂", "店", "河", "溪", "水库", "桥", "户", "元",
    "合计", "小计", "总计", "工作", "项目", "制度", "水", "段", "号", "部", "委", "队", "补贴", "补助",
];

/// Not names, though they begin with a family name.
pub const NOT_NAMES: &[&str] = &[
    "高龄", "高中", "成人", "方式", "安全", "金额", "任务", "时间", "单位", "程序", "和谐", "常规", "严重", "全部", "成员", "于此", "毛豆", "白菜", "黄瓜", "花生", "马铃薯",
    "石榴", "杨梅", "李子", "金桔", "水稻", "家庭", "农业", "党员", "车辆", "安装", "房屋", "高压", "平均", "计划", "常务", "常年", "毕业", "项目", "施工", "管理", "温室",
    "钱款", "米面", "应急", "许可", "相关", "满意", "查询", "游客", "双方", "通知", "公示", "公告", "文件", "纪要", "连续", "万元", "山羊", "童装", "牛羊", "白酒", "黄牛",
];

/// The commonest family names.
pub const FAMILY_NAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由";
