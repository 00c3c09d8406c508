//! A report made by hand, in both languages: every kind of cell, chart and finding, and texts that mean harm.

use insitu::mask::Shown;
use insitu::recipe::Selection;
use insitu::report::{
    Advice, Card, Cell, CellKind, Drawing, Evidence, Gap, Lang, Part, Report, Role, Severity, Sheet, Source, Statement, Summary,
};

use CellKind::{Count, Money, Number, People, Rate, Share, Text};

/// What a file may hold to break out of a page, a sheet or a line.
pub const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script>",
    "]]></style><img src=x onerror=alert(1)>",
    "=HYPERLINK(\"x\",\"y\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\u{202E}gnp.exe\0\u{7}",
    "a & b \"c\" 'd' &lt; <b>",
    "_x0041_\u{FFFF}\u{FEFF}",
];

pub fn report(lang: Lang) -> Report {
    let zh = lang == Lang::Zh;
    let t = |zh_text: &'static str, en_text: &'static str| if zh { zh_text } else { en_text };
    let sheets = sheets(lang);
    let at = |codes: &[&str]| codes.iter().map(|code| sheets.iter().position(|s| s.code == *code).unwrap()).collect::<Vec<_>>();
    let part =
        |code, title, findings: &[usize], codes: &[&str]| Part { code, title, findings: findings.to_vec(), sheets: at(codes) };
    let parts = vec![
        part("conclusions", t("核心结论", "Main conclusions"), &[0, 1, 2], &[]),
        part("metrics", t("关键指标", "Key figures"), &[3], &["board", "months"]),
        part(
            "dimensions",
            t("分维度分析", "By dimension"),
            &[1, 4],
            &["classes", "pie", "cohorts", "roi", "channels", "rules", "profile"],
        ),
        part("problems", t("问题诊断", "What went wrong"), &[0, 2], &[]),
        part("actions", t("改进建议", "What to do"), &[0, 2], &[]),
    ];
    Report {
        version: 1,
        lang,
        role: Role::All,
        title: Role::All.title(lang),
        watermark: String::new(),
        date: "2026-11-23".into(),
        as_of: Some("2026-11-01".into()),
        files: vec![
            Source { name: "订单_2026.csv".into(), rows: Some(1_284_331), rejected: Some(24), fingerprint: "a1b2c3d4e5f60718".into() },
            Source { name: HOSTILE[0].into(), rows: Some(8_412), rejected: Some(0), fingerprint: "0123456789abcdef".into() },
        ],
        smallest_group: 5,
        customers: 86_204,
        filter: vec![t("地区 = 华东", "Region = East").into(), t("会员等级 = 黄金", "Level = gold").into()],
        summary: Summary {
            report_date: t("2026-11月", "2026-11").into(),
            core_conclusion: t(
                "复购率由 31.2% 降到 26.5%，几乎全部来自支付失败后没有再来的客户。\n高价值客户 3,120 位贡献 41.3% 的收入。",
                "Repeat rate fell from 31.2% to 26.5%, nearly all of it customers who did not return after a failed payment.\n3,120 high-value customers bring 41.3% of revenue.",
            )
            .into(),
            key_metric: t("净销售额 512.4万，环比 −8.2%，同比 +3.1%", "Net sales 5.1 M, −8.2% on the month, +3.1% on the year").into(),
            problem_diag: t("10 月 12–14 日支付成功率 61.0%，其余日子 97.4%", "Payments succeeded 61.0% of the time on 12–14 October, 97.4% on other days").into(),
            suggestion: t("12 月 7 日前对 1,842 位支付失败客户发 1 张无门槛券", "By 7 December send 1 voucher without a minimum to 1,842 customers whose payment failed").into(),
            owner: t("市场部", "Marketing").into(),
            follow_up_date: "2026-12-07".into(),
        },
        parts,
        findings: findings(lang),
        cards: cards(lang),
        small_cards: 0,
        sheets,
        gaps: vec![Gap {
            analysis: "clv",
            title: t("客户终身价值", "Customer lifetime value"),
            why: t("至少需要 12 个月的订单，现有 5 个月。", "At least 12 months of orders are needed; there are 5.").into(),
        }],
        notes: vec![
            t("人数少于 5 的组不显示数字，可由此推出的组也不显示。", "Groups of fewer than 5 people show no figures, nor do groups these follow from.").into(),
            t("归因不说明因果。", "Attribution is not causal.").into(),
            HOSTILE.join(" · "),
        ],
    }
}

