//! Columns without personal data, many of them close to it in form or in name.

use crate::dice::Dice;
use crate::personal::{HEX, luhn};

type Make = fn(&mut Dice, usize) -> String;

const PRODUCTS: &str = "苹果手机壳 白酒 牛奶 花茶 黄瓜 米饭 鱼油 石榴 金橘 温度计 方便面 香蕉 麻辣火锅 蓝牙耳机 单肩包 连衣裙 马克杯 高跟鞋 羽绒服 毛巾 白色袜子 保温杯 玉米 小米粥 龙井茶 康师傅 王老吉 李宁跑鞋 安踏短裤 周黑鸭 张小泉剪刀 云南白药 江中健胃片 东方明珠模型 郎酒 水井坊 古井贡 孔府家酒 谷粒多 洋河大曲 方太油烟机 老板灶具 史努比公仔 夏装新款 冬季棉衣 童车 积木 手机支架 充电宝 数据线 键盘 鼠标 显示器";
const CITIES: &str = "北京 上海 广州 深圳 成都 杭州 武汉 西安 重庆 南京 天津 苏州 长沙 郑州 东莞 青岛 沈阳 宁波 昆明 合肥 福州 厦门 济南 大连 哈尔滨 长春 石家庄 温州 南宁 贵阳 常州 南通 徐州 无锡 太原 兰州 海口 乌鲁木齐 呼和浩特 银川 西宁 拉萨 安庆 池州 滁州 黄山 金华 台州 汕头 江门 莫干山 连云港 宿迁 盐城 郴州 岳阳 邵阳 阳江 梅州 柳州 桂林 钦州";
const PROVINCES: &str =
    "广东省 北京市 上海市 浙江省 江苏省 四川省 湖北省 湖南省 山东省 福建省 河南省 河北省 陕西省 内蒙古自治区 广西壮族自治区";
const DISTRICTS: &str = "朝阳区 海淀区 西湖区 南山区 福田区 武侯区 洪山区 雁塔区 市南区 鼓楼区 浦东新区 天河区 余杭区 吴中区 江宁区 萧山区 和平区 高新区";
const COLOURS: &str = "红色 白色 黑色 蓝色 金色 银色 黄色 紫色 青色 灰色 粉色 米色";
const CATEGORIES: &str = "食品 服饰 家电 手机壳 电子配件 母婴 美妆 图书 运动户外 家居 生鲜 金饰 玩具 汽车用品 鲜花 宠物";
const COMPANIES: &str = "新格林耐特传媒有限公司 万迅电脑科技有限公司 鸿睿思博网络有限公司 黄石金承信息有限公司 立信电子有限公司 天开信息有限公司 时空盒数字信息有限公司 兰金电子信息有限公司 巨奥传媒有限公司 银嘉科技有限公司";
const STATUS: &str = "已完成 已发货 待付款 已取消 退款中 交易成功 交易关闭 待评价";
const CHANNELS: &str = "微信 抖音 淘宝 京东 小红书 线下门店 APP 小程序 天猫 拼多多";
const NOTES: &str = "尽快发货 周末送货 放门口 包装破损 颜色不对 很满意 物流太慢 送货前请联系 已经收到 质量不错 会再来 客服态度好 尺码偏小 请用顺丰 不要发票";
const WORDS: &str =
    "RED BLUE LANTERN METAL WHITE HEART BOX SET CANDLE HOLDER WOODEN CAKE STAND JUMBO BAG RETRO SPOT PARTY BUNTING";

