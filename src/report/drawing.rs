//! Tables as inline drawings. Colours are custom properties of the page around; numbers that may not be told are gaps.

use super::Lang;
use super::figure::rounded;
use super::imprint::{in_full, in_short, number};
use super::markup::{Markup, breadth, cut};
use super::sheet::{Cell, CellKind, Drawing, Sheet};

/// Width of every drawing; on a page of A4 about as many pixels.
const WIDTH: f64 = 720.0;
/// Room for a printed number.
const ROOM: f64 = 78.0;

/// The chart of a table; nothing where it has none, or one that would show nothing true.
pub(super) fn svg(sheet: &Sheet, lang: Lang) -> Option<String> {
    if sheet.rows.is_empty() || sheet.drawing_fault().is_some() {
        return None;
    }
    let mut shapes = Markup::default();
    let height = match sheet.chart? {
        Drawing::Bars { column } => bars(&Series::new(sheet, column, lang), &mut shapes),
        Drawing::Line { column } => line(&Series::new(sheet, column, lang), &mut shapes),
        Drawing::Pie { column } => pie(&Series::new(sheet, column, lang), &mut shapes),
        Drawing::Heat => heat(sheet, lang, &mut shapes),
    }?;
    let mut svg = Markup::default();
    let size = height.to_string();
    svg.raw("<svg role=\"img\" viewBox=\"0 0 720 ").raw(&size).raw("\">").tag("title", &sheet.title);
    svg.raw(&shapes.finish()).raw("</svg>");
    Some(svg.finish())
}

/// A column that is drawn, with the name of each row.
struct Series<'a> {
    rows: Vec<(String, &'a Cell)>,
    kind: CellKind,
    lang: Lang,
}

impl<'a> Series<'a> {
    fn new(sheet: &'a Sheet, column: usize, lang: Lang) -> Self {
        let rows = sheet.rows.iter().map(|row| (name(sheet, row), row.get(column).unwrap_or(&Cell::Empty))).collect();
        Self { rows, kind: sheet.columns.get(column).map_or(CellKind::Number, |c| c.kind), lang }
    }

    fn numbers(&self) -> impl Iterator<Item = f64> {
        self.rows.iter().filter_map(|(_, cell)| number(cell))
    }

    /// Least and greatest, with 0 between.
    fn span(&self) -> (f64, f64) {
        self.numbers().fold((0.0, 0.0), |(least, most): (f64, f64), v| (least.min(v), most.max(v)))
    }

    fn short(&self, value: f64) -> String {
        in_short(value, self.kind, self.lang)
    }
}

/// Name of a row: its words before the first number.
fn name(sheet: &Sheet, row: &[Cell]) -> String {
    let words: Vec<&str> =
        row.iter().map_while(|cell| if let Cell::Text(text) = cell { Some(text.as_str()) } else { None }).collect();
    match (words.is_empty(), row.first(), sheet.columns.first()) {
        (true, Some(cell), Some(column)) => in_full(cell, column.kind, 0),
        _ => words.join(" · "),
    }
}

/// What stands where no number does.
fn mark(cell: &Cell) -> String {
    if let Cell::Hidden(shown) = cell { shown.to_string() } else { "–".to_owned() }
}