fn findings(lang: Lang) -> Vec<Statement> {
    let zh = lang == Lang::Zh;
    let t = |zh_text: &'static str, en_text: &'static str| if zh { zh_text } else { en_text };
    let number = |name: &str, value: &str| Evidence { name: name.into(), value: value.into(), path: "board.0".into() };
    let statement = |code: &str, analysis, severity, what: &str, why: &str, how, numbers| {
        Statement {
        code: code.into(),
        analysis,
        severity,
        what: what.into(),
        why: why.into(),
        how,
        numbers,
        rule: t(
            "复购率 = 期内购买两单及以上的客户 ÷ 期内有购买的客户；退款订单不计；截止 2026-11-01。",
            "Repeat rate = customers with two or more orders in the period / customers with an order; refunds excluded; up to 2026-11-01.",
        )
        .into(),
        groups: Vec::new(),
    }
    };
    vec![
        statement(
            "payment",
            "funnel",
            Severity::Bad,
            t(
                "支付成功率 10 月 12–14 日只有 61.0%，少收约 38.2万。",
                "Payments succeeded only 61.0% of the time on 12–14 October: about 382 K lost.",
            ),
            t(
                "失败集中在支付宝渠道的安卓客户（占失败的 93.4%），其他支付方式没有变化。这是伴随，不等于原因。",
                "Failures are among Android customers paying by Alipay (93.4% of them); other ways of paying did not change. This goes together; it is no proof of cause.",
            ),
            Some(Advice {
                text: t(
                    "11 月 30 日前排查安卓支付宝支付，并对 1,842 位失败客户发 1 张无门槛券。",
                    "By 30 November check Alipay on Android, and send 1 voucher to the 1,842 customers who failed.",
                )
                .into(),
                target: t("支付失败的 1,842 位客户", "1,842 customers whose payment failed").into(),
                action: t("发券", "Send a voucher").into(),
                amount: t("每人 1 张", "1 each").into(),
                owner: t("运营部", "Operations").into(),
                until: "2026-11-30".into(),
            }),
            vec![
                number(t("成功率", "Success rate"), "61.0%"),
                number(t("其余日子", "Other days"), "97.4%"),
                number(t("失败客户", "Customers who failed"), "1,842"),
            ],
        ),
        statement(
            "concentration",
            "rfm",
            Severity::Good,
            t("3,120 位重要价值客户（3.6%）带来 41.3% 的收入。", "3,120 high-value customers (3.6%) bring 41.3% of revenue."),
            t(
                "他们平均 14.2 天买一次，客单价 268.40，是其他客户的 2.1 倍。",
                "They buy every 14.2 days at 268.40 an order, 2.1 times what others spend.",
            ),
            None,
            vec![number(t("收入占比", "Share of revenue"), "41.3%")],
        ),
        statement(
            "region",
            "segments",
            Severity::Watch,
            t(
                "华东 90 天未购的客户由 18.0% 升到 27.4%。",
                "In the East those without an order for 90 days rose from 18.0% to 27.4%.",
            ),
            t(
                "上升从 9 月仓库迁移后开始，平均送达由 2.1 天变为 4.8 天。",
                "The rise begins after the warehouse moved in September; delivery takes 4.8 days instead of 2.1.",
            ),
            Some(Advice {
                text: t(
                    "12 月 15 日前对 640 位华东流失风险客户电话回访。",
                    "By 15 December call 640 customers at risk in the East.",
                )
                .into(),
                target: t("华东流失风险客户 640 位", "640 customers at risk in the East").into(),
                action: t("回访", "Call").into(),
                amount: t("640 人，每人 1 次", "640 people, once each").into(),
                owner: t("客服部", "Customer service").into(),
                until: "2026-12-15".into(),
            }),
            vec![number(t("90 天未购", "No order in 90 days"), "27.4%")],
        ),
        statement(
            "sales",
            "describe",
            Severity::Info,
            t("净销售额 512.4万，环比 −8.2%。", "Net sales 5.1 M, −8.2% on the month before."),
            "",
            None,
            vec![],
        ),
        statement(
            "hostile",
            "basket",
            Severity::Info,
            &HOSTILE.join(" "),
            HOSTILE[1],
            None,
            vec![number(HOSTILE[5], HOSTILE[2])],
        ),
    ]
}

