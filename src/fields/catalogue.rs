//! The canonical fields of an orders table and the words that people write above them.

use super::{Fit, Header};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $code:literal $zh:literal $en:literal
        strong [$($strong:literal)*] weak [$($weak:literal)*] never [$($never:literal)*];)*) => {
        /// What a column of an orders table means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        pub enum Field { $($(#[$doc])* $name,)* }

        impl Field {
            /// All fields, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Stable name in mappings, recipes and output.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Chinese label.
            #[must_use]
            pub fn zh(self) -> &'static str {
                match self { $(Self::$name => $zh,)* }
            }

            /// English label.
            #[must_use]
            pub fn en(self) -> &'static str {
                match self { $(Self::$name => $en,)* }
            }

            /// Headers that mean this field and no other; a longer header that ends with one probably does too.
            fn strong(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($strong),*],)* }
            }

            /// Headers that may mean this field when nothing better is there.
            fn weak(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($weak),*],)* }
            }

            /// Words that make a header another thing, whatever it ends with.
            fn never(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($never),*],)* }
            }
        }
    };
}

fields! {
    /// Who bought: the key of a customer.
    UserId "user_id" "客户编号" "Customer ID"
        strong ["客户ID" "用户ID" "会员ID" "买家ID" "顾客ID" "客户编号" "用户编号" "会员编号" "顾客编号" "买家编号" "客户号" "用户号" "会员号" "客户代码"
            "会员卡号" "客户编码" "会员编码" "用户编码" "客户标识" "用户标识" "买家会员名" "买家账号" "会员账号" "用户账号" "openid" "unionid"
            "user id" "customer id" "client id" "member id" "buyer id" "shopper id" "visitor id" "consumer id" "user no" "customer no"
            "member no" "customer number" "member number" "customer code" "client code" "customer key" "cust id" "cust no" "uid" "user key"]
        weak ["客户" "用户" "会员" "买家" "顾客" "customer" "user" "member" "client" "buyer" "账号" "account id" "id" "编号" "master id" "person id"]
        never ["数量" "count" "type" "类型" "等级"];
    /// Which order a line belongs to.
    OrderId "order_id" "订单号" "Order ID"
        strong ["订单号" "订单编号" "订单ID" "主订单编号" "主订单号" "子订单号" "子订单编号" "交易号" "交易编号" "交易单号" "订单流水号" "交易流水号" "发票号"
            "发票号码" "小票号" "销售单号" "单据编号" "单据号" "流水号" "order id" "order no" "order number" "order num" "order sn" "order code" "invoice no"
            "invoice id" "invoice number" "invoice" "transaction id" "transaction no" "trans id" "txn id" "trade no" "receipt no" "receipt id"
            "bill no" "bill id" "sales order"]
        weak ["单号" "order" "订单" "receipt" "transaction" "ticket"]
        never ["数量" "count" "快递" "物流" "运单"];
    /// When the order was placed.
    OrderTime "order_time" "下单时间" "Order time"
        strong ["下单时间" "订单时间" "购买时间" "交易时间" "成交时间" "订单创建时间" "消费时间" "下单日期" "订单日期" "购买日期" "交易日期" "成交日期" "消费日期"
            "销售日期" "销售时间" "付款时间" "支付时间" "付款日期" "支付日期" "订单付款时间" "order time" "order date" "order datetime" "ordered at" "order created at"
            "order purchase timestamp" "invoice date" "purchase date" "purchase time" "purchased at" "transaction date" "transaction time"
            "trans date" "txn date" "sale date" "sales date" "paid at" "payment date" "payment time" "order timestamp"]
        weak ["日期" "时间" "创建时间" "创建日期" "开单日期" "date" "time" "datetime" "timestamp" "created at" "create time" "created" "day"]
        never ["ship" "shipped" "shipping" "delivery" "delivered" "deliver" "due" "required" "register" "registered" "registration" "signup" "birth"
            "birthday" "refund" "return" "updated" "update" "modified" "end" "expire" "expiry" "login" "last" "发货" "收货" "送达" "注册" "生日" "出生"
            "退款" "退货" "更新" "修改" "截止" "到期" "登录" "完成" "结束" "入库"];
    /// Which product.
    ProductId "product_id" "商品ID" "Product ID"
        strong ["商品ID" "商品编号" "商品编码" "商品代码" "商品号" "产品ID" "产品编号" "产品编码" "货号" "SKU" "sku编码" "sku id" "sku code" "spu id" "货品编号" "物料编码"
            "条码" "商品条码" "stock code" "product id" "product no" "product code" "product key" "item id" "item no" "item code" "goods id" "goods no"
            "asin" "upc" "ean" "barcode" "article no"]
        weak ["宝贝id" "item"]
        never ["数量" "count"];
    /// Name of the product.
    ProductName "product_name" "商品名称" "Product"
        strong ["商品名称" "商品名" "产品名称" "产品名" "商品标题" "宝贝标题" "宝贝名称" "货品名称" "品名" "product name" "item name" "goods name" "product title" "item description"
            "product description"]
        weak ["商品" "产品" "description" "product" "title" "标题"]
        never [];
    /// Category of the product.
    Category "category" "类目" "Category"
        strong ["类目" "品类" "商品类目" "商品分类" "商品类别" "产品类别" "产品分类" "商品品类" "一级类目" "类目名称" "分类" "category" "product category" "item category"
            "category name" "product type" "department"]
        weak ["类别" "sub category" "二级类目" "product line"]
        never [];
    /// How many pieces.
    Quantity "quantity" "数量" "Quantity"
        strong ["数量" "购买数量" "商品数量" "销售数量" "件数" "购买件数" "销量" "商品件数" "quantity" "qty" "order quantity" "item quantity" "units" "units sold"
            "cds" "quantity ordered"]
        weak ["count" "pieces" "num" "个数" "pcs"]
        never ["库存" "stock" "退" "returned" "refund" "银行卡" "手机" "订单" "orders"];
    /// Price of one piece.
    Price "price" "单价" "Unit price"
        strong ["单价" "商品单价" "价格" "商品价格" "售价" "销售单价" "成交单价" "unit price" "price" "item price" "price each" "selling price" "product price" "sale price"]
        weak ["吊牌价" "标价" "list price" "rate"]
        never ["total" "freight" "进" "成本" "cost"];
    /// Amount of the line.
    Amount "amount" "金额" "Amount"
        strong ["实付金额" "金额" "订单金额" "支付金额" "付款金额" "成交金额" "销售额" "销售金额" "交易金额" "消费金额" "实际支付金额" "买家实际支付金额" "买家实付金额"
            "实收金额" "购买金额" "总金额" "订单总额" "总价" "合计" "小计" "消费额" "应付金额" "amount" "order amount" "payment amount" "paid amount" "total amount"
            "sales" "sales amount" "revenue" "order value" "order total" "total price" "line total" "transaction amount" "net sales" "gross sales"
            "spend" "gmv" "net amount" "monetary" "purchase amount" "payment value" "total sales"]
        weak ["total" "value" "付款" "实付" "实收" "payment" "dollars" "应付" "amt" "subtotal"]
        never ["运费" "邮费" "税" "退" "优惠" "折扣" "成本" "佣金" "累计" "freight" "shipping" "tax" "discount" "refund" "cost" "tip" "fee" "count" "余额" "balance"];
    /// Cost of the line.
    Cost "cost" "成本" "Cost"
        strong ["成本" "成本金额" "成本价" "商品成本" "进价" "进货价" "cost" "cost price" "unit cost" "product cost" "cogs" "total cost"]
        weak []
        never ["shipping" "freight" "运费"];
    /// Discount on the line.
    Discount "discount" "优惠" "Discount"
        strong ["优惠" "优惠金额" "折扣" "折扣金额" "优惠券金额" "满减金额" "折扣率" "discount" "discount amount" "coupon amount" "promotion amount" "discount rate"]
        weak ["coupon" "rebate"]
        never [];
    /// Refunded amount of the line.
    Refund "refund" "退款金额" "Refunded amount"
        strong ["退款金额" "退款额" "退货金额" "已退金额" "退款" "refund amount" "refunded amount" "return amount" "amount refunded" "refund" "refund value"]
        weak []
        never ["是否" "is" "flag" "status" "状态" "时间" "日期"];
    /// Whether the line is a refund.
    IsRefund "is_refund" "是否退款" "Refund flag"
        strong ["是否退款" "是否退货" "退款标志" "退货标志" "退款标识" "退款状态" "售后状态" "is refund" "is refunded" "is return" "is returned" "refunded" "returned" "refund flag"
            "return flag" "refund status" "return status"]
        weak []
        never [];
    /// Where the order came from.
    Channel "channel" "渠道" "Channel"
        strong ["渠道" "销售渠道" "来源渠道" "订单来源" "下单渠道" "平台" "购买渠道" "渠道名称" "店铺名称" "channel" "sales channel" "order channel" "order source" "traffic source"
            "utm source" "acquisition channel"]
        weak ["来源" "店铺" "门店" "门店名称" "source" "platform" "store" "marketplace"]
        never [];
    /// Region of the customer.
    Region "region" "地区" "Region"
        strong ["地区" "地域" "区域" "省份" "省" "收货省份" "所在地区" "客户地区" "region" "province" "area" "sales region"]
        weak ["城市" "国家" "市" "country" "state" "city" "territory"]
        never [];
    /// How the order was paid.
    PaymentMethod "payment_method" "支付方式" "Payment method"
        strong ["支付方式" "付款方式" "支付渠道" "付款渠道" "结算方式" "支付类型" "payment method" "payment type" "pay method" "pay type" "payment mode" "paid by"]
        weak ["payment"]
        never [];
    /// Name of the customer.
    UserName "user_name" "客户姓名" "Customer name"
        strong ["姓名" "客户姓名" "用户姓名" "会员姓名" "买家姓名" "收货人姓名" "收货人" "收件人" "联系人" "联系人姓名" "真实姓名" "顾客姓名" "客户名称" "customer name" "user name"
            "full name" "first name" "last name" "contact name" "member name" "buyer name" "client name" "recipient name" "receiver name"
            "consignee" "surname" "given name" "family name"]
        weak ["name" "用户名" "名字" "contact" "recipient" "receiver"]
        never ["product" "item" "company" "公司" "长度" "file"];
    /// Telephone number.
    Phone "phone" "手机号" "Phone"
        strong ["手机" "手机号" "手机号码" "联系手机" "电话" "电话号码" "联系电话" "联系方式" "移动电话" "收货人手机" "收货人电话" "座机" "固话" "固定电话" "mobile" "mobile phone"
            "phone" "phone number" "mobile number" "mobile no" "phone no" "telephone" "tel" "cell phone" "msisdn" "contact number"]
        weak ["cell" "传真" "landline" "fax"]
        never ["型号" "品牌" "model" "brand"];
    /// E-mail address.
    Email "email" "邮箱" "E-mail"
        strong ["邮箱" "电子邮箱" "电子邮件" "邮箱地址" "邮件地址" "邮件" "email" "e-mail" "email address" "e-mail address" "mail address"]
        weak ["mail"]
        never [];
    /// Number of the identity card.
    IdCard "id_card" "身份证号" "ID card"
        strong ["身份证" "身份证号" "身份证号码" "证件号码" "证件号" "公民身份号码" "居民身份证" "身份证件号" "id card" "id card no" "id card number" "id no" "id number" "identity"
            "identity no" "identity number" "identity card" "national id" "citizen id"]
        weak []
        never ["订单" "order"];
    /// Number of the bank card.
    BankCard "bank_card" "银行卡号" "Bank card"
        strong ["银行卡" "银行卡号" "银行卡号码" "银行账号" "银行账户" "信用卡号" "bank card" "bank card no" "bank card number" "card number" "credit card" "credit card number"
            "bank account" "bank account no" "debit card" "iban" "pan"]
        weak ["卡号" "card no" "account no" "account number" "card"]
        never ["会员" "member"];
    /// Postal address.
    Address "address" "地址" "Address"
        strong ["地址" "住址" "收货地址" "详细地址" "家庭地址" "联系地址" "收件地址" "通讯地址" "address" "street address" "shipping address" "delivery address" "ship address" "billing address"
            "home address" "addr" "street"]
        weak ["address line"]
        never ["ip" "mac" "email" "e" "mail" "邮箱" "邮件" "网" "url" "web"];
}

