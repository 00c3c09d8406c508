//! The canonical fields of all kinds of table and the words that people write above them.

use super::TableKind;
use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $kinds:literal $code:literal $zh:literal $en:literal
        strong $strong:literal weak $weak:literal never $never:literal;)*) => {
        /// What a column means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        pub enum Field { $($(#[$doc])* $name,)* }

        impl Field {
            /// All fields, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            fn words(self) -> &'static Words {
                match self {
                    $(Self::$name => &Words {
                        kinds: $kinds, code: $code, zh: $zh, en: $en, strong: $strong, weak: $weak, never: $never,
                    },)*
                }
            }
        }
    };
}

/// Everything in words about one field. Synonyms stand in small letters without spaces, with blanks between them, the best
/// first; `(a|b)` stands for either, so that a list of heads and a list of tails make all their pairs.
struct Words {
    /// Letters of the kinds of table, see [`TableKind::letter`].
    kinds: &'static str,
    code: &'static str,
    zh: &'static str,
    en: &'static str,
    strong: &'static str,
    weak: &'static str,
    never: &'static str,
}

fields! {
    /// Whose row it is: the key of a customer.
    UserId "OECF" "user_id" "客户编号" "Customer ID"
        strong "(客户|用户|会员|买家|顾客|消费者)(id|编号|号|编码|代码|标识|唯一标识|账号|帐号|代号|key|uid|wid)
            (访客|粉丝|学员|学生|患者|病人|受访者|投诉人|申请人|车主|投保人|被保险人|客人|购买人|购票人|乘客|旅客|业主|玩家|角色|成员|联系人|往来单位|反馈人|评价人)(id|编号|号|编码|代码|标识)
            病历号 门诊号 住院号 就诊卡号 (对|收|付|收付|交易对)方(账号|账户|帐号) 会员卡号 会员卡id 会员卡编号 买家会员名 买家昵称 会员名 用户昵称 买家旺旺 旺旺id 会员昵称 客户昵称 openid unionid 微信openid (下单|购买)(用户|帐号|账号)(id|)
            (user|customer|client|member|buyer|shopper|visitor|consumer|guest|patient|subscriber|requester|respondent|student|player|passenger|shoppers|users|customers)(id|no|number|key|code|num|ref)
            cust(id|no|code|num|key|number) contactid contactkey uid userkey distinctid userpseudoid clientcode loyaltyid loyaltycardno membercardno buyerusername buyeruserid soldtoparty soldto crmid 学号 klaviyoid kundennummer kundennr kundenid numeroclient numéroclient idclient idcliente clienteid códigocliente 会员番号 顾客番号 顾客id お客様番号 得意先コード 고객번호 고객id 구매자id 회원번호 회원id"
        weak "客户 用户 recordid 会员 买家 顾客 售达方 往来单位 消费者 访客 学员 加油卡号 车牌号 车牌号码 车牌 车架号 vin customer user member client buyer guest shopper customeruser 账号 帐号 accountid accountno 设备id deviceid 设备号 visitor anonymousid cookieid id 编号 masterid personid accountname associatedcompany associatedcompanyids kunde cliente 顾客名 投保人 手机会员"
        never "数量 count type 类型 等级 级别 商品 产品 product 订单 order 工单 门店 店铺 收款";
    /// Which order a line belongs to.
    OrderId "OEF" "order_id" "订单号" "Order ID"
        strong "订单(号|编号|id|号码|编码|单号|流水号|代码|sn) (主|父|原|平台|商城|外卖|预|线上|原始|内部|系统)订单(编号|号|id) 交易(号|编号|单号|流水号|id|流水|订单号) 子订单(号|编号|id)
            发票号 发票号码 (小票|收据|票据|账单|单据|凭证)(号|编号|号码) (销售|出库|销货|发货|零售|收银|充值|消费|结算|结账|成交|合同|预订|预约|提货)单(号|编号|据号) 销售订单 销售(流水号|凭证) 流水号 保单号 合同(编号|号) 商机编号
            order(id|no|number|num|sn|code|ref|reference|key) (amazon|sales|web|purchase|po|parent|customer)order(id|no|number|) invoice(no|id|number|num|) (transaction|trans|txn|trade|receipt|bill|voucher|booking|sale)(id|no|number|num|ref|code) transactionreference
            billingdocument salesdocument bestellnummer bestellnr auftragsnummer rechnungsnummer numérodecommande nºdepedido númerodepedido idpedido transaktionscode numérodetransaction 注文番号 受注番号 传票番号 주문번호"
        weak "单号 order 订单 receipt transaction ticket 单据 流水 凭证 documentno docno 小票 recordid référence reference"
        never "数量 count 快递 物流 运单 工单 服务单 投诉 订单数 orders date time 日期 时间 评论 支付流水";
    /// When the order was placed.
    OrderTime "O" "order_time" "下单时间" "Order time"
        strong "下单(时间|日期|时刻|日) (办卡|上课)(时间|日期) (订单|购买|交易|成交|消费|销售|订购|预订|预定|购物|采购|报名|充值|加油|购票|办理|签约|签单|认购|投保|缴费|缴款|订货|出库|结账|收银|订单提交|订单成交|订单生成|订单创建|订单下单|拍下)(时间|日期|日|时刻)
            (付款|支付|订单付款|订单支付|支付完成|收款|记账|入账|结算)(时间|日期) 营业日期 营业日 单据日期 凭证日期 制单日期 录单日期 开单(日期|时间) 开票日期 业务日期
            (order|invoice|purchase|transaction|trans|txn|sale|sales|checkout|booking|trade|bill|billing|receipt)(date|time|datetime|timestamp|dt|day|created|createdat|createddate) ordered(at|on|date) purchased(at|on) orderpurchasetimestamp ordercreationdate
            paid(at|date|time) payment(date|time) datepaid dateofpurchase dateoforder closedate closingdate bestelldatum kaufdatum rechnungsdatum datedecommande fechadepedido fechadecompra 注文日时 注文日 购入日 卖上日 주문일시 주문일 주문일자 결제일"
        weak "日期 时间 入住(时间|日期|) (到店|进店|入场|进场)(时间|日期) 创建时间 创建日期 录入时间 制单时间 date time datetime timestamp createdat createtime created createddate day 交易日 datum fecha ctime 账期"
        never "ship shipped shipping delivery delivered deliver due required register registered registration signup birth birthday refund return updated update modified end expire expiry login last recent 发货 收货 送达 注册 生日 出生 退款 退货 更新 修改 截止 到期 登录 完成订单 结束 入库 最近 最后 上次 首次 first 离店 入会 关注 建档 开户 评价 行为 事件 访问 event visit 停留 关闭 办结 入店 反馈 咨询 投诉 成为 etl";
    /// Which product.
    ProductId "OEF" "product_id" "商品ID" "Product ID"
        strong "(商品|产品|货品|宝贝|菜品|药品|存货|物料|单品|课程|款式)(id|编号|编码|代码|号|货号|条码|sku|skuid|标识) 货号 款号 sku sku(编码|id|code|编号|码|no) spu(id|编码|编号|) 条码 条形码 国际条码 商家编码 套餐编码
            (product|item|goods|article|material|merchandise|sku|listing)(id|no|code|key|number|num|sku) stockcode asin upc ean ean13 gtin barcode lineitemsku itemsku variantsku partno partnumber"
        weak "宝贝id item 物料 规格编码 关联商品 material"
        never "数量 count";
    /// Name of the product.
    ProductName "OEF" "product_name" "商品名称" "Product"
        strong "(商品|产品|货品|宝贝|菜品|药品|存货|物料|单品|课程|套餐|服务|项目|礼包|票品|影片)(名称|名|标题|全名|描述|信息|简称) 品名 款名 选购商品 购买商品 购买产品 油品
            (product|item|goods|article|material|listing|lineitem|merchandise)(name|title|description|desc) lineitemname artikelname artikelbezeichnung bezeichnung nomduproduit producto 商品名 상품명 제품명"
        weak "商品 产品 菜品 药品 课程 影片 宝贝 套餐 货品 description product title 标题 款式 房型 artikel produkt produit article artículo"
        never "数量 count 页面 page 分类 类别";
    /// Category of the product.
    Category "OEF" "category" "类目" "Category"
        strong "类目 品类 类目名称 categoryname (商品|产品|货品|课程|菜品|药品|物料|存货|宝贝|品牌)(类目|分类|类别|品类|种类|大类|类型) (一级|主|大|销售|叶子|商品一级)(类目|分类|品类|类别) 类目(id|编号) 分类 分类名称 大类 category (product|item|goods|merchandise)(category|type|group|class|department)
            category(id|code|en|cn) categoryl1 department productline 产品线 险种"
        weak "类别 subcategory 二级类目 中类 小类 商户类别 种类 category2 segment2"
        never "客户 会员 用户 customer 工单 投诉 问题";
    /// How many pieces.
    Quantity "O" "quantity" "数量" "Quantity"
        strong "数量 (购买|商品|销售|订购|订单商品|货品|产品|采购|宝贝|宝贝总|订货|出库|下单|成交|主计量|交易|发货|订单)(数量|件数|量) 件数 购买件数 销售件数 商品件数 销量 份数 张数 间夜数 升数 瓶数 盒数 箱数 quantity qty
            (order|item|product|sold|sales|lineitem|ordered|purchase|invoice)(quantity|qty) units unitssold qtysold qtyordered quantity(ordered|purchased|sold) cds numberofitems itemcount menge anzahl stückzahl quantité cantidad 수량"
        weak "count pieces num 个数 pcs 件 数目 volume"
        never "库存 stock 退 returned refund 银行卡 手机 订单数 orders";
    /// Price of one piece.
    Price "O" "price" "单价" "Unit price"
        strong "单价 (商品|销售|成交|产品|订单|含税|无税|不含税|折后|实际|菜品|货品|原|结算|优惠|促销|零售|宝贝|平均)(单价|价格) 价格 售价 零售价 成交价 销售价 京东价 票价 油价 拿货价 净价 会员价 现价 标准价 原价 unitprice price
            (item|selling|product|sale|lineitem|net|retail|sales|sold|actual|regular|avg|average|discounted)price priceeach priceperunit unitcostprice stückpreis einzelpreis preis prixunitaire preciounitario precio 단가"
        weak "吊牌价 标价 listprice rate 价 月费 市场价"
        never "total freight 进 成本 cost 总价 客单";
    /// Amount of the line.
    Amount "O" "amount" "金额" "Amount"
        strong "实付金额 (实付|实收|净收|净销售)(金额|款|额|总额|款项|) (用户|商家|买家|客户|顾客|订单)(应付|应收)(金额|总额|) (买家|用户|客户|商品|商家|订单|顾客|会员|实际)(实际支付|实付|实收|支付|实付款)(金额|款|) 实际(支付|付款|收款|成交|交易)金额 (已付|实交|已收)(金额|款|额) 实交学费 应付金额 (买家|)应付(货款|款) 金额 订单金额 支付金额 付款金额 成交金额 销售额 销售金额 (交易|消费|购买|充值|加油|结算|缴费|缴纳|收款|认购|签约|合同|下单|开票|订购|收入|含税|折后)(金额|额|总额)
            价税合计 保费 实缴学费 实缴金额 学费 房费总额 总票款 票款 含税金额 净值 (订单|商品|成交|支付|销售|交易|消费|合计|应付)总(额|价|金额) 总金额 总价 合计 小计 总计 合计金额 消费额 成交额 订单(实付|总价|应付金额) 应收金额 应收额 amount netpaid (net|paid|actual|final)(amount|amt|paid|sales|revenue|total|value)
            (order|payment|total|sales|sale|transaction|trans|txn|gross|purchase|invoice|bill|spend|settlement|lineitem|extended)(amount|amt|total|value|paid) sales revenue ordervalue totalprice linetotal grosssales spend spending
            gmv monetary totalsales totalpaid totalamountpaid amountpaid amountspent totalspent paymentvalue purchasevalue itemtotal grandtotal 卖价 发生额 本位币金额 折合人民币 人民币金额 basecurrencyamount gesamtbetrag gesamtsumme montanttotal montant importetotal importe totalttc totalfee payfee 合计金额 卖上金额 注文金额 총결제금액 결제금액 주문금액"
        weak "total value 付款 payment dollars 应付 amt subtotal 款项 itemprice 营业额 流水金额 gross brutto betrag umsatz avantcommission 금액"
        never "代收 押金 保证金 运费 邮费 税额 退 优惠金额 折扣 折让 成本 佣金 累计 freight shipping tax discount refund cost tip fee count 余额 balance 支付宝 数量 订单数 charges 积分 补贴 年 lifetime ltv 预算 budget 历史";
    /// Cost: of the line in orders, of the advertising in channels.
    Cost "OH" "cost" "成本" "Cost"
        strong "成本 (成本|进货|采购|商品成本|产品成本|总成本)(金额|价|总额|) 进价 进货价 成本单价 (获客|推广|投放|营销|广告|渠道|引流|总|市场|媒体)(成本|费用|花费|支出|消耗|费) 花费 消耗 消费 现金消耗 费用 cost (product|total|unit|ad|media|marketing|advertising|campaign|acquisition|channel)(cost|costs|spend|spends|expense|expenses) costprice cogs costamount adspend"
        weak "spend spent budget 支出 投入 投入金额"
        never "shipping freight 运费 cpa cpc cpm 单次 平均 每 per";
    /// Discount on the line.
    Discount "O" "discount" "优惠" "Discount"
        strong "优惠 (优惠|折扣|折让|满减|优惠券|立减|促销|抵扣|店铺优惠|平台优惠|优惠券抵扣|商品优惠|订单优惠|活动优惠|红包|积分抵扣)(金额|额|折扣|减免|总额) 折扣 折扣率 优惠减免 折让 店铺优惠折扣 discount (discount|coupon|promotion|promo|voucher|itempromotion)(amount|amt|discount|value|rate|percent|pct) lineitemdiscount orderdiscount itemdiscount totaldiscount"
        weak "coupon rebate 减免 平台补贴 补贴"
        never "编码 编号 code id 名称 name";
    /// Refunded amount of the line.
    Refund "O" "refund" "退款金额" "Refunded amount"
        strong "(退款|退货|已退|已退款|实际退款|退费|退单|售后退款)(金额|额|总额|款) 退款 refundamount refundedamount returnamount amountrefunded refund refundvalue refundtotal refunded(total|value) totalrefunded refundfee refunds partialrefunds 退款额 rückerstattung"
        weak ""
        never "是否 is flag status 状态 时间 日期";
    /// Whether the line is a refund.
    IsRefund "O" "is_refund" "是否退款" "Refund flag"
        strong "是否(退款|退货|退单|退换货|退) (退款|退货|售后|退单)(标志|标识|标记|状态) 退款退货状态 is(refund|refunded|return|returned) refunded returned (refund|return)(flag|status|state)"
        weak ""
        never "金额 amount";
    /// Where an order, a visit or a customer came from.
    Channel "OECHF" "channel" "渠道" "Channel"
        strong "渠道 (推广|广告|投放|营销)(计划|单元|系列|活动|组)(名称|名) 计划名称 (销售|来源|下单|购买|获客|推广|投放|流量|广告|注册|引流|成交|营销|行为|访问|分销|充值|预订|订单|办理|报名|反馈|服务|受理|出单|媒体|投放媒体|接入|行为发生|客户|触达|沟通)(渠道|来源) 渠道(名称|名|编码|id|来源|类型) 订单来源 平台 (下单|销售|购票|购买|投放|电商)平台 店铺名称 门店名称 (终端|客户端|设备)类型 终端 触点 来源名称 流量来源 入口 加油站 油站名称
            channel (sales|order|acquisition|marketing|traffic|ad|media|user|distribution|feedback|contact|purchase|lead|session)(channel|source|medium) channel(name|type|id|group|grouping) utmsource trafficsource storename 载体"
        weak "来源 店铺 门店 媒体 推广计划 广告计划 source platform store marketplace campaign campaignname utmmedium medium 下单网点 网点 归属店铺 os device"
        never "支付 付款 收款 payment pay 结算 编号 地址 缴费";
    /// Region of the customer.
    Region "OECHF" "region" "地区" "Region"
        strong "地区 地域 区域 (收货|客户|所在|用户|客户所在|会员|销售|所属|居住|注册|常住|现居|收件|配送|归属|收货人|买家|大)(地区|地域|区域|省份|省|城市|省市|地|区) 省份 省 省市 归属地 归属地市 客户地区 region province area salesregion (ship|shipping|customer|billing|home|user|bill)(region|province|area) 大区"
        weak "城市 国家 地市 市 州 country state city territory mailingstate mailingcity location geo (ship|shipping|billing)(state|city|country) 国家地区"
        never "邮编 code 编码 面积";
    /// How the order was paid.
    PaymentMethod "O" "payment_method" "支付方式" "Payment method"
        strong "(支付|付款|结算|收款|缴费|缴款|买单|结账)(方式|渠道|类型|工具|手段|通道) 支付平台 (payment|pay)(method|type|mode|channel|gateway|option|means|instrument) paidby tendertype"
        weak "payment tender 结算"
        never "时间 金额 date time";
    /// Day or time of joining.
    RegisterDate "C" "register_date" "注册时间" "Registered"
        strong "注册(时间|日期|日|时刻) (入会|入驻|加入|建档|开户|开卡|办卡|开通|入籍|关注|首次关注|成为会员|会员注册|用户注册|账号创建|客户创建|会员创建|创建账号|加粉|激活)(时间|日期|日) (register|registered|registration|signup|join|joined|joining|enrollment|enrolment|enroll|created|membership|onboarding|account)(date|time|at|datetime|on|timestamp|day|createddate|created|since|startdate) dateofjoining dateadded membersince customersince dtcustomer 成为(客户|会员)(时间|日期|)"
        weak "创建时间 创建日期 created createtime createdat dateadded 购车日期 建立时间 录入时间 添加时间"
        never "到期 expire 最近 最后 last 更新 update";
    /// Level of membership.
    MemberLevel "OECF" "member_level" "会员等级" "Member level"
        strong "(会员|客户|用户|vip|会员卡|粉丝|顾客|账户|会籍)(等级|级别|层级|类型|类别|卡等级|级次|星级|等级名称) 等级 vip级别 会员卡类型 卡等级 卡级别 (member|membership|customer|loyalty|user|client|vip)(level|tier|grade|class|status|rank|type) tier viplevel loyaltyprogramtier cardlevel cardtype"
        weak "会员 级别 level grade vip 星级"
        never "商品 product 工单 紧急 风险 risk 优先";
    /// Time of the last purchase.
    LastBuyDate "C" "last_buy_date" "最近购买时间" "Last purchase"
        strong "(最近|最后|上次|最近一次|最后一次|末次|上一次)(购买|消费|下单|交易|成交|购物|付款|到店消费|订单|支付|复购)(时间|日期|日) (last|latest|recent|mostrecent)(buy|purchase|order|transaction|trans|txn|bought|sale|paid|orderpurchase|shopping|deal|dealclose)(date|time|at|datetime|on|day|timestamp|) dateoflastpurchase dateoflastorder lastpurchased lastordered lastbought"
        weak "最近到店时间 最近消费 最近购买 最后消费"
        never "金额 amount 登录 登陆 login id 编号 渠道";
    /// Sex.
    Gender "OECF" "gender" "性别" "Gender"
        strong "(客户|用户|会员|买家|顾客|)性别 gender sex genre (customer|user|member)(gender|sex)"
        weak ""
        never "";
    /// Day of birth.
    Birthday "OECF" "birthday" "生日" "Birthday"
        strong "生日 (出生|生日|会员生日|客户生日)(日期|年月|年月日|时间) (会员|客户|用户|顾客)(生日|出生日期) birthday birth(date|day) dob dateofbirth (customer|user)(birthday|birthdate|dob)"
        weak "出生年份 出生年 birthyear yearofbirth yearbirth 出生"
        never "";
    /// Age in years.
    Age "OECF" "age" "年龄" "Age"
        strong "(客户|用户|会员|顾客|买家|)年龄 年纪 (年龄|客户年龄)(段|区间|组|层|分组|范围) 岁数 age (customer|user|member|client)age age(group|range|band|bracket|years) ageinyears"
        weak "年代"
        never "page account 账龄";
    /// Trade or post.
    Occupation "OECF" "occupation" "职业" "Occupation"
        strong "职业 (客户|用户|会员|从事)职业 职业(类别|类型|名称|分类) 从事行业 occupation job profession jobtitle (customer|user)(occupation|job|profession) jobrole contacttitle"
        weak "职务 职位 行业 工作 industry 身份 岗位"
        never "编号 id";
    /// Income of a person.
    Income "OECF" "income" "收入" "Income"
        strong "收入 (年|月|个人|家庭|客户|家庭年|个人年|税前|月均|平均月|个人月|家庭月)(收入|薪|薪资|收入水平|收入区间) 收入(水平|区间|范围|段|档次|层次) 薪资 工资 income (annual|monthly|yearly|household|personal|customer|family|estimated|median)(income|salary|earnings) salary incomegroup incomelevel incomebracket incomerange estimatedsalary"
        weak "earnings wage"
        never "营业 销售 渠道 order 订单 运费 配送 佣金 利息";
    /// What was done: viewing, clicking, buying.
    BehaviorType "E" "behavior_type" "行为类型" "Behaviour"
        strong "行为 (行为|事件|操作|动作|用户行为|触发事件|埋点|交互|日志|埋点事件)(类型|名称|名|类别|标识|编码|代码|id|种类) 动作 用户行为 事件 user(action|behavior|behaviour|activity|event) (behavior|behaviour|event|action|activity|interaction|operation)(type|name|code|action|event|behavior|behaviour|activity|category) behavior behaviour event action"
        weak "操作 类型 activity type 行为描述"
        never "时间 time date 时长 会员 客户 商品 支付 工单 投诉 设备 终端 时刻 id编号";
    /// When it was done.
    BehaviorTime "E" "behavior_time" "行为时间" "Behaviour time"
        strong "(行为|事件|操作|访问|浏览|发生|点击|触发|行为发生|事件发生|登录|动作|日志|触达|上报|进入|埋点|采集|活动|记录)(时间|日期|时刻|时间戳) (event|behavior|behaviour|action|visit|activity|log|access|click|view|hit|session|interaction|server|client|login|request)(time|date|datetime|timestamp|at|ts|starttime|utctime) timest eventts occurredat visitedat"
        weak "time timestamp 日期 时间 date datetime ts day createdat createtime created 创建时间 开始时间"
        never "停留 duration 时长 注册 register 最近 last 结束 end etl";
    /// Visit that it belongs to.
    SessionId "E" "session_id" "会话ID" "Session ID"
        strong "(会话|访问|session|访次)(id|编号|标识|号) 会话 (session|visit|gasession|usersession)(id|key|no|number|) sid visitnumber"
        weak "sess"
        never "时长 duration 数 count time";
    /// Page or screen.
    Page "E" "page" "页面" "Page"
        strong "页面 行为页面 (访问|当前|受访|浏览|页面|落地|所在|进入|点击)(页面|页|url|地址|路径|名称|标题|网址) 页面id page (page|screen|landing|view|request|current|visited)(url|name|path|title|location|page|screen|uri|view|id|link) url uri path screen pagelocation"
        weak "网址 链接 link 界面 屏幕 location"
        never "上一 来源 referrer 时长 数 次数 count number views 登录方式";
    /// Time spent, in seconds where the header names no other unit.
    Duration "E" "duration" "停留时长" "Duration"
        strong "(停留|使用|持续|在线|观看|页面停留|行为停留|阅读|播放|驻留)(时长|时间|秒数|秒) (浏览|访问|行为|会话)(时长|秒数) 时长 duration (event|session|visit|view)(duration|seconds|length) (page|stay|watch|dwell|play)(duration|time|seconds|length|stay) dwell timespent timeonpage timeonsite stayseconds engagementtimemsec engagementtime seconds"
        weak "秒数 持续 时间长度"
        never "处理 工单 date timestamp";
    /// Day or month of a row of sums.
    Date "H" "date" "日期" "Date"
        strong "日期 (统计|数据|投放|报告|推广|报表|消费|汇总|考核|账期|业务|活动)(日期|时间|月份|日|周期|周|月) 时间 月份 年月 date (report|stat|stats|campaign|data|reporting)(date|day|month|period|week) day month week period"
        weak "周 年份 季度 quarter year 周期 timestamp 开始日期"
        never "结束 end";
    /// People reached.
    Uv "H" "uv" "曝光量" "Unique visitors"
        strong "uv (曝光|展现|展示|浏览|访问|触达|独立访问|广告曝光|广告展示|到达|播放|页面浏览)(量|次数|数|人数|用户数|uv|人次) (独立|)(访客数|访客量|访客|访问用户数|访客人数) 曝光 展现 展示 uv数 访问uv 曝光uv (unique|daily|total|)(visitors|visitor|users|impressions|impression|impr|reach|views) uniquevisits sessions visits imps"
        weak "pv 浏览 访问 exposure exposures 流量 traffic 人数 visitorcount"
        never "率 rate 成本 cost 时长 id 时间";
    /// Clicks.
    Click "H" "click" "点击量" "Clicks"
        strong "点击 (广告|总|推广|链接|有效|)(点击量|点击数|点击次数|点击人数|点击uv|点击用户数) clicks click (ad|link|total|unique|outbound)(clicks|click) clickcount clickuv numberofclicks clickthroughs"
        weak "点击pv 进店人数 加购人数 引导访问"
        never "率 rate 成本 cost 单价 per 时间 through";
    /// Orders won.
    Order "H" "order" "下单量" "Orders"
        strong "(下单|成交|支付|订单|付款|转化|购买|成交订单|支付订单|成单|下单成交|总订单|付费|成交转化|直接成交)(量|数|数量|单数|笔数|人数|买家数|次数|用户数|件数|订单量|订单数) 转化 order orders (order|conversion|purchase|transaction|total|paid|completed)(count|counts|num|orders|conversions|purchases|transactions|number|qty) conversions purchases transactions numberoforders"
        weak "订单 成交 下单 成单 购买 支付 付款 conversion 转化目标 新客数 sales leads 线索数 注册数 激活数"
        never "率 rate 金额 额 成本 cost value 价 id 编号 时间 间接";
    /// Orders per click, as a share or in per cent.
    ConversionRate "H" "conversion_rate" "转化率" "Conversion rate"
        strong "(点击|下单|成交|支付|购买|订单|总|广告|渠道|付款|成单|转化|)转化率 转换率 (conversion|conv|order|purchase|click)(rate|ratio|pct|percent|conversionrate) cvr cr convrate"
        weak "转化比"
        never "点击率 ctr";
    /// Takings that a channel brought.
    Revenue "H" "revenue" "营收" "Revenue"
        strong "收入 (成交|支付|销售|订单|转化|总成交|总支付|下单|付款|营业|广告|渠道|带来|产出|总|引导成交|直接成交|付费)(金额|额|收入|总额|gmv) 销售额 gmv 产出 交易额 revenue sales (total|order|purchase|conversion|conv|conversions|ad|gross|net|channel|attributed|transaction)(revenue|value|sales|amount) conversionvalue"
        weak "value amount 金额 转化价值 流水"
        never "率 rate 成本 cost 消耗 花费 客单 平均 per";
    /// Return on the cost.
    Roi "H" "roi" "投资回报率" "ROI"
        strong "roi roas (投资|投入|广告|营销|渠道|推广|投放)(回报率|产出比|回报|收益率|回报比|回报率roi|roi) 投产比 投产 回报率 roi值 ad(roi|roas) returnoninvestment returnonadspend (total|marketing|channel|direct)(roi|roas)"
        weak "收益率"
        never "";
    /// Number of a service case, a survey or a review.
    TicketId "F" "ticket_id" "工单号" "Ticket ID"
        strong "(工单|投诉|服务单|问卷|评论|评价|反馈|会话|咨询|投诉单|反馈单|答卷|咨询单|案件|事件单|受理|服务请求|维修单|售后单|工单单|调查|记录|报修)(号|编号|id|单号|序号|编码|流水号) (ticket|case|feedback|survey|response|review|complaint|conversation|issue|incident|enquiry|inquiry|comment|chat|request)(id|no|number|key|code|ref) ticket"
        weak "case 编号 单号 id 序号 number"
        never "客户 customer 用户 user 商品 product 订单 order";
    /// When the customer spoke.
    FeedbackTime "F" "feedback_time" "反馈时间" "Feedback time"
        strong "(反馈|评价|评论|咨询|投诉|提交|受理|来电|接入|发起|进线|工单创建|答题|填写|报修|调研|调查|填答|创建|建单|首次评价|发表|留言|登记|会话开始|服务|回访)(时间|日期|日|时刻) responsedate (feedback|review|comment|complaint|survey|ticket|case|submit|submitted|submission|posted|opened|created|create|inquiry|enquiry|open|request|incident|reviewed|answered|requested|chat)(date|time|at|on|datetime|timestamp|createdat|created|submitted) datesubmitted 提交答卷时间"
        weak "日期 时间 date time timestamp created datetime 开始时间 开始日期"
        never "关闭 结束 办结 closed solved resolved 处理 完结 完成 下单 订单";
    /// When the case was closed.
    ClosedAt "F" "closed_at" "关闭时间" "Closed at"
        strong "(关闭|办结|解决|完结|结案|结束|工单关闭|处理完成|完成|结单|处理完毕|关单|会话结束|处理结束|闭环|归档)(时间|日期|日|时刻) (closed|solved|resolved|completed|close|closing|finished|completion|ticketclosed|end|ended)(at|date|time|on|datetime|timestamp)"
        weak "处理时间 更新时间 end"
        never "时长 duration 分钟 min hours";
    /// What it is about.
    Type "F" "type" "问题类型" "Type"
        strong "(工单|问题|投诉|咨询|反馈|咨询问题|服务|业务|诉求|投诉问题|反馈问题|事件|来电|客诉|会话|售后|评价)(类型|分类|类别|种类|大类|主题|原因) 类型 投诉原因 type (ticket|case|issue|complaint|feedback|inquiry|enquiry|request|question|problem|contact|incident|call)(type|category|class|reason|topic) topic reason"
        weak "分类 类别 category 标签 原因 tag 主题"
        never "商品 产品 客户 会员 设备 product customer";
    /// Satisfaction or willingness to recommend.
    Score "F" "score" "满意度评分" "Score"
        strong "(满意度|满意|服务|评价|综合|总体|商品|配送|客服|物流|推荐|总|整体|描述|产品|客户满意度|总体满意度|整体满意度|服务满意度)(评分|得分|打分|分数|分值|星级|评级|指数) 用户评分 满意度 评分 得分 打分 分数 nps nps(评分|得分|打分|分数|score|值) 推荐(意愿|度|值|可能性|指数) 星级 (客户|服务|整体|总体)满意度 csat (satisfaction|nps|csat|review|feedback|survey|overall|service|recommend|ces|star|customer|user|likelihood)(score|rating|stars|rate|satisfaction|point|points|torecommend) rating score stars satisfaction"
        weak "评价 评级 好评度 rank points grade"
        never "会员 信用 积分 credit 内容 风险";
    /// What the customer wrote.
    Text "F" "text" "反馈内容" "Text"
        strong "(反馈|评价|评论|投诉|问题|工单|咨询|留言|建议|意见|描述|诉求|会话|聊天|回访|用户评价|买家评价|客户反馈|意见反馈|客户留言|问题描述|来电)(内容|描述|详情|文本|正文|原文|明细|信息) 评论 留言 问题描述 建议反馈 意见建议 意见反馈 建议 意见 内容 反馈 text (review|comment|feedback|message|complaint|ticket|response|survey|case|issue|customer|reviewer|problem)(text|body|content|comment|comments|description|message|detail|details|title|subject|feedback|review) comment comments review feedback message verbatim content"
        weak "描述 subject body description 备注 说明 remark note title summary 标题 详情 notes remarks"
        never "时间 time date id 数量 count length 长度 类型 type 评分 score";
    /// Time to the answer, in the unit that the header names.
    HandlingTime "F" "handling_time" "处理时长" "Handling time"
        strong "(处理|接待|解决|响应|服务|投诉处理|通话|工单处理|平均处理|等待|处理用|首次响应|会话|回复|受理|办理|完结|首响)(时长|耗时|用时|时效|历时|小时数|分钟数|天数) (处理|响应|通话|等待|首次响应|平均处理|回复)时间 耗时 用时 时长 (handling|handle|resolution|response|processing|process|service|resolve|solve|firstresponse|call|wait|waiting|talk|firstreply|fullresolution|reply|timeto)(time|duration|minutes|hours|seconds|mins|resolve|close|resolution|timemin) aht"
        weak "duration 天数 处理时效"
        never "日期 date timestamp";
    /// Name of the customer.
    UserName "OECHF" "user_name" "客户姓名" "Customer name"
        strong "姓名 (客户|用户|会员|买家|顾客|收货人|收件人|联系人|患者|学员|车主|投保人|真实|持卡人|入住人|客人|往来单位|学生|乘客|业主|消费者|购买人|参会人|中文|员工|受访者|法人|提交人|提货人|签收人|取件人|订货人|寄件人|发件人|宾客|读者|捐赠人|捐款人|玩家|宠主|住户|租户|购票人|预订人|缴费人)(姓名|名称|名字|全名|真实姓名) 捐赠人 捐款人 寄件人 承租人 住户 爱心人士 收货人 收件人 提货人 签收人 取件人 订货人 联系人 入住人 真名 (对|收|付|收付|交易对)方(名称|户名|姓名) (customer|full|first|last|contact|member|buyer|client|recipient|receiver|cust|shipping|billing|ship|guest|patient|student|passenger|given|family|user|real|legal|payer|consumer|cardholder|account)name consignee surname forename 客户名 氏名 고객명 구매자명"
        weak "name 用户名 名字 昵称 contact recipient receiver 称呼 nickname 客户简称 username"
        never "product item company 公司 长度 file 商品 产品 页面 渠道 channel";
    /// Telephone number.
    Phone "OECHF" "phone" "手机号" "Phone"
        strong "手机 手机号 手机号码 (联系|收货人|收件人|买家|客户|会员|用户|注册|绑定|本人|预留|常用|联系人|家庭|办公|车主|患者|学员|家长|监护人|入住人|顾客|紧急联系人|移动|收货|寄件人|发件人|宾客|读者|业主|住户|租户|购票人|预订人|缴费人)(手机|手机号|手机号码|电话|电话号码|方式|固话) 电话 电话号码 联系方式 联系号码 移动电话 座机 固话 固定电话 用户号码 mobile (mobile|cell|contact|phone|telephone|tel)(phone|number|no|num) (home|work|contact|customer|office|shipping|billing|ship|user|buyer|recipient|receiver|member|business|other|mobile|cell)(phone|mobile|tel|phonenumber|phoneno|telephone|cell) phone telephone tel msisdn 主叫号码 来电号码 telefon telefonnummer téléphone teléfono 电话番号 전화번호 휴대폰번호"
        weak "cell 传真 landline fax"
        never "型号 品牌 model brand";
    /// E-mail address.
    Email "OECHF" "email" "邮箱" "E-mail"
        strong "邮箱 (电子|联系|注册|客户|用户|会员|买家|个人|工作|企业|绑定|常用)(邮箱|邮件|邮箱地址) 邮箱(地址|账号) 邮件地址 邮件 email (customer|user|buyer|contact|work|personal|member|client|billing|shipping|recipient|business)email emailaddress email(addr|id) mailaddress fromemailaddress senderemail correoelectrónico courriel adresseemail メールアドレス 이메일"
        weak "mail"
        never "";
    /// Number of the identity card.
    IdCard "OECHF" "id_card" "身份证号" "ID card"
        strong "身份证 身份证号 身份证号码 (证件|客户证件|本人证件|有效证件)(号码|号|编号) 公民身份号码 居民身份证 居民身份证号 居民身份证号码 身份证件号 身份证件号码 身份证编号 身份号码 idcard idcard(no|number|num) idno idnumber identity identity(no|number|card|cardno|cardnumber) nationalid citizenid certno certificateno"
        weak ""
        never "订单 order";
    /// Number of the bank card.
    BankCard "OECHF" "bank_card" "银行卡号" "Bank card"
        strong "银行卡 银行卡(号|号码|账号|账户) 银行(账号|账户|帐号) (信用|借记|储蓄|扣款|还款|收款|付款|绑定|退款)(卡号|卡账号|银行卡号|账号|账户) 信用卡 bankcard bankcard(no|number|num) (card|creditcard|debitcard|cc)number creditcard (bankaccount|bankacc)(no|number|) debitcard iban pan"
        weak "卡号 cardno accountno accountnumber card"
        never "会员 member 加油 礼品";
    /// Postal address.
    Address "OECHF" "address" "地址" "Address"
        strong "地址 住址 (收货|详细|家庭|联系|收件|通讯|客户|居住|现住|单位|公司|邮寄|配送|户籍|注册|送货|收货人|寄件|会员|用户|车主|发票|身份证|投诉人|常住|现居|账单)(地址|住址|详细地址) address (street|shipping|delivery|ship|billing|home|mailing|customer|user|work|postal|recipient|full|residential|contact|bill)(address|addr|street|address1|addressline1|tostreet) addr street address1 addressline1"
        weak "addressline address2 addressline2 门牌 街道"
        never "ip mac email e mail 邮箱 邮件 网 url web 页面";
}

