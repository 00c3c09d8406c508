//! A file that can be read at any place: its plan from a sample, a chunk from a range.

use super::limits;
use super::parse::{Range, RangeParser};
use super::plan::{Overrides, Plan};
use super::sniff::{Sample, sniff, wanted};
use super::stream::Extent;
use crate::error::Result;
use crate::table::chunk::Chunk;

/// Bytes that can be read at any place.
pub trait Source {
    /// Number of bytes.
    fn size(&self) -> u64;

    /// Fills `into` with the bytes from `at` on, all of which exist.
    ///
    /// # Errors
    /// `E_IO`.
    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<()>;
}

impl Source for Vec<u8> {
    fn size(&self) -> u64 {
        self.as_slice().size()
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<()> {
        self.as_slice().read_at(at, into)
    }
}

impl Source for [u8] {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<()> {
        let from = self.get(at as usize..).unwrap_or_default();
        for (to, byte) in into.iter_mut().zip(from) {
            *to = *byte;
        }
        Ok(())
    }
}

/// Reads the sample of a file and decides how to read the rest.
///
/// # Errors
/// Those of [`sniff`] and of the source.
pub fn plan(source: &(impl Source + ?Sized), overrides: &Overrides) -> Result<Plan> {
    let mut parts = Vec::new();
    for [start, end] in wanted(source.size()) {
        let mut bytes = vec![0; (end - start) as usize];
        source.read_at(start, &mut bytes)?;
        parts.push(bytes);
    }
    let mut parts = parts.into_iter();
    let (size, head) = (source.size(), parts.next().unwrap_or_default());
    sniff(&Sample { size, head, pieces: parts.collect(), extent: Extent::Bytes(size) }, overrides)
}

/// Parses one range.
///
/// # Errors
/// Those of [`RangeParser`] and of the source.
pub fn parse(source: &(impl Source + ?Sized), plan: &Plan, range: Range) -> Result<Chunk> {
    let mut parser = RangeParser::new(plan, range)?;
    let mut at = parser.reads_from();
    // What lies behind the range is needed up to the end of one record only, so the last slice is a short one.
    let mut slice = (range.end.max(at + 1) - at).min(limits::SLICE as u64) + 4096;
    loop {
        let end = (at + slice.min(limits::SLICE as u64)).min(source.size());
        source.read_at(at, parser.room((end - at) as usize))?;
        let eof = end == source.size();
        if parser.advance(eof)? || eof {
            break;
        }
        at = end;
        slice = range.end.saturating_sub(at).max(64 << 10);
    }
    Chunk::of_words(parser.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Container, RawTable, RejectReason, read, unpack};
    use crate::table::Kind;
    use proptest::prelude::*;
    use std::rc::Rc;

    fn table(text: &[u8], size: u64) -> Result<RawTable> {
        read("t.csv", text, &Overrides::default(), size)
    }

    fn as_text(text: &[u8], size: u64) -> Result<RawTable> {
        read("t.csv", text, &Overrides { all_text: true, ..Overrides::default() }, size)
    }

    fn cells(table: &RawTable) -> Vec<Vec<String>> {
        let row = |r| table.columns.iter().map(|c| c.text_at(r).unwrap_or_default().into_owned()).collect();
        (0..table.rows).map(row).collect()
    }

    fn print(table: &RawTable) -> String {
        let rows: Vec<u64> = (0..table.rows).map(|r| table.row_number(r)).collect();
        let mut out = format!("{:x} {:?} {rows:?} {:?}\n", table.first.fingerprint, table.rejects, table.notices);
        for row in 0..table.rows {
            out += &table.surplus.of(row).collect::<Vec<_>>().join("\u{1}");
        }
        for column in &table.columns {
            out += &format!("{} {:?} {:?}\n", column.name(), column.kind(), column.invalid());
            for row in 0..table.rows {
                out += &format!("{:?} {:?} {:?};", column.text_at(row), column.int_at(row), column.number_at(row));
            }
        }
        out
    }

    #[test]
    fn typed_columns_and_their_unreadable_cells() {
        let t = table("客户ID,时间,金额,数量\nu1,2024-01-01,1.5,2\nu2,2024-01-02 08:00:00,\"1,200\",x\nu1,,-,3\nu3,2024-01-04,4,5\nu4,2024-01-05,4,6\nu4,2024-01-05,4,6\n".as_bytes(), 1 << 20).unwrap();
        assert_eq!(t.columns.iter().map(Column::kind).collect::<Vec<_>>(), [Kind::Text, Kind::Time, Kind::Money, Kind::Number]);
        assert_eq!(t.columns[2].ints().collect::<Vec<_>>()[..3], [Some(15_000), Some(12_000_000), None]);
        assert_eq!(t.columns[3].invalid().rows, [3]);
        assert_eq!(t.columns[1].nulls(), 1);
    }
    use crate::table::Column;

    #[test]
    fn ragged_rows_are_filled_or_keep_what_is_beyond() {
        let t = as_text(b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,\n\n5,6,7\n", 1 << 20).unwrap();
        assert_eq!(cells(&t), [["1", "2", "3"], ["1", "2", ""], ["1", "2", "3"], ["1", "2", "3"], ["5", "6", "7"]]);
        assert!(t.rejects.is_empty());
        assert_eq!([1, 2, 3, 4].map(|r| t.row_number(r)), [3, 4, 5, 7]);
        assert_eq!(
            (0..5).map(|r| t.surplus.of(r).collect::<Vec<_>>()).collect::<Vec<_>>(),
            [vec![], vec![], vec!["4"], vec![], vec![]]
        );
        assert_eq!(
            t.notices.iter().map(|n| (n.code, n.rows.as_slice())).collect::<Vec<_>>(),
            [("N_SHORT_ROWS", &[3_u64][..]), ("N_LONG_ROWS", &[4])]
        );
    }

    #[test]
    fn what_is_kept_beyond_the_last_column_is_bounded() {
        let mut text = b"a,b\n1,2\n".to_vec();
        let long = "x".repeat(1 << 20);
        (0..40).for_each(|_| text.extend(format!("1,2,{long}\n3,4\n").as_bytes()));
        let t = as_text(&text, 1 << 20).unwrap();
        assert_eq!(t.rows + t.rejects.len(), 81);
        assert!((16..24).contains(&t.surplus.rows()), "{}", t.surplus.rows());
        assert!(t.rejects.iter().all(|r| r.reason == RejectReason::TooManyFields));
        assert_eq!(t.row_number(80 - t.rejects.len()), 82);
        assert_eq!(print(&t), print(&as_text(&text, 1 << 30).unwrap()));
    }

    #[test]
    fn titles_notes_and_totals_are_pointed_out() {
        let text =
            "2024年订单\n制表：财务\n订单号,客户,金额,日期\n1,甲,5,2024-01-01\n2,乙,6,2024-01-02\n3,丙,7,2024-01-03\n合计,,18,\n";
        let t = as_text(text.as_bytes(), 1 << 20).unwrap();
        assert_eq!((t.first.plan.dialect.header_row, t.first.plan.dialect.preamble, t.rows), (Some(3), 2, 4));
        let notices: Vec<_> = t.notices.iter().map(|n| (n.code, n.rows.clone())).collect();
        assert_eq!(notices, [("N_PREAMBLE", vec![1, 2]), ("N_FOOTER", vec![7])]);
    }

    #[test]
    fn a_header_of_two_rows_is_one_name_a_column() {
        let text = "客户,2023,,2024,\n编号,销售额,数量,销售额,数量\nu1,5,1,6,2\nu2,7,3,8,4\nu3,7,3,8,4\n";
        let t = as_text(text.as_bytes(), 1 << 20).unwrap();
        let names: Vec<&str> = t.columns.iter().map(Column::name).collect();
        assert_eq!(names, ["客户 编号", "2023 销售额", "2023 数量", "2024 销售额", "2024 数量"]);
        assert_eq!((t.rows, t.row_number(0)), (3, 3));
    }

    #[test]
    fn quotes_follow_the_grammar() {
        let t = as_text(b"a,b\n\"x\ny\",\"say \"\"hi\"\"\"\n5\" pipe,\"he \"said\" so\"\r\n\"\",\"z\"\r\n", 1 << 20).unwrap();
        assert_eq!(cells(&t), [["x\ny", "say \"hi\""], ["5\" pipe", "he \"said\" so"], ["", "z"]]);
    }

    #[test]
    fn an_unclosed_quote_costs_its_line_at_most() {
        let t = as_text(b"a,b\n1,2\n3,\"open\n4,5\n6,7\n", 1 << 20).unwrap();
        assert_eq!(cells(&t), [["1", "2"], ["3", "\"open"], ["4", "5"], ["6", "7"]]);
        assert_eq!(t.notices[0].code, "N_QUOTE_REPAIRED");
        assert_eq!(t.notices[0].rows, [3]);
    }

    #[test]
    fn an_over_long_line_is_set_aside_and_the_next_is_read() {
        let mut text = b"a,b\n1,2\n".to_vec();
        text.extend(std::iter::repeat_n(b'x', 20 << 20));
        text.extend(b",2\n3,4\n");
        for size in [1 << 20, 1 << 30] {
            let t = as_text(&text, size).unwrap();
            assert_eq!(cells(&t), [["1", "2"], ["3", "4"]]);
            assert_eq!(t.rejects.len(), 1);
            assert_eq!((t.rejects[0].row, t.rejects[0].reason, t.rejects[0].length), (3, RejectReason::Limit, (20 << 20) + 2));
        }
    }

    #[test]
    fn an_over_long_field_costs_its_row_alone() {
        let mut text = b"a,b\n1,2\n".to_vec();
        text.extend(std::iter::repeat_n(b'x', 9 << 20));
        text.extend(b",2\n");
        (0..3_000).for_each(|i| text.extend(format!("{i},v\n").as_bytes()));
        for size in [1 << 20, 1 << 30] {
            let t = as_text(&text, size).unwrap();
            assert_eq!((t.rows, t.rejects.len(), t.rejects[0].length), (3_001, 1, (9 << 20) + 2));
        }
    }

    #[test]
    fn long_cells_in_few_rows_are_read() {
        let text = format!("id,note\nu1,{}\nu2,{}\n", "长".repeat(20_000), "short");
        assert_eq!(table(text.as_bytes(), 1 << 20).unwrap().columns[1].text_at(0).unwrap().len(), 60_000);
    }

    #[test]
    fn many_open_quotes_take_no_longer_than_many_rows() {
        let mut text = b"a,b,c\n".to_vec();
        (0..200_000).for_each(|_| text.extend(b"u1,\"o1,2024-01-01\n"));
        let t = as_text(&text, 1 << 20).unwrap();
        assert_eq!((t.rows, t.notices[0].code, t.notices[0].count), (200_000, "N_QUOTE_REPAIRED", 200_000));
    }

    #[test]
    fn blank_lines_take_no_room_and_rows_keep_their_numbers() {
        let mut text = b"a,b\n1,2\n".to_vec();
        text.extend(std::iter::repeat_n(b'\n', 300_000));
        text.extend(b"3,4\n1,\"2,3\n5,6\n");
        let t = as_text(&text, 1 << 18).unwrap();
        assert_eq!([0, 1, 2].map(|r| t.row_number(r)), [2, 300_003, 300_005]);
        assert_eq!(t.rejects[0].row, 300_004);
    }

    #[test]
    fn undecodable_rows_are_set_aside_in_any_cut() {
        let mut text = b"a,b\n".to_vec();
        for i in 0..300 {
            text.extend(format!("{i},v{i}\n").as_bytes());
        }
        text.extend(b"bad,\xFF\xFE\n\ngood,1\n");
        let whole = as_text(&text, 1 << 20).unwrap();
        assert_eq!(whole.rejects.iter().map(|r| (r.row, r.reason)).collect::<Vec<_>>(), [(302, RejectReason::Undecodable)]);
        assert_eq!((whole.rows, whole.row_number(300)), (301, 304));
        for size in [7, 64, 1000] {
            assert_eq!(print(&as_text(&text, size).unwrap()), print(&whole));
        }
    }

    #[test]
    fn a_column_that_turns_out_not_to_be_numbers_is_read_again_as_text() {
        let mut text = String::from("k,v\n");
        for i in 0..200_000 {
            text += &format!("a,{}\n", if i % 3 == 0 && i > 2_000 { "red".into() } else { i.to_string() });
        }
        let t = table(text.as_bytes(), 1 << 18).unwrap();
        assert_eq!(t.columns[1].kind(), Kind::Text);
        assert_eq!(t.columns[1].text_at(2).as_deref(), Some("2"));
    }

    #[cfg(feature = "formats")]
    #[test]
    fn gb18030_reads_like_utf8_in_any_cut() {
        let mut text = String::from("客户ID|订单时间|金额|备注\n");
        for i in 0..400 {
            if i % 50 == 7 {
                text += "多一列|2024-01-01 10:00:00|1|二|三\n";
            }
            text += &format!("张{i}|2024-01-{:02} 10:00:00|{i}.5|\"多行\n备注，|{i}\"\n", i % 28 + 1);
        }
        let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
        let utf8 = table(text.as_bytes(), 1 << 20).unwrap();
        let columns = |t: &RawTable| print(t).split_once('\n').unwrap().1.to_owned();
        for size in [33, 997, 1 << 20] {
            let t = table(&gb, size).unwrap();
            assert_eq!(t.first.plan.encoding, crate::intake::Encoding::Gb18030);
            assert_eq!(columns(&t), columns(&utf8));
            for reject in &t.rejects {
                let end = (reject.offset + reject.length) as usize;
                assert!(gb[end] == b'\n' && gb[reject.offset as usize - 1] == b'\n');
            }
        }
    }

    #[cfg(feature = "formats")]
    #[test]
    fn a_packed_file_reads_like_its_text() {
        use std::io::Write;
        let mut text = String::from("客户ID,下单时间,金额,备注\n");
        for i in 0..120_000 {
            text += &match i % 1_000 {
                7 => "u1,2024-01-01,1,x,y,z\n".to_owned(),
                8 => "\n".to_owned(),
                9 => "u2\n".to_owned(),
                _ => format!("u{},2024-01-{:02} 10:00:00,{}.5,\"多行\n{i}\"\n", i % 977, i % 28 + 1, i % 300),
            };
        }
        let packed = |bytes: &[u8]| {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        };
        let plain = table(text.as_bytes(), 1 << 20).unwrap();
        let from = |bytes: Vec<u8>| {
            unpack("t.csv.gz", &(Rc::new(bytes) as Rc<dyn Source>), Container::Gzip, &Overrides::default()).unwrap()
        };
        assert_eq!(print(&from(packed(text.as_bytes()))), print(&plain));
        let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
        let columns = |t: &RawTable| print(t).split_once('\n').unwrap().1.to_owned();
        assert_eq!(columns(&from(packed(&gb))), columns(&plain));
    }

    /// One field: plain, quoted, with doubled quotes, delimiters, line ends, damage.
    fn field() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-z0-9 .]{0,6}",
            "[a-z]{0,3}\"[a-z]{0,3}",
            "[a-z,\n\r]{0,6}".prop_map(|s| format!("\"{s}\"")),
            "[a-z]{0,3}".prop_map(|s| format!("\"{s}\"\"{s}\"")),
            Just("\"".to_owned()),
            Just("客户".to_owned()),
        ]
    }

    fn document() -> impl Strategy<Value = String> {
        prop::collection::vec((prop::collection::vec(field(), 1..5), prop::sample::select(vec!["\n", "\r\n"])), 1..40)
            .prop_map(|lines| "h1,h2,h3\n".to_owned() + &lines.iter().map(|(f, end)| f.join(",") + end).collect::<String>())
    }

    /// Texts of marks that matter in one of the dialects, whole rows among them.
    fn strange() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            prop::sample::select(vec![
                ",", "||", "|", "，", "·", ", ", "\n", "\r", "\r\n", "\u{2028}", "\"", "\"\"", "'", "\\", "#", "a", "bc", " ",
                "客",
            ])
            .prop_map(str::to_owned),
            prop::sample::select(vec!["x||\"y\"||z\n", "\"u\",v,w\r\n", "'p','q\\'',r\r", "k，\"m\nn\"，o\n"])
                .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 1..60).prop_map(|pieces| "h1,h2,h3\nh||i||j\n".to_owned() + &pieces.concat())
    }

    fn dialect() -> impl Strategy<Value = Overrides> {
        let delimiter = prop::sample::select(vec![",", "||", "，", "·", ", ", " "]);
        let quote = prop::sample::select(vec!["\"", "'", ""]);
        let escape = prop::sample::select(vec!["\"", "\\", ""]);
        let comment = prop::sample::select(vec![None, Some("#"), Some("")]);
        (delimiter, quote, escape, comment).prop_map(|(delimiter, quote, escape, comment)| Overrides {
            delimiter: Some(delimiter.into()),
            quote: Some(quote.into()),
            escape: Some(if escape == "\"" { quote } else { escape }.into()),
            comment: comment.map(str::to_owned),
            header_row: Some(1),
            all_text: true,
            ..Overrides::default()
        })
    }

    /// Reads with a plan, by the careful walk alone if asked.
    fn by(plan: &Plan, text: &[u8], careful: bool) -> Vec<Vec<Vec<u8>>> {
        let mut grammar = crate::intake::grammar::Grammar::new(&plan.dialect, 3);
        grammar.plain &= !careful;
        let mut rows = crate::intake::rows::Rows::default();
        let mut at = 0;
        let mut out = Vec::new();
        while at < text.len() {
            let before = rows.skips.len();
            rows.clear();
            at = grammar.split(text, at, text.len(), true, 7, &mut rows).0;
            out.extend(rows.fields.chunks(3).map(|r| r.iter().map(|f| rows.bytes(text, *f).to_vec()).collect::<Vec<_>>()));
            out.push(vec![
                format!("{before} {:?} {:?} {:?} {:?}", rows.skips, rows.short, rows.repaired, rows.spans).into_bytes(),
            ]);
            out.push(rows.surplus.iter().map(|s| rows.bytes(text, s.1).to_vec()).collect());
            out.push(vec![format!("{:?} {}", rows.inside, rows.records).into_bytes()]);
        }
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn any_cut_gives_the_same_in_any_dialect(text in strange(), given in dialect(), size in 1_u64..60) {
            let whole = read("t.csv", text.as_bytes(), &given, 1 << 20).map(|t| print(&t));
            let cut = read("t.csv", text.as_bytes(), &given, size).map(|t| print(&t));
            prop_assert_eq!(cut, whole);
        }

        #[test]
        fn the_careful_walk_gives_what_the_fast_one_gives(text in document(), strange in strange(), cr in any::<bool>()) {
            for text in [text, strange] {
                let text = if cr { text.replace('\n', "\r") } else { text };
                let mut plan = Plan::plain(&[]);
                plan.dialect.line_end = if cr { crate::intake::LineEnd::Cr } else { crate::intake::LineEnd::Lf };
                prop_assert_eq!(by(&plan, text.as_bytes(), true), by(&plan, text.as_bytes(), false));
            }
        }

        #[test]
        fn any_cut_gives_the_same(text in document(), size in 1_u64..200) {
            let whole = as_text(text.as_bytes(), 1 << 20).map(|t| print(&t));
            let cut = as_text(text.as_bytes(), size).map(|t| print(&t));
            prop_assert_eq!(cut, whole);
        }

        #[test]
        fn clean_text_reads_like_the_csv_crate(rows in prop::collection::vec(prop::collection::vec("[a-z0-9 ,\"\n客]{0,5}", 3), 1..30)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["h1", "h2", "h3"]).unwrap();
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = writer.into_inner().unwrap();
            let read = read("t.csv", text.as_slice(), &Overrides { all_text: true, delimiter: Some(",".into()), header_row: Some(1), ..Overrides::default() }, 64).unwrap();
            prop_assert_eq!(cells(&read), rows);
        }
    }
}