fn bars(series: &Series<'_>, out: &mut Markup) -> Option<f64> {
    let (least, most) = series.span();
    let names = series.rows.iter().map(|(name, _)| breadth(name)).fold(40.0, f64::max).min(230.0);
    let from = names + 12.0 + if least < 0.0 { ROOM } else { 0.0 };
    let scale = if most > least { (WIDTH - ROOM - from) / (most - least) } else { 0.0 };
    let zero = from - least * scale;
    let height = series.rows.len() as f64 * 26.0 + 8.0;
    for (place, (name, cell)) in series.rows.iter().enumerate() {
        let y = place as f64 * 26.0 + 4.0;
        let text_y = y + 17.0;
        out.shape("text class=\"e\"", &[("x", names + 2.0), ("y", text_y)], Some(&cut(name, names + 1.0)));
        let Some(value) = number(cell) else {
            out.shape("text class=\"gap\"", &[("x", zero + 7.0), ("y", text_y)], Some(&mark(cell)));
            continue;
        };
        let long = value.abs() * scale;
        let (x, class, at) = if value < 0.0 {
            (zero - long, "text class=\"e v\"", zero - long - 6.0)
        } else {
            (zero, "text class=\"v\"", zero + long + 7.0)
        };
        let colour = if value < 0.0 { "rect class=\"minus\"" } else { "rect class=\"bar\"" };
        out.shape(colour, &[("x", x), ("y", y + 4.0), ("width", long), ("height", 18.0)], None);
        out.shape(class, &[("x", at), ("y", text_y)], Some(&series.short(value)));
    }
    out.shape("line class=\"axis\"", &[("x1", zero), ("x2", zero), ("y1", 0.0), ("y2", height)], None);
    Some(height)
}

/// The least of 1, 2, 5, 10, 20 … of which four or fewer make the range.
fn step(range: f64) -> f64 {
    let (wanted, mut unit) = (range / 4.0, 1.0);
    while unit > wanted {
        unit /= 10.0;
    }
    while unit * 10.0 < wanted {
        unit *= 10.0;
    }
    [1.0, 2.0, 5.0].into_iter().map(|k| k * unit).find(|s| *s >= wanted).unwrap_or(unit * 10.0)
}

fn line(series: &Series<'_>, out: &mut Markup) -> Option<f64> {
    const TOP: f64 = 18.0;
    const BOTTOM: f64 = 220.0;
    let (mut least, mut most) = series.span();
    // A narrow band far from nothing would be a flat line: the axis begins below it, and its labels say so.
    let low = series.numbers().fold(f64::INFINITY, f64::min);
    if low.is_finite() && low > 0.75 * most {
        least = low;
    }
    let range = if most > least { most - least } else { most.abs().max(1.0) };
    let step = Some(step(range)).filter(|s| s.is_finite() && *s > 0.0)?;
    least = (least / step).floor() * step;
    most = (most / step).ceil().max((least / step) + 1.0) * step;
    let left = [least, most].iter().map(|v| breadth(&series.short(*v))).fold(30.0, f64::max) + 10.0;
    let height_of = |value: f64| BOTTOM - (value - least) / (most - least) * (BOTTOM - TOP);
    let last = series.rows.len() - 1;
    let x_of = |place: usize| left + 8.0 + place as f64 * (WIDTH - ROOM - left - 8.0) / last.max(1) as f64;
    for tick in 0..=5 {
        let value = least + f64::from(tick) * step;
        if value > most + step / 2.0 {
            break;
        }
        let y = height_of(value);
        out.shape("line class=\"grid\"", &[("x1", left), ("x2", WIDTH - ROOM), ("y1", y), ("y2", y)], None);
        out.shape("text class=\"e s\"", &[("x", left - 6.0), ("y", y + 4.0)], Some(&series.short(value)));
    }
    let every = last.div_ceil(6).max(1);
    let mut path = String::new();
    for (place, (name, cell)) in series.rows.iter().enumerate() {
        let x = x_of(place);
        // The last is named always, and one just before it would touch it.
        if place == last || (place % every == 0 && place + every / 2 < last) {
            out.shape("text class=\"m s\"", &[("x", x), ("y", BOTTOM + 20.0)], Some(&cut(name, 84.0)));
        }
        let Some(value) = number(cell) else {
            out.shape("text class=\"m gap\"", &[("x", x), ("y", BOTTOM - 6.0)], Some(&mark(cell)));
            path.push(' ');
            continue;
        };
        let y = height_of(value);
        let goes_on = path.ends_with(|c: char| c.is_ascii_digit());
        path += &format!("{}{x:.1} {y:.1}", if goes_on { "L" } else { "M" });
        if last < 40 {
            out.shape("circle class=\"dot\" r=\"3\"", &[("cx", x), ("cy", y)], None);
        }
        if place == last {
            out.shape("text class=\"v\"", &[("x", x + 8.0), ("y", y + 4.0)], Some(&series.short(value)));
        }
    }
    out.raw("<path class=\"line\" d=\"").raw(path.trim()).raw("\"/>");
    Some(BOTTOM + 30.0)
}