impl Field {
    /// The field with this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.code() == code)
    }

    /// Whether RFM cannot do without this field (`amount` may be replaced by `price`, see
    /// [`MappedTable::amount_source`](super::MappedTable::amount_source)).
    #[must_use]
    pub fn is_required(self) -> bool {
        matches!(self, Self::UserId | Self::OrderTime | Self::Amount)
    }

    /// Whether the field holds data of a person, so that a header of its kind speaks for masking.
    #[must_use]
    pub fn is_personal(self) -> bool {
        matches!(self, Self::UserName | Self::Phone | Self::Email | Self::IdCard | Self::BankCard | Self::Address)
    }
}

/// Synonyms of one field in the form of [`Header`].
pub(super) struct Entry {
    pub(super) field: Field,
    strong: Vec<Header>,
    weak: Vec<Header>,
}

/// All synonyms.
pub(super) struct Catalogue(Vec<Entry>);

impl Catalogue {
    /// The one catalogue.
    pub(super) fn get() -> &'static Self {
        static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::new);
        &CATALOGUE
    }

    fn new() -> Self {
        let entry = |&field: &Field| Entry {
            field,
            strong: field.strong().iter().map(|s| Header::new(s)).collect(),
            weak: field.weak().iter().map(|s| Header::new(s)).collect(),
        };
        Self(Field::ALL.iter().map(entry).collect())
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.0
    }

    /// The field that a header names best, if any, and how sure that is (0 to 1).
    pub(super) fn best(&self, header: &Header) -> Option<(Field, f64)> {
        let scored = self.0.iter().map(|e| (e.field, e.score(header)));
        scored.filter(|&(_, s)| s > 0.0).reduce(|best, next| if next.1 > best.1 { next } else { best })
    }
}