fn cards(lang: Lang) -> Vec<Card> {
    let zh = lang == Lang::Zh;
    let t = |zh_text: &'static str, en_text: &'static str| if zh { zh_text } else { en_text };
    let card = |class: &str, name: &str, customers, owner, order_value: f64| {
        let worth = |response: f64| customers as f64 * (response * order_value * 0.3 - 0.5);
        Card {
            class: class.into(),
            name: name.into(),
            customers,
            action: t(
                "30 天内推送 2 次第二单优惠券，配相关商品推荐",
                "Two second-order vouchers within 30 days, with related products",
            )
            .into(),
            owner,
            order_value,
            value_low: worth(0.02),
            value_high: worth(0.08),
            break_even: Some(0.5 / (order_value * 0.3)),
            sum: t(
                "3,120 位 × 响应率 2.0%–8.0% × 客单价 268.4 × 毛利率 30.0% − 触达成本 1,560 = 3,464 至 1.9万",
                "3,120 customers × 2.0%–8.0% response × 268.4 per order × 30.0% margin − 1,560 cost = 3,464 to 18.5 K",
            )
            .into(),
            group: Selection { analysis: "rfm".into(), grouping: "class".into(), group: class.into(), within: false },
        }
    };
    vec![
        card("111", t("重要价值客户（高价值客户）", "Important value (high value)"), 3_120, t("市场部", "Marketing"), 268.4),
        card("000", t("一般挽留客户（流失风险客户）", "General, to win back (at risk)"), 9_412, t("运营部", "Operations"), 61.25),
    ]
}