fn ean13(body: &str) -> String {
    let sum: u32 = body.bytes().zip([1, 3].into_iter().cycle()).map(|(b, w)| u32::from(b - b'0') * w).sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

fn clock(dice: &mut Dice, row: usize) -> String {
    let day = row as u64 / 40;
    format!("2024{:02}{:02}{:02}{:02}{:02}", day / 28 % 12 + 1, day % 28 + 1, dice.below(24), dice.below(60), dice.below(60))
}

/// Ways to write values that name nobody, each with the headers that people put above them.
const MAKERS: &[(&[&str], Make)] = &[
    (&["订单号", "订单编号", "order_id", "交易单号", "x"], |d, r| format!("{}{:04}", clock(d, r), d.below(10_000))),
    (&["订单编号", "order no"], |_, r| format!("SO-2024-{:06}", r * 7 + 13)),
    (&["主订单号", "流水号", "x"], |d, r| format!("{}{}", 2_100_000_000 + r as u64 * 137, d.digits(9))),
    (&["雪花ID", "snowflake_id", "消息ID", "x"], |d, r| {
        (((1_704_067_200_000_u64 - 1_288_834_974_657 + r as u64 * 61_234) << 22) | d.below(1 << 22)).to_string()
    }),
    (&["SKU", "商品编码", "sku_code", "x"], |d, _| format!("SKU-{}-{}", d.digits(5), d.digits(4))),
    (&["货号", "item_code", "x"], |d, _| format!("{}{}", d.signs("ABCDEFGHKMNPQRSTUVWXYZ", 2), d.digits(8))),
    (&["款号", "style", "x"], |d, _| format!("E{}", d.digits(8))),
    (&["批次号", "lot"], |d, r| format!("P{}{}", 2024 + r % 2, d.digits(5))),
    (&["时间戳", "timestamp", "created_ms", "x"], |d, r| {
        (1_704_067_200_000_u64 + r as u64 * 86_000 + d.below(86_000)).to_string()
    }),
    (&["ts", "时间戳秒", "event_ts", "x"], |d, r| (1_704_067_200_u64 + r as u64 * 86 + d.below(86)).to_string()),
    (&["微秒", "event_us"], |d, r| (1_704_067_200_000_000_u64 + r as u64 * 86_000_000 + d.below(86_000_000)).to_string()),
    (&["金额", "实付金额", "amount", "累计消费(元)", "x"], |d, _| format!("{}.{:02}", d.below(5000), d.below(100))),
    (&["利润", "profit"], |d, _| format!("-{}.{:02}", d.below(900), d.below(100))),
    (&["GMV", "年销售额", "x"], |d, _| format!("{}", d.within(10_000_000, 90_000_000_000))),
    (&["数量", "quantity", "银行卡数量", "地址数", "手机数量", "x"], |d, _| d.within(1, 40).to_string()),
    (&["姓名长度", "手机号位数", "邮箱长度", "身份证号位数"], |d, _| d.within(2, 18).to_string()),
    (&["邮编", "邮政编码", "zip", "postal_code", "x"], |d, _| format!("{}{}", d.within(1, 8), d.digits(5))),
    (&["行政区划代码", "区划", "x"], |d, _| {
        format!("{}{:02}{:02}", d.of(&["11", "31", "44", "33"]), d.within(1, 20), d.within(1, 30))
    }),
    (&["手机壳", "商品名称", "产品", "product_name", "x"], |d, r| {
        format!("{}{}", d.word(PRODUCTS), if r % 3 == 0 { "新款" } else { "" })
    }),
    (&["宝贝标题", "商品标题"], |d, _| format!("{} {} {}件装", d.word(PRODUCTS), d.word(PRODUCTS), d.within(1, 9))),
    (&["城市", "city", "发货城市", "x"], |d, _| d.word(CITIES).to_owned()),
    (&["省份", "province", "地区"], |d, _| d.word(PROVINCES).to_owned()),
    (&["区县", "district", "x"], |d, _| d.word(DISTRICTS).to_owned()),
    (&["省市", "所在地", "x"], |d, _| format!("{}{}市", d.word(PROVINCES), d.word(CITIES))),
    (&["公司", "公司名称", "供应商", "company", "x"], |d, r| {
        format!("{}{}", d.word(CITIES), COMPANIES.split_whitespace().nth(r % 10).unwrap())
    }),
    (&["版本", "version", "app_version", "x"], |d, _| format!("{}.{}.{}", d.below(12), d.below(30), d.below(20))),
    (&["客户端版本", "固件版本", "build", "x"], |d, _| {
        format!("{}.{}.{}.{}", d.below(12), d.below(20), d.below(20), d.below(30))
    }),
    (&["快递单号", "运单号", "tracking_no", "x"], |d, _| format!("SF{}", d.digits(13))),
    (&["物流单号", "快递编号", "x"], |d, _| format!("{}{}", d.of(&["75", "46", "31", "88"]), d.digits(12))),
    (&["EMS单号"], |d, _| format!("EA{}CN", d.digits(9))),
    (&["发票号码", "invoice_no", "x"], |d, _| d.digits(8)),
    (&["发票代码", "电子发票号"], |d, _| format!("2444200000{}", d.digits(10))),
    (&["条码", "商品条码", "ean", "x"], |d, _| ean13(&format!("69{}", d.digits(10)))),
    (&["barcode", "ean13"], |d, _| ean13(&format!("4{}", d.digits(11)))),
    (&["ISBN", "书号", "x"], |d, _| ean13(&format!("9787{}", d.digits(8)))),
    (&["ISBN10"], |d, _| format!("7-{}-{}-{}", d.digits(3), d.digits(5), d.digits(1))),
    (&["会员卡积分", "积分", "points", "x"], |d, _| d.below(100_000).to_string()),
    (&["等级", "会员等级", "level"], |d, _| d.of(&["普通", "白银", "黄金", "钻石"]).to_owned()),
    (&["性别", "gender"], |d, _| d.of(&["男", "女", "未知"]).to_owned()),
    (&["年龄", "age", "x"], |d, _| d.within(18, 80).to_string()),
    (&["是否绑定手机", "是否有身份证", "email_opt_in", "是否绑定微信", "有无护照"], |d, _| {
        d.of(&["是", "否"]).to_owned()
    }),
    (&["手机型号", "机型", "device_model", "x"], |d, _| {
        format!("{} {}", d.of(&["iPhone", "HUAWEI Mate", "Redmi Note", "vivo X"]), d.within(8, 60))
    }),
    (&["手机品牌", "品牌", "brand"], |d, _| d.of(&["华为", "小米", "苹果", "三星", "荣耀"]).to_owned()),
    (&["颜色", "color", "x"], |d, _| d.word(COLOURS).to_owned()),
    (&["类目", "category", "一级类目", "x"], |d, _| d.word(CATEGORIES).to_owned()),
    (&["订单状态", "status", "x"], |d, _| d.word(STATUS).to_owned()),
    (&["渠道", "channel", "来源"], |d, _| d.word(CHANNELS).to_owned()),
    (&["备注", "买家留言", "remark", "评价内容", "x"], |d, r| {
        format!("{}，{}{}", d.word(NOTES), d.word(NOTES), r % 50)
    }),
    (&["下单时间", "order_time", "付款时间", "x"], |d, r| {
        format!("2024-{:02}-{:02} {:02}:{:02}:{:02}", r / 90 % 12 + 1, r % 28 + 1, d.below(24), d.below(60), d.below(60))
    }),
    (&["注册日期", "register_date", "x"], |d, r| format!("20{}-{:02}-{:02}", d.within(18, 24), r % 12 + 1, r % 28 + 1)),
    (&["转化率", "折扣", "rate", "x"], |d, _| format!("0.{}", d.digits(4))),
    (&["占比"], |d, _| format!("{}.{}%", d.below(100), d.digits(2))),
    (&["重量", "体积", "长x宽x高"], |d, _| format!("{}x{}x{}", d.within(1, 90), d.within(1, 90), d.within(1, 90))),
    (&["网址", "url", "x"], |d, _| format!("https://www.example.com/item/{}.html?spm=a{}", d.digits(9), d.digits(4))),
    (&["图片", "image_path"], |d, _| format!("/img/2024/{}/{}.jpg", d.digits(2), d.signs(HEX, 12))),
    (&["commit", "文件摘要", "checksum", "x"], |d, _| d.signs(HEX, 40)),
    (&["trace_id", "会话ID", "session_id"], |d, _| d.signs(HEX, 32)),
    (&["requestId", "事件UUID"], |d, _| [8, 4, 4, 4, 12].map(|n| d.signs(HEX, n)).join("-")),
    (&["商品描述", "description", "x"], |d, _| {
        format!("{} {} {} {}", d.word(WORDS), d.word(WORDS), d.word(WORDS), d.word(WORDS))
    }),
    (&["活动", "campaign"], |d, r| format!("{}活动第{}期", d.of(&["618", "双11", "年货节", "女神节"]), r % 60)),
    (&["合同号", "contract_no", "x"], |d, _| format!("HT{}{}", d.within(2019, 2024), d.digits(6))),
    (&["资产编号", "门店编号", "store_code", "x"], |d, _| format!("{}{:05}", d.of(&["ST", "MD", "WH"]), d.below(99_999))),
    (&["优惠券码", "coupon_code", "x"], |d, _| d.signs("ABCDEFGHJKMNPQRSTUVWXYZ23456789", 10)),
    (&["礼品卡号", "储值卡", "x"], |d, _| format!("8{}", d.digits(15))),
    (&["会员卡号", "积分卡号"], |d, r| luhn(&format!("90880{:08}{}", r * 31, d.digits(2)))),
    (&["运单", "分拣码"], |d, _| format!("{}-{}-{}", d.digits(3), d.signs("ABCD", 1), d.digits(3))),
    (&["时长", "duration", "x"], |d, _| format!("{:02}:{:02}:{:02}", d.below(5), d.below(60), d.below(60))),
    (&["毫秒数", "latency", "x"], |d, _| format!("{}.{}", d.below(4000), d.digits(3))),
    (&["股票代码", "基金代码"], |d, _| format!("{}{}", d.of(&["60", "00", "30"]), d.digits(4))),
    (&["汇率", "指数"], |d, _| format!("{}.{}", d.within(1, 9), d.digits(4))),
    (&["座位", "桌号", "排号"], |d, _| format!("{}排{}座", d.within(1, 40), d.within(1, 30))),
    (&["班次", "航班号", "车次"], |d, _| format!("{}{}", d.of(&["G", "D", "CA", "MU"]), d.within(10, 9999))),
    (&["微信支付金额", "支付宝笔数"], |d, _| format!("{}.{:02}", d.below(900), d.below(100))),
    (&["QQ群活跃数", "微信好友数", "邮件打开率"], |d, _| d.below(500).to_string()),
    (&["护照套颜色", "车牌架尺寸"], |d, _| d.word(COLOURS).to_owned()),
    (&["尺码", "size"], |d, _| d.of(&["S", "M", "L", "XL", "170/88A", "36", "42"]).to_owned()),
    (&["日期键", "dt", "x"], |_, r| format!("2024{:02}{:02}", r / 28 % 12 + 1, r % 28 + 1)),
    (&["周期", "月份"], |_, r| format!("2024-{:02}", r % 12 + 1)),
    (&["入库序号", "序号", "id"], |_, r| (r + 1).to_string()),
    (&["长序号", "x"], |_, r| format!("{:011}", r * 977 + 1)),
    (&["商户号", "mch_id"], |d, _| format!("1{}", d.digits(9))),
    (&["机器编码", "x"], |d, _| format!("{}{}", d.within(20, 99), d.digits(9))),
];

/// All columns: header and cells.
pub fn harmless(rows: usize) -> Vec<(&'static str, Vec<String>)> {
    let mut all = Vec::new();
    for (i, (headers, make)) in MAKERS.iter().enumerate() {
        for (k, header) in headers.iter().enumerate() {
            let mut dice = Dice::new((1000 * i + k) as u64);
            all.push((*header, (0..rows).map(|row| make(&mut dice, row)).collect()));
        }
    }
    all
}