impl Entry {
    /// How surely a header names this field, 0 to 1.
    pub(super) fn score(&self, header: &Header) -> f64 {
        if let Some(at) = self.strong.iter().position(|s| header.fit(s) == Some(Fit::Exact)) {
            return 1.0 - 0.001 * at as f64;
        }
        if self.is_excluded(header) {
            return 0.0;
        }
        if let Some(at) = self.weak.iter().position(|s| header.fit(s) == Some(Fit::Exact)) {
            return 0.7 - 0.005 * at as f64;
        }
        if self.strong.iter().any(|s| header.fit(s) == Some(Fit::Ends)) { 0.75 } else { 0.0 }
    }

    /// Whether a word of the header says that it is something else.
    pub(super) fn is_excluded(&self, header: &Header) -> bool {
        self.field.never().iter().any(|w| header.has(w))
    }
}

/// The field that a header names, and how sure that is (0 to 1), by its words alone.
pub(crate) fn named_field(header: &Header) -> Option<(Field, f64)> {
    Catalogue::get().best(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Option<&'static str> {
        named_field(&Header::new(name)).map(|(f, _)| f.code())
    }

    #[test]
    fn every_code_and_label_finds_its_field() {
        for &field in Field::ALL {
            assert_eq!(Field::from_code(field.code()), Some(field));
            assert_eq!(named(field.code()), Some(field.code()));
            assert_eq!(named(field.zh()), Some(field.code()));
            assert_eq!(serde_json::to_value(field).unwrap(), field.code());
        }
    }

    #[test]
    fn no_strong_synonym_stands_for_two_fields() {
        let catalogue = Catalogue::new();
        for entry in catalogue.entries() {
            for synonym in &entry.strong {
                assert_eq!(catalogue.best(synonym).map(|b| b.0), Some(entry.field), "{synonym:?}");
            }
        }
    }

    #[test]
    fn other_dates_and_sums_are_not_taken() {
        assert_eq!(named("Ship Date"), None);
        assert_eq!(named("发货时间"), None);
        assert_eq!(named("退款金额"), Some("refund"));
        assert_eq!(named("运费金额"), None);
        assert_eq!(named("IP地址"), None);
        assert_eq!(named("手机壳"), None);
        assert_eq!(named("买家实付金额(元)"), Some("amount"));
    }
}