fn pie(series: &Series<'_>, out: &mut Markup) -> Option<f64> {
    let total: f64 = series.numbers().sum();
    if total <= 0.0 || series.numbers().any(|v| v < 0.0) {
        return None;
    }
    // Where a part is hidden, nobody knows the whole.
    let whole = series.rows.iter().all(|(_, cell)| number(cell).is_some());
    let place_of = |share: f64| {
        let turn = share * std::f64::consts::TAU;
        (130.0 + 110.0 * libm::sin(turn), 120.0 - 110.0 * libm::cos(turn))
    };
    let top = 120.0 - series.rows.len() as f64 * 14.0;
    let mut before = 0.0;
    for (place, (name, cell)) in series.rows.iter().enumerate() {
        let y = top + place as f64 * 28.0;
        let colour = COLOURS.get(place).copied().unwrap_or("c8");
        let value = number(cell);
        let share = value.unwrap_or(0.0) / total;
        if share > 0.9999 {
            out.raw("<circle cx=\"130\" cy=\"120\" r=\"110\" class=\"").raw(colour).raw("\"/>");
        } else if share > 0.0 {
            let ((x0, y0), (x1, y1)) = (place_of(before), place_of(before + share));
            let large = u8::from(share > 0.5);
            let path = format!("M130 120L{x0:.1} {y0:.1}A110 110 0 {large} 1 {x1:.1} {y1:.1}Z");
            out.raw("<path class=\"slice ").raw(colour).raw("\" d=\"").raw(&path).raw("\"/>");
        }
        before += share;
        if value.is_some() {
            out.raw("<rect rx=\"2\" width=\"14\" height=\"14\" class=\"").raw(colour);
            out.raw("\" x=\"280\" y=\"").raw(&(y + 6.0).to_string()).raw("\"/>");
        }
        let text = match value {
            Some(value) if whole && !matches!(series.kind, CellKind::Rate | CellKind::Share) => {
                [series.short(value), in_short(share, CellKind::Share, series.lang)].join(" · ")
            }
            Some(value) => series.short(value),
            None => mark(cell),
        };
        out.shape("text", &[("x", 304.0), ("y", y + 17.0)], Some(&cut(name, 200.0)));
        out.shape("text class=\"e v\"", &[("x", 640.0), ("y", y + 17.0)], Some(&text));
    }
    Some(240.0)
}

/// Classes of the slices in their order.
const COLOURS: [&str; 6] = ["c1", "c2", "c3", "c4", "c5", "c6"];

/// Classes of the squares and of the numbers on them, from little to much.
const DEPTHS: [(&str, &str); 5] = [
    ("rect class=\"q0\"", "text class=\"m s\""),
    ("rect class=\"q1\"", "text class=\"m s t1\""),
    ("rect class=\"q2\"", "text class=\"m s t2\""),
    ("rect class=\"q3\"", "text class=\"m s t3\""),
    ("rect class=\"q4\"", "text class=\"m s t4\""),
];