impl Field {
    /// Stable name in mappings, recipes and output.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.words().code
    }

    /// Chinese label.
    #[must_use]
    pub fn zh(self) -> &'static str {
        self.words().zh
    }

    /// English label.
    #[must_use]
    pub fn en(self) -> &'static str {
        self.words().en
    }

    /// The field with this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.code() == code)
    }

    /// Kinds of table that have this field.
    #[must_use]
    pub fn kinds(self) -> Vec<TableKind> {
        TableKind::ALL.iter().copied().filter(|&kind| self.is_of(kind)).collect()
    }

    /// Whether tables of this kind have this field; of a table of unknown kind nothing is ruled out.
    #[must_use]
    pub fn is_of(self, kind: TableKind) -> bool {
        kind.letter().is_none_or(|letter| self.words().kinds.contains(letter))
    }

    /// Whether RFM cannot do without this field (`amount` may be replaced by `price`, see
    /// [`MappedTable::amount_source`](super::MappedTable::amount_source)). For every kind: [`TableKind::required`].
    #[must_use]
    pub fn is_required(self) -> bool {
        matches!(self, Self::UserId | Self::OrderTime | Self::Amount)
    }

    /// Whether the field holds data of a person, so that a header of its kind speaks for masking.
    #[must_use]
    pub fn is_personal(self) -> bool {
        matches!(self, Self::UserName | Self::Phone | Self::Email | Self::IdCard | Self::BankCard | Self::Address)
    }

    /// Headers that mean this field and no other; a longer header that ends with one probably does too.
    pub(super) fn strong(self) -> &'static str {
        self.words().strong
    }

    /// Headers that may mean this field when nothing better is there.
    pub(super) fn weak(self) -> &'static str {
        self.words().weak
    }

    /// Words that make a header another thing, whatever it ends with.
    pub(super) fn never(self) -> impl Iterator<Item = &'static str> {
        self.words().never.split_ascii_whitespace()
    }
}