fn sheets(lang: Lang) -> Vec<Sheet> {
    let zh = lang == Lang::Zh;
    let t = |zh_text: &'static str, en_text: &'static str| if zh { zh_text } else { en_text };
    let of = |analysis, mut sheet: Sheet| {
        sheet.analysis = analysis;
        sheet
    };

    let mut board = Sheet::new(
        "board",
        t("关键指标", "Key figures"),
        t("2026-10 与上月、上年同月；金额为元", "October 2026 against the month and the year before; money in yuan"),
        &[(t("指标", "Figure"), Text), (t("本期", "Now"), Number), (t("上期", "Before"), Number), (t("环比", "Change"), Rate)],
    );
    board.row(vec![t("净销售额", "Net sales").into(), 5_124_310.25.into(), 5_582_002.1.into(), (-0.082).into()]);
    board.row(vec![t("下单客户数", "Customers with an order").into(), 18_204.0.into(), 19_880.0.into(), (-0.0843).into()]);
    board.row(vec![t("客单价", "Per order").into(), 182.4.into(), 180.1.into(), 0.0128.into()]);

    let mut months = Sheet::new(
        "months",
        t("每月净销售额", "Net sales by month"),
        t("元；11 月未满月", "Yuan; November is not over"),
        &[(t("月份", "Month"), Text), (t("净销售额", "Net sales"), Money), (t("下单客户数", "Customers"), People)],
    );
    for (month, sales, people) in [
        ("2026-01", 4_210_330.5, 15_210_u64),
        ("2026-02", 3_812_004.0, 14_002),
        ("2026-03", 4_498_120.75, 16_100),
        ("2026-04", 4_702_998.1, 16_822),
        ("2026-05", 4_911_000.0, 17_450),
        ("2026-06", 5_830_412.3, 20_118),
        ("2026-07", 5_102_200.0, 18_310),
        ("2026-08", 5_208_114.9, 18_420),
        ("2026-09", 5_582_002.1, 19_880),
        ("2026-10", 5_124_310.25, 18_204),
        ("2026-11", 412.0, 3),
    ] {
        months.row(vec![month.into(), sales.into(), people.into()]);
    }
    let months = months.guarded(5).drawn(Drawing::Line { column: 1 });

    let mut classes = Sheet::new(
        "classes",
        t("RFM 八类客户", "The eight classes of RFM"),
        t("人数与收入；阈值为均值", "People and revenue; thresholds are means"),
        &[
            (t("类别", "Class"), Text),
            (t("客户数", "Customers"), People),
            (t("占比", "Share"), Share),
            (t("净消费金额（元）", "Revenue (yuan)"), Money),
            (t("客单价（元）", "Per order (yuan)"), Money),
        ],
    );
    for (name, people, money) in [
        (t("重要价值客户（高价值客户）", "Important value (high value)"), 3_120_u64, 2_116_340.5),
        (t("重要发展客户（潜力客户）", "Important, to develop (potential)"), 6_204, 1_020_114.0),
        (t("重要保持客户", "Important, to keep"), 4_110, 884_310.0),
        (t("重要挽留客户", "Important, to win back"), 2_980, 402_114.6),
        (t("一般价值客户", "General value"), 12_402, 388_002.0),
        (t("一般发展客户", "General, to develop"), 31_220, 201_442.2),
        (t("一般保持客户", "General, to keep"), 16_754, 98_110.0),
        (t("一般挽留客户（流失风险客户）", "General, to win back (at risk)"), 9_412, 13_877.0),
        (HOSTILE[2], 2, 12.0),
    ] {
        classes.row(vec![
            name.into(),
            people.into(),
            (people as f64 / 86_204.0).into(),
            money.into(),
            (money / people as f64).into(),
        ]);
    }
    let classes = classes.guarded(5).drawn(Drawing::Bars { column: 1 });

    let mut pie = Sheet::new(
        "pie",
        t("客户价值分布", "Customers by value"),
        t("客户数", "Customers"),
        &[(t("价值", "Value"), Text), (t("客户数", "Customers"), People)],
    );
    for (name, people) in [
        (t("高价值", "High"), 3_120_u64),
        (t("潜力", "Potential"), 6_204),
        (t("流失风险", "At risk"), 9_412),
        (t("其他", "Others"), 67_468),
    ] {
        pie.row(vec![name.into(), people.into()]);
    }
    let pie = pie.guarded(5).drawn(Drawing::Pie { column: 1 });

    let periods: Vec<String> = (0..=10).map(|n| if zh { format!("第 {n} 月") } else { format!("Month {n}") }).collect();
    let mut columns = vec![(t("同期群", "Cohort"), Text), (t("客户数", "Customers"), People)];
    columns.extend(periods.iter().map(|p| (p.as_str(), Rate)));
    let mut cohorts = Sheet::new(
        "cohorts",
        t("同期群留存", "Retention by cohort"),
        t(
            "首购月份的客户在之后各月仍有购买的比例；未满的格子空着",
            "Share of the customers of a month who buy in later months; what is not over is blank",
        ),
        &columns,
    );
    for month in 0..11_usize {
        let size = if month == 7 { 4.0 } else { 900.0 + 37.0 * month as f64 };
        let mut row = vec![Cell::from(format!("2026-{:02}", month + 1)), size.into()];
        row.extend((0..=10).map(|n| {
            if n + month > 10 {
                Cell::Empty
            } else {
                (1.0 / (1.0 + 1.4 * n as f64) - 0.004 * month as f64 * f64::from(n > 0)).into()
            }
        }));
        cohorts.row(row);
    }
    let cohorts = cohorts.guarded(5).drawn(Drawing::Heat);

    let mut roi = Sheet::new(
        "roi",
        t("各渠道投资回报", "Return by channel"),
        t("（收入 − 成本）÷ 成本；负数为亏损", "(Revenue − cost) / cost; below 0 is a loss"),
        &[(t("渠道", "Channel"), Text), ("ROI", Rate)],
    );
    for (name, value) in [
        (t("搜索引擎", "Search"), 2.2),
        (t("短视频", "Short video"), 0.84),
        (t("社交媒体", "Social media"), 0.12),
        (t("线下活动", "Events"), -0.63),
    ] {
        roi.row(vec![name.into(), value.into()]);
    }
    let roi = roi.drawn(Drawing::Bars { column: 1 });

    let mut channels = Sheet::new(
        "channels",
        t("渠道转化", "Conversion by channel"),
        t("2026-10；转化率 = 订单 ÷ 点击", "October 2026; conversion = orders / clicks"),
        &[
            (t("渠道", "Channel"), Text),
            (t("曝光（独立访客）", "Visitors"), Count),
            (t("点击", "Clicks"), Count),
            (t("下单", "Orders"), Count),
            (t("转化率", "Conversion"), Rate),
            (t("成本", "Cost"), Money),
            (t("收入", "Revenue"), Money),
            ("ROI", Number),
        ],
    )
    .coded(&["channel", "uv", "click", "order", "conversion_rate", "cost", "revenue", "roi"]);
    for (name, uv, clicks, orders, cost, roi) in [
        (t("搜索引擎", "Search"), 10_000_u64, 2_000_u64, 300_u64, 5_000.0, 2.2),
        (t("短视频", "Short video"), 48_210, 6_120, 411, 18_240.5, 0.84),
        (HOSTILE[3], 120, 12, 0, 3_300.0, -1.0),
    ] {
        let (rate, revenue) = (orders as f64 / clicks as f64, cost * (1.0 + roi));
        let row = [name.into(), uv.into(), clicks.into(), orders.into(), rate.into(), cost.into(), revenue.into(), roi.into()];
        channels.row(row.into());
    }

    let mut rules = Sheet::new(
        "rules",
        t("常一起买的商品", "Bought together"),
        t("支持度 ≥ 1%，置信度 ≥ 30%", "Support ≥ 1%, confidence ≥ 30%"),
        &[
            (t("买了", "Bought"), Text),
            (t("也买", "Also"), Text),
            (t("客户数", "Customers"), People),
            (t("置信度", "Confidence"), Rate),
            (t("提升度", "Lift"), Number),
        ],
    );
    for (place, hostile) in HOSTILE.iter().enumerate() {
        rules.row(vec![
            (*hostile).into(),
            t("无糖苏打水 330ml×24", "Soda water, sugar free, 24 × 330 ml").into(),
            (400 - place as u64 * 66).into(),
            0.41.into(),
            2.875.into(),
        ]);
    }
    let rules = rules.guarded(5).drawn(Drawing::Bars { column: 4 });

    let mut profile = Sheet::new(
        "profile",
        t("聚类中心", "Centres of the clusters"),
        t("标准化均值", "Standardised means"),
        &[(t("聚类", "Cluster"), Text), ("R", Number), ("F", Number), ("M", Number)],
    );
    profile.row(vec!["1".into(), (-0.42).into(), 1.31.into(), 1.02.into()]);
    profile.row(vec!["2".into(), 0.88.into(), (-0.51).into(), Cell::Hidden(Shown::Below(5))]);
    let profile = profile.drawn(Drawing::Heat);

    vec![
        of("describe", board),
        of("describe", months),
        of("rfm", classes),
        of("rfm", pie),
        of("retention", cohorts),
        of("channel", roi),
        of("channel", channels),
        of("basket", rules),
        of("cluster", profile),
    ]
}