fn heat(sheet: &Sheet, lang: Lang, out: &mut Markup) -> Option<f64> {
    let columns = sheet.columns.get(1..).filter(|columns| !columns.is_empty())?;
    // Only what is counted alike may be compared by colour: the kind that most columns have.
    let of = |kind: CellKind| columns.iter().filter(|c| c.kind == kind).count();
    let kind = columns.iter().map(|c| c.kind).filter(|k| *k != CellKind::Text).max_by_key(|k| of(*k))?;
    let is_compared = |place: usize| columns.get(place).is_some_and(|c| c.kind == kind);
    let cells = |row: &'_ [Cell]| {
        row.iter().skip(1).enumerate().filter(|(place, _)| is_compared(*place)).filter_map(|(_, c)| number(c)).collect::<Vec<_>>()
    };
    let all = || sheet.rows.iter().flat_map(|row| cells(row));
    let (least, most) = all().fold((0.0, 0.0), |(a, b): (f64, f64), v| (a.min(v), b.max(v)));
    let names: Vec<String> =
        sheet.rows.iter().map(|row| row.first().map_or_else(String::new, |c| in_full(c, CellKind::Number, 0))).collect();
    let left = names.iter().map(|n| breadth(n)).fold(40.0, f64::max).min(170.0) + 10.0;
    let wide = ((WIDTH - left) / columns.len() as f64).min(84.0);
    let heads: Vec<Vec<String>> = columns.iter().map(|c| broken(&c.title, wide - 2.0)).collect();
    let top = heads.iter().map(Vec::len).max().unwrap_or(1) as f64 * 13.0 + 8.0;
    for (place, lines) in heads.iter().enumerate() {
        let x = left + (place as f64 + 0.5) * wide;
        for (at, text) in lines.iter().enumerate() {
            out.shape("text class=\"m s\"", &[("x", x), ("y", 12.0 + at as f64 * 13.0)], Some(text));
        }
    }
    for (at, (row, name)) in sheet.rows.iter().zip(&names).enumerate() {
        let y = top + at as f64 * 28.0;
        out.shape("text class=\"e\"", &[("x", left - 8.0), ("y", y + 18.0)], Some(&cut(name, left - 8.0)));
        for (place, (cell, column)) in row.iter().skip(1).zip(columns).enumerate() {
            let (x, middle) = (left + place as f64 * wide, left + (place as f64 + 0.5) * wide);
            let Some(value) = number(cell) else {
                if let Cell::Hidden(_) = cell {
                    out.shape("text class=\"m gap\"", &[("x", middle), ("y", y + 18.0)], Some(&mark(cell)));
                }
                continue;
            };
            let depth = if most > least { ((value - least) / (most - least) * 4.99) as usize } else { 0 };
            let compared = if is_compared(place) { DEPTHS.get(depth) } else { None };
            if let Some((square, _)) = compared {
                out.shape(square, &[("x", x + 1.0), ("y", y + 1.0), ("width", wide - 2.0), ("height", 26.0)], None);
            }
            let text = in_short(value, column.kind, lang);
            let text = if breadth(&text) * 0.92 > wide { whole(value, column.kind) } else { text };
            if breadth(&text) * 0.92 <= wide + 4.0 {
                let class = compared.map_or("text class=\"m s\"", |(_, class)| class);
                out.shape(class, &[("x", middle), ("y", y + 18.0)], Some(&text));
            }
        }
    }
    Some(top + sheet.rows.len() as f64 * 28.0 + 4.0)
}

/// A number without decimals, for a narrow square.
fn whole(value: f64, kind: CellKind) -> String {
    match kind {
        CellKind::Rate | CellKind::Share => format!("{:.0}%", rounded(value, 2) * 100.0),
        _ => format!("{value:.0}"),
    }
}

/// A header in at most three lines of about so many pixels.
fn broken(text: &str, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_inclusive(|c: char| c == ' ' || c > '\u{2E7F}') {
        let full = lines.last().is_some_and(|line| !line.is_empty() && breadth(line) + breadth(word.trim_end()) > width / 0.92);
        let is_last = lines.len() == 3;
        match lines.last_mut() {
            Some(line) if !full || is_last => line.push_str(word),
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| cut(line.trim_end(), width / 0.92)).collect()
}
