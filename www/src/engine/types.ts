// Written by `pkg-scripts types` from the Rust types; do not edit.

/**
 * One sentence in both languages.
 */
export type Texts = { 
/**
 * Chinese.
 */
zh: string, 
/**
 * English.
 */
en: string, };

/**
 * Language of exported headers and labels.
 */
export type Lang = "zh" | "en";

/**
 * How much a notice matters to the reader.
 */
export type Severity = "info" | "warning";

/**
 * One counted remark. The sentences for people are in [`crate::report::text`].
 */
export type Notice = { 
/**
 * Stable code, `N_…`.
 */
code: string, 
/**
 * How much it matters.
 */
severity: Severity, 
/**
 * How many rows or cells it concerns.
 */
count: number, 
/**
 * Of several tables: the number of the one, from 1, that it is about.
 */
table?: number, 
/**
 * Of a table of several files: the number of the one, from 1, that it is about.
 */
file?: number, 
/**
 * Column number from 1 where the notice is about a column.
 */
column?: number, 
/**
 * The first rows concerned (the header is row 1).
 */
rows: number[], 
/**
 * Of a table of several files: the number of the one, from 1, that these rows stand in; the count is of all files.
 */
rows_in?: number, };

/**
 * What the cells of a column are.
 */
export type Kind = "text" | "number" | "money" | "time";

/**
 * How a text column is kept.
 */
export type Store = "coded" | "plain";

/**
 * Order of day and month where the year does not come first with four digits.
 */
export type DateOrder = "month_first" | "day_first" | "year_first";

/**
 * Mark before the decimals of a number.
 */
export type DecimalMark = "point" | "comma";

/**
 * How the numbers of a column are written.
 */
export type Notation = { 
/**
 * Mark before the decimals.
 */
decimal: DecimalMark, 
/**
 * Mark that is left out wherever it stands among the digits: only by the user's word. Without it groups must be whole.
 */
thousands: string | null, };

/**
 * What a number without any mark is in a column of times.
 */
export type BareTime = "nothing" | "serial1900" | "serial1904" | "seconds" | "milliseconds" | "microseconds" | "months" | "minguo";

/**
 * What is looked for in a text column of long numbers, which spreadsheets damage.
 */
export type LongNumbers = "unwatched" | "phone" | "exponent" | "zeros" | "guarded";

/**
 * Why something was decided of a column.
 */
export type Reason = "user" | "empty" | "other_files" | "header" | "values" | "unreadable" | "currency" | "two_decimals" | "long_digits" | "codes" | "yes_no" | "delimiter" | "grouping" | "other_columns" | "point" | "open";

/**
 * What stays doubtful in a column, or was done to it; each is a notice.
 */
export type Doubt = "date_order" | "decimal_mark" | "percent_header" | "percent_mixed" | "months_alone";

/**
 * Name and treatment of a column, decided before the rows are read.
 */
export type Spec = { 
/**
 * Header as the file gives it, made unique.
 */
name: string, 
/**
 * What its cells are read as.
 */
kind: Kind, 
/**
 * How its text is kept; ignored for other kinds.
 */
store: Store, 
/**
 * Order of day and month in its dates; ignored for other kinds.
 */
dates: DateOrder, 
/**
 * What a bare number is among its times; ignored for other kinds.
 */
bare: BareTime, 
/**
 * How its numbers are written; ignored for other kinds.
 */
numbers: Notation, 
/**
 * What is looked for in its text; ignored for other kinds.
 */
long: LongNumbers, 
/**
 * Why it is of this kind; `None` where nobody decided.
 */
kind_reason: Reason | null, 
/**
 * Why its decimal mark or its order of day and month is this one; `None` where its cells need no decision.
 */
form_reason: Reason | null, 
/**
 * What stays doubtful.
 */
doubts: Array<Doubt>, };

/**
 * An encoding that the statistics found possible.
 */
export type Candidate = { 
/**
 * The encoding.
 */
encoding: Encoding, 
/**
 * How plausible its text is, in thousandths: 1000 where every character is a usual one.
 */
score: number, };

/**
 * Encoding of a text file. Its name is the label of the WHATWG Encoding Standard in lower case; UTF-32, which
 * browsers do not read, is named in the same way.
 */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "utf-32le" | "utf-32be" | "gb18030" | "big5" | "shift_jis" | "euc-jp" | "iso-2022-jp" | "euc-kr" | "windows-1252" | "windows-1250" | "windows-1251" | "windows-1253" | "windows-1254" | "windows-1255" | "windows-1256" | "windows-1257" | "windows-1258" | "windows-874" | "iso-8859-2" | "iso-8859-3" | "iso-8859-4" | "iso-8859-5" | "iso-8859-6" | "iso-8859-7" | "iso-8859-8" | "iso-8859-10" | "iso-8859-13" | "iso-8859-14" | "iso-8859-15" | "iso-8859-16" | "koi8-r" | "koi8-u" | "ibm866" | "macintosh" | "x-mac-cyrillic";

/**
 * Why an encoding was chosen.
 */
export type EncodingReason = "bom" | "valid" | "zeros" | "escapes" | "statistics" | "whole_file" | "override";

/**
 * What ends a record.
 */
export type LineEnd = "lf" | "cr" | "any";

/**
 * Why one part of a dialect was decided as it was.
 */
export type DialectReason = "usual" | "given" | "regular" | "seen" | "contrast" | "alike" | "narrow";

/**
 * The reason of each decision.
 */
export type DialectReasons = { 
/**
 * Of the delimiter.
 */
delimiter: DialectReason, 
/**
 * Of the quote.
 */
quote: DialectReason, 
/**
 * Of the escape.
 */
escape: DialectReason, 
/**
 * Of the header, or of there being none.
 */
header: DialectReason, 
/**
 * Of the comment mark.
 */
comment: DialectReason, 
/**
 * Of the lines left out above the table.
 */
preamble: DialectReason, };

/**
 * Structure of a delimited text.
 */
export type Dialect = { 
/**
 * Between fields; one to four characters. A blank stands for any run of blanks.
 */
delimiter: string, 
/**
 * Around fields that hold delimiters or line ends.
 */
quote: string | null, 
/**
 * Before a quote inside a quoted field; the quote itself where quotes are doubled.
 */
escape: string | null, 
/**
 * Row number of the header (of its last row, if it takes several), `None` if the file has none.
 */
header_row: number | null, 
/**
 * Start of lines to be left out.
 */
comment: string | null, 
/**
 * What ends a record.
 */
line_end: LineEnd, 
/**
 * Rows above the table that are no part of it.
 */
preamble: number, 
/**
 * Why it was decided so.
 */
reasons: DialectReasons, };

/**
 * What the bytes of a file are.
 */
export type Container = "text" | "gzip" | "zip" | "workbook" | "json" | "parquet" | "arrow";

/**
 * The user's word on the values of a column; what is left out is decided by its cells.
 */
export type ColumnReading = { 
/**
 * Header of the column, as the plan has it; left out, every column is meant.
 */
column?: string, 
/**
 * What its cells are.
 */
kind?: Kind, 
/**
 * Order of day and month in its dates.
 */
dates?: DateOrder, 
/**
 * What a bare number is among its times.
 */
bare?: BareTime, 
/**
 * Mark before the decimals of its numbers.
 */
decimal?: DecimalMark, 
/**
 * Mark that is left out wherever it stands among the digits of its numbers.
 */
thousands?: string, };

/**
 * The user's word on how to read a file, stronger than what the sample says.
 */
export type Overrides = { 
/**
 * Encoding.
 */
encoding?: Encoding, 
/**
 * Delimiter: one to four characters.
 */
delimiter?: string, 
/**
 * Quote: one ASCII character, or nothing for none.
 */
quote?: string, 
/**
 * Escape: one ASCII character, the quote itself for doubled quotes, or nothing for none.
 */
escape?: string, 
/**
 * Start of lines to be left out, or nothing for none.
 */
comment?: string, 
/**
 * Row number of the header; 0 says that there is none.
 */
header_row?: number, 
/**
 * Sheet of a workbook, or file of an archive.
 */
member?: string, 
/**
 * Lines at the start of the file that are not looked at.
 */
skip?: number, 
/**
 * Read so many rows, the first of the table, and nothing behind them.
 */
first_rows?: number, 
/**
 * Keep these columns alone, by their header as the plan has it (where headers repeat, the plan numbers them); empty keeps
 * all. The others are left out while reading and take no memory.
 */
only_columns?: Array<string>, 
/**
 * Read every column as text, cell by cell as written.
 */
all_text?: boolean, 
/**
 * How the values of columns are read; a later entry is stronger.
 */
columns?: Array<ColumnReading>, };

/**
 * A column of the file that is not read.
 */
export type LeftOut = { 
/**
 * Its place among all columns of the file, from 0.
 */
place: number, 
/**
 * Its header, made unique.
 */
name: string, };

/**
 * What a file is thought to take once it is read, and on the way there.
 *
 * The peak is `base_bytes`, what counting takes for each row, and the sum of `columns`; all but the base grow with the rows.
 * Measured in Chromium (two readers) on made-up orders, long texts and many customers, files of 51 to 88 MB, it is 1.0 to 1.3
 * times the real peak; `tests/memory` holds it within 0.8 to 1.8 of what is asked for natively.
 */
export type Estimate = { 
/**
 * Rows that are read.
 */
rows: number, 
/**
 * Bytes of the finished table.
 */
table_bytes: number, 
/**
 * Most bytes of wasm memory at a time, of the engine and all readers.
 */
peak_bytes: number, 
/**
 * The part of the peak that any file takes.
 */
base_bytes: number, 
/**
 * Bytes that the engine's memory may take.
 */
room_bytes: number, 
/**
 * The part of the peak that each column takes, in the order of the plan.
 */
columns: number[], };

/**
 * How a file is to be read.
 */
export type Plan = { 
/**
 * What the file is; all that follows is about the text in it.
 */
container?: Container, 
/**
 * Sheets of a workbook or files of an archive that may be read.
 */
members?: Array<string>, 
/**
 * The one that is read.
 */
member?: string, 
/**
 * Others with the same columns: their rows go below, where nobody has chosen one.
 */
alike?: Array<string>, 
/**
 * How many of the columns, the last ones, stand in other files of the table and not in this one.
 */
absent?: number, 
/**
 * Encoding.
 */
encoding: Encoding, 
/**
 * Whether the encoding is sure (a byte-order mark or the user's word) and must not be revised.
 */
encoding_sure: boolean, 
/**
 * Why this encoding.
 */
encoding_reason: EncodingReason, 
/**
 * The encoding by which lines are read that make no sense in the other.
 */
fallback: Encoding | null, 
/**
 * What the statistics found possible, best first; empty where they were not asked.
 */
candidates: Array<Candidate>, 
/**
 * Whether the file starts with a byte-order mark.
 */
bom: boolean, 
/**
 * Structure.
 */
dialect: Dialect, 
/**
 * Columns that are read, in file order.
 */
columns: Array<Spec>, 
/**
 * Columns that are not, in file order.
 */
left_out?: Array<LeftOut>, 
/**
 * Rows behind which nothing is read.
 */
first_rows?: number, 
/**
 * What the table is thought to take; `None` where nothing tells how long the file is.
 */
estimate: Estimate | null, 
/**
 * Whether the kinds of the columns must not be revised.
 */
kinds_sure: boolean, 
/**
 * Byte offset of the first data record.
 */
data_start: number, 
/**
 * Row number of the first data record.
 */
first_row: number, 
/**
 * Indices of columns whose header had to be made unique.
 */
duplicate_headers: Array<number>, 
/**
 * Indices of columns that had no header.
 */
blank_headers: Array<number>, 
/**
 * Indices of date columns whose order of day and month the sample leaves open.
 */
open_dates: Array<number>, 
/**
 * Byte offset of the record from which on surplus cells are no longer kept, so that what is kept stays bounded.
 */
surplus_end: number | null, 
/**
 * What the user said of columns, for those that only the whole file can tell.
 */
readings?: Array<ColumnReading>, };

/**
 * A byte range of a file.
 */
export type Range = { 
/**
 * Position among all ranges.
 */
index: number, 
/**
 * First byte.
 */
start: number, 
/**
 * Byte behind the last.
 */
end: number, 
/**
 * Whether a record is known to start at `start`.
 */
exact: boolean, 
/**
 * Rows behind which nothing of it is read.
 */
most?: number, };

/**
 * Where a part of an archive stands, what the directory says of it, and how far it was read: what inflating it takes.
 */
export type Handover = { 
/**
 * Byte of the file where its data begin.
 */
at: number, 
/**
 * Bytes of its data.
 */
packed: number, 
/**
 * Whether they are deflated, or stored as they are.
 */
deflated: boolean, 
/**
 * Bytes that come out, as the directory says.
 */
size: number, 
/**
 * Their checksum.
 */
crc: number, 
/**
 * Times that its data may grow.
 */
ratio: number, 
/**
 * Bytes that other parts of the archive have given.
 */
before: number, 
/**
 * Bytes of this one that its reader has taken.
 */
given: number, };

/**
 * Why a row was set aside.
 */
export type RejectReason = "R_TOO_MANY_FIELDS" | "R_UNDECODABLE" | "R_QUOTE" | "R_LIMIT" | "R_MALFORMED";

/**
 * A row set aside.
 */
export type Reject = { 
/**
 * Which of the table's files it stands in, from 0; left out for the first.
 */
file?: number, 
/**
 * Row number, the header being row 1.
 */
row: number, 
/**
 * Where its bytes start in the file.
 */
offset: number, 
/**
 * Length in bytes.
 */
length: number, 
/**
 * Why.
 */
code: RejectReason, };

/**
 * What kind of table a file is.
 */
export type TableKind = "customers" | "orders" | "events" | "channels" | "feedback" | "unknown";

/**
 * What a column means.
 */
export type Field = "user_id" | "order_id" | "order_time" | "product_id" | "product_name" | "category" | "quantity" | "price" | "amount" | "cost" | "discount" | "refund" | "is_refund" | "channel" | "region" | "payment_method" | "register_date" | "member_level" | "last_buy_date" | "gender" | "birthday" | "age" | "occupation" | "income" | "behavior_type" | "behavior_time" | "session_id" | "page" | "duration" | "date" | "uv" | "click" | "order" | "conversion_rate" | "revenue" | "roi" | "ticket_id" | "feedback_time" | "closed_at" | "type" | "score" | "text" | "handling_time" | "user_name" | "phone" | "email" | "id_card" | "bank_card" | "address";

/**
 * A column as a recipe remembers it.
 */
export type Known = { 
/**
 * Its header.
 */
header: string, 
/**
 * What it meant; `null` where it was not used.
 */
field: Field | null, 
/**
 * What its cells were.
 */
kind: Kind, };

/**
 * A column that has another header now.
 */
export type Renamed = { 
/**
 * Place in the remembered list, from 0.
 */
known: number, 
/**
 * The column now, from 0.
 */
column: number, 
/**
 * How sure that is, 0 to 1.
 */
score: number, 
/**
 * Whether its field went over to the new header. Where it did not, the old column also counts as missing and the new
 * one as new: a person decides.
 */
applied: boolean, };

/**
 * A column whose cells are of another type.
 */
export type Retyped = { 
/**
 * Place in the remembered list, from 0.
 */
known: number, 
/**
 * The column now, from 0.
 */
column: number, 
/**
 * What the cells were.
 */
was: Kind, 
/**
 * What they are.
 */
is: Kind, };

/**
 * What changed between two files of one source.
 */
export type Drift = { 
/**
 * Columns, from 0, that were not there.
 */
new: number[], 
/**
 * Places in the remembered list, from 0, of columns that are gone.
 */
missing: number[], 
/**
 * Columns with another header.
 */
renamed: Array<Renamed>, 
/**
 * Columns with cells of another type.
 */
type_changed: Array<Retyped>, };

/**
 * A column that names a field as clearly as the column that has it.
 */
export type Rival = { 
/**
 * The column, from 0.
 */
column: number, 
/**
 * The field that went to another column.
 */
field: Field, 
/**
 * How sure its own guess is, 0 to 1.
 */
score: number, };

/**
 * One way to compute a field, and how many supplied values it gives.
 */
export type DerivedTrial = { 
/**
 * Stable name of the formula, as `order_per_click_percent`.
 */
definition: string, 
/**
 * Rows in which both values are there.
 */
compared: number, 
/**
 * Rows in which they agree.
 */
equal: number, };

/**
 * A supplied field against its formula.
 */
export type DerivedCheck = { 
/**
 * The supplied field.
 */
field: Field, 
/**
 * The formula that fits best.
 */
definition: string, 
/**
 * Whether it fits 95 of 100 compared rows; otherwise the definition is open.
 */
fits: boolean, 
/**
 * Rows in which both values are there.
 */
compared: number, 
/**
 * Rows in which they agree.
 */
equal: number, 
/**
 * Rows in which they do not.
 */
differ: number, 
/**
 * Rows in which one of them is not there or cannot be computed.
 */
missing: number, 
/**
 * The first rows, from 0, that differ.
 */
rows: number[], 
/**
 * All formulas that were tried.
 */
trials: Array<DerivedTrial>, };

/**
 * A table to fill in.
 */
export type Template = "customers" | "events" | "channels" | "summary" | "orders" | "feedback";

/**
 * A kind of personal data.
 */
export type PiiType = "id_card" | "uscc" | "phone" | "landline" | "email" | "bank_card" | "device" | "ip" | "mac" | "plate" | "passport" | "document" | "address" | "name" | "birthday" | "social" | "geo" | "hash" | "secret" | "free_text" | "record_id";

/**
 * A rule that a cell passes or not.
 */
export type PiiRule = "id_card" | "id_card_old" | "uscc" | "uscc_digits" | "mobile" | "landline" | "international" | "email" | "bank_card" | "imei" | "openid" | "device" | "ip" | "mac" | "plate" | "passport" | "machine_readable" | "address" | "surname" | "latin_name" | "birthday" | "social" | "wxid" | "geo" | "hash_shape" | "hash_of_neighbour" | "birth_of_neighbour" | "plausible";

/**
 * What the header of a column said, for the explanation of a verdict.
 */
export type HeaderSays = "nothing" | "exact" | "partial" | "contrary";

/**
 * Why a column was judged so: with the counts of the verdict it says that so many of so many values pass a rule that by
 * chance one of so many would.
 */
export type PiiWhy = { 
/**
 * The rule that most of the values pass; none where nothing was found.
 */
rule: PiiRule | null, 
/**
 * What the header said.
 */
header: HeaderSays, 
/**
 * One of how many values of another kind passes the rule, to two digits; 0 without a rule.
 */
one_in: number, };

/**
 * Whether a column holds personal data.
 */
export type Verdict = { 
/**
 * The kind, when it is sure enough to mask.
 */
pii: PiiType | null, 
/**
 * The kind, when a person should confirm it; it is masked until then.
 */
doubtful: PiiType | null, 
/**
 * Free text or key of a record: a kind that is not masked as a whole.
 */
loose: PiiType | null, 
/**
 * Whether the law calls the kind sensitive.
 */
sensitive: boolean, 
/**
 * Probability of the likeliest kind, 0 to 1, in ten-thousandths.
 */
score: number, 
/**
 * Distinct values looked at that pass the rules of the likeliest kind.
 */
hits: number, 
/**
 * Distinct values looked at.
 */
sampled: number, 
/**
 * Distinct values looked at, of a column that is not masked as a whole, in which numbers of persons stand.
 */
mixed: number, 
/**
 * Why.
 */
why: PiiWhy, };

/**
 * Bands of numbers.
 */
export type Bands = { "width": number } | { "edges": Array<number> };

/**
 * Width of the bands of age.
 */
export type AgeWidth = "five" | "ten";

/**
 * Where numbers are capped.
 */
export type Cap = { "at": number } | { "quantile": number };

/**
 * What has one shift of dates.
 */
export type ShiftBy = "customer" | "file";

/**
 * Period that dates are coarsened to.
 */
export type CoarsePeriod = "month" | "quarter" | "year";

/**
 * Level that places are coarsened to.
 */
export type RegionLevel = "province" | "city";

/**
 * What an operator does to results that use its column.
 */
export type OperatorEffect = "exact" | "coarser" | "gaps_exact" | "shifted_alike";

/**
 * What is done to a column.
 */
export type Operator = "mask" | "pseudonym" | { "band": Bands } | { "age_band": AgeWidth } | { "top_code": Cap } | { "round": { 
/**
 * The step, above 0.
 */
step: number, } } | { "shift_dates": { 
/**
 * Most days, 1 to 3650. The number is even over −days to days without 0, so that no date stays as it was.
 */
days: number, 
/**
 * What has one shift.
 */
by: ShiftBy, } } | { "coarsen_date": CoarsePeriod } | { "region": RegionLevel } | "drop" | "keep";

/**
 * What customers have in common.
 */
export type InCommon = "id_card" | "phone" | "email" | "name_address" | "name_birthday";

/**
 * What an entry looks for.
 */
export type CleaningRule = "fill_down" | "time_of_day" | "monetary_unit" | "total_rows" | "no_user_id" | "placeholder_id" | "no_order_time" | "no_amount" | "void_orders" | "no_sales" | "return_rows" | "unmade_refunds" | "test_rows" | "refunded_orders" | "order_amount" | "identical_rows" | "same_key" | "customer_day" | "missing" | "impossible" | "outlier";

/**
 * What an entry does.
 */
export type CleaningAction = "keep" | "delete" | "correct" | "by_share" | "fill" | "unknown" | "first" | "last" | "newest" | "most_complete";

/**
 * How outliers are told.
 */
export type OutlierMethod = "box" | "sigma3" | "p99" | "mad";

/**
 * One rule.
 */
export type CleaningEntry = { 
/**
 * What it looks for.
 */
rule: CleaningRule, 
/**
 * Header of the column that it is about; `None` for rules about whole rows.
 */
column?: string, 
/**
 * What it does with what it finds.
 */
action: CleaningAction, 
/**
 * Whether it applies.
 */
on: boolean, 
/**
 * How outliers are told; box plot where nothing is said.
 */
method?: OutlierMethod, 
/**
 * Factor of the method in place of its usual one ([`Method::factor`]).
 */
factor?: number, 
/**
 * Whether the method looks at logarithms ([`Method::Mad`] alone).
 */
log: boolean, 
/**
 * First day (ISO 8601) on which a time is impossible, for columns of times.
 */
as_of?: string, };

/**
 * The rules of a cleaning, applied one behind the other, each on the result of those before it.
 */
export type CleaningPlan = { 
/**
 * The rules, in the order in which they apply.
 */
entries: Array<CleaningEntry>, 
/**
 * Words that mean "missing" as a whole cell of a text column; the usual ones ([`crate::table::MISSING_WORDS`]) where none
 * are given. Cells of numbers and times were judged by the usual ones when they were read.
 */
missing_words?: Array<string>, };

/**
 * Why an entry did what it did.
 */
export type CleaningReason = "column_gone" | "column_kind" | "own_key" | "time_of_day" | "may_repeat" | "columns_left_out" | "no_two_alike" | "below_limit" | "at_limit" | "stays_missing" | "never_filled" | "absence_is_no" | "added_up" | "side_by_side" | "beside_orders" | "orders_themselves" | "worth_of_lines" | "equal_on_lines" | "unreadable" | "nothing_present" | "too_few_for_sigma" | "returns_left_out" | "no_key";

/**
 * Bounds of one method; `None` where it has none on that side or is not defined.
 */
export type OutlierBounds = { 
/**
 * The method.
 */
method: OutlierMethod, 
/**
 * Numbers below are outliers.
 */
low: number | null, 
/**
 * Numbers above are outliers.
 */
high: number | null, 
/**
 * How many outliers it finds.
 */
rows: number, };

/**
 * What four methods say of one column; sums of money are in the whole currency.
 */
export type Outliers = { 
/**
 * Numbers that were judged.
 */
judged: number, 
/**
 * Numbers that were not, because their row is a refund: returns are no outliers.
 */
returns: number, 
/**
 * Bounds and counts of box plot, 3σ, P99 and MAD.
 */
methods: Array<OutlierBounds>, 
/**
 * How many numbers exactly these methods call outliers: the place is the sum of 1, 2, 4 and 8 for the four, 0 for none.
 */
agreement: number[], 
/**
 * Largest |z| that this many numbers can have, (n − 1)/√n; `None` below two numbers.
 */
largest_z: number | null, 
/**
 * Whether 3σ cannot fire because of that.
 */
sigma3_cannot_fire: boolean, };

/**
 * What an entry did, given what those before it left.
 */
export type CleaningEffect = { 
/**
 * The rule.
 */
rule: CleaningRule, 
/**
 * The column from 0.
 */
column: number | null, 
/**
 * What was asked for.
 */
action: CleaningAction, 
/**
 * Whether it applied.
 */
on: boolean, 
/**
 * Rows, or cells of the column, that the rule found among the rows that were left.
 */
found: number, 
/**
 * Rows that it took away.
 */
dropped: number, 
/**
 * Cells that it changed.
 */
changed: number, 
/**
 * Missing cells of the cells of the column.
 */
missing: Ratio | null, 
/**
 * The mean that filled missing numbers, in the whole currency for amounts.
 */
mean: number | null, 
/**
 * The methods side by side, for outliers.
 */
outliers: Outliers | null, 
/**
 * Why.
 */
reasons: Array<CleaningReason>, };

/**
 * Headline numbers of the rows that count.
 */
export type Headline = { 
/**
 * Rows that count, of all rows.
 */
rows: Ratio, 
/**
 * Different customers.
 */
customers: number | null, 
/**
 * Different order numbers.
 */
orders: number | null, 
/**
 * Sum of the amounts (or of price × quantity) as they stand, negative ones included; nothing for orders that were
 * refunded on their own row.
 */
revenue: number | null, };

/**
 * The same numbers under three plans.
 */
export type Headlines = { 
/**
 * With nothing but the rows set aside that cannot count.
 */
without: Headline, 
/**
 * Under the plan and the decisions but for the fillings of missing cells.
 */
without_fills: Headline, 
/**
 * Under the plan and the decisions.
 */
with: Headline, };

/**
 * Why a row cannot be counted. A row with several faults has the first of them.
 */
export type SetAsideReason = "no_user_id" | "no_order_time" | "no_amount";

/**
 * How many rows were set aside for a reason.
 */
export type SetAside = { 
/**
 * Why.
 */
reason: SetAsideReason, 
/**
 * How many rows.
 */
rows: number, };

/**
 * Rows that a rule took away.
 */
export type Cleaned = { 
/**
 * The rule; `None` for rows dropped by hand.
 */
rule: CleaningRule | null, 
/**
 * How many rows.
 */
rows: number, };

/**
 * Five dimensions of quality, each as good ones of all; a whole of 0 says that nothing could be judged.
 */
export type Scorecard = { 
/**
 * Cells that hold something, of all cells.
 */
completeness: Ratio, 
/**
 * Cells that are readable and within their domain, of the cells that hold something.
 */
validity: Ratio, 
/**
 * Rows that are no repeat of another, of all rows.
 */
uniqueness: Ratio, 
/**
 * Cells in the usual spelling and form of their column, of the text cells that were compared.
 */
consistency: Ratio, 
/**
 * Times before the reference date, of all times; without a reference date none is judged.
 */
timeliness: Ratio, };

/**
 * Measures of numbers.
 */
export type Measures = { 
/**
 * How many numbers.
 */
count: number, 
/**
 * Zeros among them.
 */
zeros: number, 
/**
 * Negative ones.
 */
negatives: number, 
/**
 * Arithmetic mean.
 */
mean: number, 
/**
 * Standard deviation with n − 1; from two numbers on.
 */
deviation: number | null, 
/**
 * Skewness G₁ = √(n(n−1))/(n−2) · m₃/m₂^1.5 (Joanes and Gill 1998); from three numbers on that differ.
 */
skewness: number | null, 
/**
 * Smallest.
 */
min: number, 
/**
 * Quantiles of type 7 at 1, 5, 25, 50, 75, 95 and 99 %.
 */
quantiles: [number, number, number, number, number, number, number], 
/**
 * Largest.
 */
max: number, };

/**
 * One column.
 */
export type ColumnProfile = { 
/**
 * Column from 0.
 */
column: number, 
/**
 * What its cells were read as.
 */
kind: Kind, 
/**
 * Cells that hold nothing or a word for nothing, of all.
 */
missing: Ratio, 
/**
 * Cells that are not of the column's kind.
 */
unreadable: number, 
/**
 * Cells outside the domain of what the column means; `None` where no domain is known.
 */
outside: number | null, 
/**
 * Different values of the cells that hold something. Texts that are not kept by value are told apart by a 64-bit hash.
 */
distinct: Ratio, 
/**
 * Values that are another value but for width, case and spaces around; `None` where there are too many to compare.
 */
variants: number | null, 
/**
 * Cells with those values.
 */
variant_cells: number, 
/**
 * For numbers and codes in text: cells in the most frequent form, of those that hold something.
 */
form: Ratio | null, 
/**
 * A row, counted from 0 among the accepted ones, that holds the most frequent value first, and how many cells hold it; for
 * columns of few values.
 */
mode: [number, number] | null, 
/**
 * Measures of numbers, in the whole currency for amounts.
 */
numbers: Measures | null, 
/**
 * Whole days between the latest time and the last day before the reference date.
 */
days_behind: number | null, 
/**
 * Times on the reference date or after it, of all times.
 */
future: Ratio | null, };

/**
 * The profile of a table as it was read.
 */
export type Profile = { 
/**
 * Accepted rows.
 */
rows: number, 
/**
 * Rows that are equal to an earlier one.
 */
identical: number, 
/**
 * All columns in five dimensions.
 */
scores: Scorecard, 
/**
 * Each column.
 */
columns: Array<ColumnProfile>, };

/**
 * What one table has of the customers. `rows = rows_named + rows_unnamed`, `customers = matched + orphans`.
 */
export type Source = { 
/**
 * What kind of table it is.
 */
kind: TableKind, 
/**
 * Rows.
 */
rows: number, 
/**
 * Rows that name a customer.
 */
rows_named: number, 
/**
 * Rows that name nobody.
 */
rows_unnamed: number, 
/**
 * Different customers.
 */
customers: number, 
/**
 * Customers that the reference has too.
 */
matched: number, 
/**
 * Customers that the reference does not have.
 */
orphans: number, 
/**
 * Rows of those.
 */
orphan_rows: number, 
/**
 * Customers of the reference that have no row here.
 */
absent: number, 
/**
 * Orphans that would meet a customer of the reference if letters were compared without their case.
 */
met_without_case: number, 
/**
 * Customers with more than one row.
 */
repeated: number, 
/**
 * Rows of the customer that has most.
 */
most_rows: number, 
/**
 * Rows that a plain join of this table with the reference would make; more than `rows` where the reference repeats customers.
 */
joined_rows: number, };

/**
 * How well the tables fit together.
 *
 * Every row of a table names one customer or none, so no join of ours multiplies rows: a table of customers gives one row to
 * each customer, whatever it repeats.
 */
export type JoinAudit = { 
/**
 * Customers of all tables together.
 */
customers: number, 
/**
 * The table against which the others are counted, from 0: that of customers, where there is one.
 */
reference: number | null, 
/**
 * Each table, in the order of opening.
 */
sources: Array<Source>, };

/**
 * Ends of a column's values.
 */
export type ValueRange = { min?: number | string, max?: number | string, };

/**
 * Rows of a file: `read = accepted + rejected`.
 */
export type RowCounts = { 
/**
 * All data rows, blank lines left out.
 */
read: number, 
/**
 * Rows in the table, repaired ones within.
 */
accepted: number, 
/**
 * Rows set aside.
 */
rejected: number, };

/**
 * Rows set aside for one reason.
 */
export type ReasonCount = { 
/**
 * The reason.
 */
code: RejectReason, 
/**
 * How many rows.
 */
rows: number, };

/**
 * A reason with its sentence.
 */
export type Why = { 
/**
 * The reason.
 */
reason: Reason, 
/**
 * Its sentence in each language.
 */
texts: Texts, };

/**
 * How the values of a column were read. What does not concern its kind is left out.
 */
export type Reading = { 
/**
 * Why it is of its kind.
 */
kind?: Why, 
/**
 * Mark before the decimals of its numbers.
 */
decimal?: DecimalMark, 
/**
 * Order of day and month in its dates.
 */
dates?: DateOrder, 
/**
 * What a bare number is among its times.
 */
bare?: BareTime, 
/**
 * Why the mark or the order is this one; left out where its cells need no decision.
 */
form?: Why, };

/**
 * One column.
 */
export type ColumnInspect = { 
/**
 * Header.
 */
name: string, 
/**
 * What its cells are.
 */
type: Kind, 
/**
 * How its values were read, and why.
 */
reading: Reading, 
/**
 * Empty cells, unreadable ones within.
 */
nulls: number, 
/**
 * Cells that hold something of another kind.
 */
invalid: number, 
/**
 * Different values, where the column is kept as a dictionary.
 */
distinct: number | null, 
/**
 * Field it is mapped to.
 */
field: string | null, 
/**
 * How sure that is, 0 to 1.
 */
field_score: number, 
/**
 * Kind of personal data.
 */
pii: PiiType | null, 
/**
 * How sure that is, 0 to 1.
 */
pii_score: number, 
/**
 * A few different values, masked.
 */
samples: Array<string>, min?: number | string, max?: number | string, };

/**
 * One of the files whose rows make a table.
 */
export type PartInspect = { 
/**
 * Name.
 */
name: string, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * The fingerprint of its bytes, as reports have it.
 */
fingerprint: string, 
/**
 * Format.
 */
format: string, 
/**
 * Encoding.
 */
encoding: Encoding, 
/**
 * The encoding by which lines were read that make no sense in the other.
 */
fallback: Encoding | null, 
/**
 * Sheet of a workbook or file of an archive that was read.
 */
sheet: string | null, 
/**
 * Its rows.
 */
rows: RowCounts, };

/**
 * What changed against the columns of the recipe, and these columns.
 */
export type DriftInspect = { 
/**
 * The columns of the recipe, in its order.
 */
columns: Array<Known>, 
/**
 * Columns, from 0, that were not there.
 */
new: number[], 
/**
 * Places in the remembered list, from 0, of columns that are gone.
 */
missing: number[], 
/**
 * Columns with another header.
 */
renamed: Array<Renamed>, 
/**
 * Columns with cells of another type.
 */
type_changed: Array<Retyped>, };

/**
 * One table: a file, or several with the same columns.
 */
export type FileInspect = { 
/**
 * Name.
 */
name: string, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * Format: `csv` for all delimited text, else that of the file around it: `gzip`, `zip`, a workbook's …
 */
format: string, 
/**
 * Encoding.
 */
encoding: Encoding, 
/**
 * Why this encoding.
 */
encoding_reason: EncodingReason, 
/**
 * The encoding by which lines were read that make no sense in the other.
 */
fallback: Encoding | null, 
/**
 * What the statistics found possible, best first; empty where they were not asked.
 */
candidates: Array<Candidate>, 
/**
 * Whether it starts with a byte-order mark.
 */
bom: boolean, 
/**
 * Structure.
 */
dialect: Dialect, 
/**
 * Sheet of a workbook or file of an archive that was read.
 */
sheet: string | null, 
/**
 * All sheets of a workbook, or files of an archive that may hold a table.
 */
sheets: Array<string>, 
/**
 * Rows of all files.
 */
rows: RowCounts, 
/**
 * The files that it was read from, in the order of their rows: this one first.
 */
parts: Array<PartInspect>, 
/**
 * The first rows set aside.
 */
rejects: Array<Reject>, 
/**
 * Why rows were set aside, all of them counted.
 */
reject_reasons: Array<ReasonCount>, 
/**
 * Kind of table.
 */
kind: TableKind, 
/**
 * How sure that is, 0 to 1.
 */
kind_score: number, 
/**
 * Fields that a table of its kind needs and no column gives.
 */
missing: string[], 
/**
 * Columns that name a field which a better column has.
 */
rivals: Array<Rival>, 
/**
 * What changed against the columns of the recipe; left out where nothing did.
 */
drift?: DriftInspect, 
/**
 * Columns.
 */
columns: Array<ColumnInspect>, 
/**
 * Headers of the columns that were not read.
 */
left_out: Array<string>, };

/**
 * A column that may be read or left out.
 */
export type OfferedColumn = { 
/**
 * Header, as it may be shown.
 */
name: string, 
/**
 * Field that its header speaks for.
 */
field: FieldInfo | null, 
/**
 * Bytes that it takes at most; 0 where nobody knows.
 */
bytes: number, };

/**
 * A field without which nothing can be counted.
 */
export type Required = { 
/**
 * Code of the field.
 */
field: string, 
/**
 * Whether a column (or price and quantity, for the amount) gives it.
 */
mapped: boolean, };

/**
 * A canonical field.
 */
export type FieldInfo = { 
/**
 * Code.
 */
field: string, 
/**
 * Chinese label.
 */
zh: string, 
/**
 * English label.
 */
en: string, 
/**
 * Whether nothing can be counted without it.
 */
required: boolean, 
/**
 * Kinds of table that have it.
 */
kinds: Array<TableKind>, };

/**
 * A notice with its sentences.
 */
export type WordedNotice = { 
/**
 * Its sentence in each language.
 */
texts: Texts, 
/**
 * Stable code, `N_…`.
 */
code: string, 
/**
 * How much it matters.
 */
severity: Severity, 
/**
 * How many rows or cells it concerns.
 */
count: number, 
/**
 * Of several tables: the number of the one, from 1, that it is about.
 */
table?: number, 
/**
 * Of a table of several files: the number of the one, from 1, that it is about.
 */
file?: number, 
/**
 * Column number from 1 where the notice is about a column.
 */
column?: number, 
/**
 * The first rows concerned (the header is row 1).
 */
rows: number[], 
/**
 * Of a table of several files: the number of the one, from 1, that these rows stand in; the count is of all files.
 */
rows_in?: number, };

/**
 * What is known of the open file.
 */
export type Inspect = { 
/**
 * The files.
 */
files: Array<FileInspect>, 
/**
 * Fields without which nothing can be counted.
 */
required: Array<Required>, 
/**
 * All fields there are.
 */
fields: Array<FieldInfo>, 
/**
 * What was repaired, set aside or doubted.
 */
notices: Array<WordedNotice>, };

/**
 * A share that carries its part and its whole; a whole of 0 means "not defined".
 */
export type Ratio = { 
/**
 * The part.
 */
num: number, 
/**
 * The whole.
 */
den: number, };

/**
 * A share of money that carries its part and its whole.
 */
export type MoneyRatio = { 
/**
 * The part.
 */
num: number, 
/**
 * The whole, above 0.
 */
den: number, };

/**
 * A counted thing.
 */
export type Quantity = { 
/**
 * Code of what is counted.
 */
code: string, 
/**
 * How many.
 */
value: number, };

/**
 * What an analysis needs and what the file has, by the same codes.
 */
export type Shortage = { 
/**
 * The least that is needed.
 */
need: Array<Quantity>, 
/**
 * What is there.
 */
have: Array<Quantity>, };

/**
 * How values become scores 1 … k.
 */
export type RfmMethod = "quantile" | "fixed" | "mean" | "r_rfm" | "nested";

/**
 * What the eight classes are split by.
 */
export type RfmSplit = "mean" | "median";

/**
 * What counts as one purchase. Refunds never count.
 */
export type RfmFrequency = "order" | "day" | "line";

/**
 * What refunds do to M.
 */
export type RfmRefunds = "subtract" | "ignore";

/**
 * What M is.
 */
export type RfmMonetary = "total" | "mean_per_order";

/**
 * Cut points of [`Method::Fixed`], one fewer than scores, strictly ascending. With recency cuts 30, 60 the score is best below 30
 * days, next from 30 to 59, lowest from 60; with frequency cuts 2, 5 it is lowest below 2, next from 2 to 4, best from 5.
 * Cuts are rounded to a ten-thousandth.
 */
export type RfmCuts = { 
/**
 * Days since the last purchase.
 */
recency: Array<number>, 
/**
 * Purchases.
 */
frequency: Array<number>, 
/**
 * Currency.
 */
monetary: Array<number>, };

/**
 * A box of cells, the bounds included.
 */
export type RfmBox = { 
/**
 * Lowest and highest R.
 */
r: [number, number], 
/**
 * Lowest and highest F.
 */
f: [number, number], 
/**
 * Lowest and highest M.
 */
m: [number, number], };

/**
 * A set that others published.
 */
export type RfmKnownSet = "r_readme_ten";

/**
 * A named union of boxes of scores.
 */
export type RfmRule = { 
/**
 * Name by the user; one of our codes, as `loyal`, is shown in words.
 */
name: string, 
/**
 * The cells that make it up.
 */
rule: Array<RfmBox>, };

/**
 * Rules other than ours.
 */
export type RfmRuleSet = RfmKnownSet | Array<RfmRule>;

/**
 * What a cell is made of.
 */
export type RfmGrid = "scores" | "classes";

/**
 * What today's customers are scored by in a comparison with an earlier date.
 */
export type RfmMigrationCuts = "frozen" | "re_estimated";

/**
 * Who was where at an earlier date.
 */
export type RfmMigrationParams = { 
/**
 * The earlier reference date, ISO 8601: the exclusive end of what counted then.
 */
from: string, 
/**
 * What the later date is scored by.
 */
cuts: RfmMigrationCuts, };

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type RfmParams = { 
/**
 * Number of scores per dimension, 2 to 10; always 2 with [`Method::Mean`].
 */
bins: number, 
/**
 * How values become scores.
 */
method: RfmMethod, 
/**
 * What the eight classes are split by.
 */
split: RfmSplit, 
/**
 * What counts as one purchase.
 */
frequency: RfmFrequency, 
/**
 * What refunds do to M.
 */
refunds: RfmRefunds, 
/**
 * What M is.
 */
monetary: RfmMonetary, 
/**
 * Cut points, with [`Method::Fixed`] only.
 */
cuts: RfmCuts | null, 
/**
 * Only lines of the last so many days before the reference date, at most 36,525; all history if absent.
 */
window_days: number | null, 
/**
 * How many customers the result lists.
 */
list: number, 
/**
 * The named segments; our eleven of five scores if absent.
 */
segments: RfmRuleSet | null, 
/**
 * What the rules of one's own name: scores 1 to k, or the two halves of the eight classes as 1 and 2.
 */
segment_grid: RfmGrid, 
/**
 * Of a set whose rules leave cells out or claim cells more than once: the first rule counts and the rest are `others`. Without it
 * such a set is proven and not used.
 */
first_match: boolean, 
/**
 * Comparison with an earlier date.
 */
migration: RfmMigrationParams | null, 
/**
 * Whether to tell what the other ways to count purchases would change.
 */
compare: boolean, };

/**
 * Days that count, both ends included.
 */
export type RfmWindow = { 
/**
 * First day, ISO 8601.
 */
from: string, 
/**
 * Last day, ISO 8601: the day before the reference date.
 */
to: string, 
/**
 * Number of days.
 */
days: number, };

/**
 * Who and what is in the window.
 */
export type RfmPopulation = { 
/**
 * Customers of the file.
 */
customers: number, 
/**
 * Those with a purchase in the window.
 */
scored: number, 
/**
 * Those without: counted here and left out of everything below.
 */
without_purchase: number, 
/**
 * Distinct orders with a line that is no refund.
 */
orders: number, 
/**
 * Lines of all customers, refunds included.
 */
lines: number, 
/**
 * Lines that are refunds, or of which something was paid back on the line itself.
 */
refund_lines: number, 
/**
 * Net amount of these lines.
 */
revenue: number, };

/**
 * How one dimension was scored and how it is distributed.
 */
export type RfmDimension = { 
/**
 * `recency`, `frequency` or `monetary`.
 */
name: "recency" | "frequency" | "monetary", 
/**
 * `day`, `order`, `line` or `currency`.
 */
unit: string, 
/**
 * Where the next class begins, ascending: a value's class is 1 + the number of cuts at or below it; the score is the class, for
 * recency k + 1 − class. `null` where no customer reaches the class. Empty where cuts differ by cell: see [`RfmOutcome::nested`].
 */
cuts: (number | null)[], 
/**
 * Customers with score 1 … k.
 */
score_counts: number[], 
/**
 * Scores that occur; fewer than k when equal values are many.
 */
distinct_scores: number, 
/**
 * Customers who share the most frequent value.
 */
largest_tie: Ratio, 
/**
 * Arithmetic mean.
 */
mean: number, 
/**
 * Median of type 7.
 */
median: number, 
/**
 * Smallest value.
 */
min: number, 
/**
 * Largest value.
 */
max: number, };

/**
 * One cell of R × F.
 */
export type RfmCell = { 
/**
 * R score.
 */
r: number, 
/**
 * F score.
 */
f: number, 
/**
 * Customers in the cell.
 */
customers: number, 
/**
 * Their net amount.
 */
revenue: number, 
/**
 * Their mean M, rounded to a ten-thousandth; `null` in an empty cell.
 */
mean_monetary: number | null, };

/**
 * The dividing values.
 */
export type RfmSplitValues = { 
/**
 * Near is fewer days than this.
 */
recency: number, 
/**
 * Often is more purchases than this.
 */
frequency: number, 
/**
 * Much is more money than this.
 */
monetary: number, };

/**
 * One of the eight classes.
 */
export type RfmClassRow = { 
/**
 * Bits R F M.
 */
code: string, 
/**
 * Stable name.
 */
name: string, 
/**
 * `high_value`, `potential`, `at_risk`, or none.
 */
seed: string | null, 
/**
 * Customers.
 */
customers: number, 
/**
 * Of the scored customers.
 */
share: Ratio, 
/**
 * Their distinct orders.
 */
orders: number, 
/**
 * Their net amount.
 */
revenue: number, 
/**
 * Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
 */
dominated?: boolean, 
/**
 * Of the net amount of the scored customers; `null` unless that is positive.
 */
revenue_share: MoneyRatio | null, 
/**
 * Revenue per order, rounded to a ten-thousandth.
 */
average_order_value: number | null, 
/**
 * Median of R in days.
 */
median_recency: number | null, 
/**
 * Median of F.
 */
median_frequency: number | null, 
/**
 * Median of M.
 */
median_monetary: number | null, };

/**
 * The eight classes and what divides them.
 */
export type RfmClasses = { 
/**
 * Mean or median.
 */
split: RfmSplit, 
/**
 * The dividing values.
 */
values: RfmSplitValues, 
/**
 * Customers whom the other split puts into another class.
 */
other_split_moved: Ratio, 
/**
 * 111, 101, 011, 001, 110, 100, 010, 000.
 */
rows: Array<RfmClassRow>, };

/**
 * A cell that more than one rule claims.
 */
export type RfmClaim = { 
/**
 * R, F, M.
 */
cell: [number, number, number], 
/**
 * Numbers of the rules, from 0, ascending.
 */
rules: Array<number>, };

/**
 * What is true of a set of rules, for every cell of its grid.
 */
export type RfmProof = { 
/**
 * Cells of the grid, k³.
 */
cells: number, 
/**
 * No cell is left out.
 */
exhaustive: boolean, 
/**
 * No cell is claimed by more than one rule.
 */
exclusive: boolean, 
/**
 * The cells that no rule claims, as R, F, M; ascending.
 */
uncovered: Array<[number, number, number]>, 
/**
 * The cells that more than one rule claims; ascending.
 */
claimed: Array<RfmClaim>, 
/**
 * Numbers of the rules, from 0, that no cell is left to when the first rule counts.
 */
idle: Array<number>, };

/**
 * One named segment; figures as in [`ClassRow`].
 */
export type RfmSegmentRow = { 
/**
 * Stable name of ours, `others`, or the user's name.
 */
name: string, 
/**
 * Customers.
 */
customers: number, 
/**
 * Of the scored customers.
 */
share: Ratio, 
/**
 * Their distinct orders.
 */
orders: number, 
/**
 * Their net amount.
 */
revenue: number, 
/**
 * Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
 */
dominated?: boolean, 
/**
 * Of the net amount of the scored customers; `null` unless that is positive.
 */
revenue_share: MoneyRatio | null, 
/**
 * Revenue per order, rounded to a ten-thousandth.
 */
average_order_value: number | null, 
/**
 * Median of R in days.
 */
median_recency: number | null, 
/**
 * Median of F.
 */
median_frequency: number | null, 
/**
 * Median of M.
 */
median_monetary: number | null, 
/**
 * The boxes that make it up; none for `others`.
 */
rule: Array<RfmBox>, };

/**
 * The named segments.
 */
export type RfmSegments = { 
/**
 * `grid_125`: ours by all three scores; `r_readme_ten`: of the R package rfm; `own`: the user's.
 */
scheme: "grid_125" | "r_readme_ten" | "own", 
/**
 * What cells are made of.
 */
grid: RfmGrid, 
/**
 * Steps in each direction of the grid.
 */
steps: number, 
/**
 * Whether each cell belongs to exactly one rule, and which do not.
 */
proof: RfmProof, 
/**
 * Customers in cells that no rule claims.
 */
uncovered_customers: number, 
/**
 * Customers in cells that more than one rule claims.
 */
claimed_customers: number, 
/**
 * The first rule that holds counts and the rest are `others`: asked for, and needed.
 */
first_match: boolean, 
/**
 * Rules of a set that does not divide the grid and was not asked to be used by first match; empty where the set is used.
 */
unused: Array<RfmRule>, 
/**
 * One row per segment, `others` last where cells are left out; empty where the set is not used.
 */
rows: Array<RfmSegmentRow>, };

/**
 * The first scored customers by normalised `user_id`, as columns, without identifiers.
 */
export type RfmCustomers = { 
/**
 * Scored customers.
 */
total: number, 
/**
 * How many of them are listed here.
 */
listed: number, 
/**
 * Days since the last purchase.
 */
recency_days: Array<number>, 
/**
 * Purchases.
 */
frequency: Array<number>, 
/**
 * M.
 */
monetary: number[], 
/**
 * R score.
 */
r: Array<number>, 
/**
 * F score.
 */
f: Array<number>, 
/**
 * M score.
 */
m: Array<number>, 
/**
 * Codes of the classes.
 */
class: Array<string>, 
/**
 * Names of the segments, where there are some.
 */
segment: Array<string> | null, };

/**
 * The customers of one cell and what divides them.
 */
export type RfmNestedBin = { 
/**
 * R score.
 */
r: number, 
/**
 * F score; `null` where F is what is scored.
 */
f: number | null, 
/**
 * Customers of the cell.
 */
customers: number, 
/**
 * As [`Dimension::cuts`].
 */
cuts: (number | null)[], };

/**
 * Cut points of nested scores, by cell.
 */
export type RfmNested = { 
/**
 * F within each R score that has customers.
 */
frequency: Array<RfmNestedBin>, 
/**
 * M within each R and F score that has customers.
 */
monetary: Array<RfmNestedBin>, };

/**
 * What another way to count purchases would change.
 */
export type RfmFrequencyEffect = { 
/**
 * The other way.
 */
frequency: RfmFrequency, 
/**
 * Customers with another number of purchases.
 */
counts: Ratio, 
/**
 * Customers with another score.
 */
scores: Ratio, 
/**
 * Customers in another class.
 */
class: Ratio, 
/**
 * Customers in another segment, where there are some.
 */
segment: Ratio | null, };

/**
 * Customers in whom the same bits changed.
 */
export type RfmMoved = { 
/**
 * Bits R F M: 1 for changed.
 */
bits: string, 
/**
 * Customers.
 */
customers: number, 
/**
 * Of them those whom the earlier cuts would have left where they were; `null` with frozen cuts.
 */
by_cut_alone: number | null, };

/**
 * Customers in whom one dimension changed.
 */
export type RfmDimensionMoves = { 
/**
 * `recency`, `frequency` or `monetary`.
 */
name: "recency" | "frequency" | "monetary", 
/**
 * From the worse to the better half.
 */
up: number, 
/**
 * From the better to the worse half.
 */
down: number, 
/**
 * Of both those whom the earlier cut would have left in their half; `null` with frozen cuts.
 */
by_cut_alone: number | null, };

/**
 * What cuts did that were made anew.
 */
export type RfmCut = { 
/**
 * Customers in another class whom the earlier cuts would have left in theirs.
 */
moved: number, 
/**
 * Customers in the same class whom the earlier cuts would have put into another.
 */
held: number, };

/**
 * Customers by group then (rows) and now (columns).
 */
export type RfmMatrix = { 
/**
 * Codes or names of the groups, in the order of rows and columns.
 */
groups: Array<string>, 
/**
 * By group then and group now.
 */
counts: number[][], 
/**
 * Scored now alone, by group now.
 */
newcomers: number[], 
/**
 * Scored then alone, by group then.
 */
leavers: number[], 
/**
 * All of a group then, leavers included.
 */
from_totals: number[], 
/**
 * All of a group now, newcomers included.
 */
to_totals: number[], };

/**
 * Who moved between two dates. Customers with a purchase in the window of either date are counted.
 */
export type RfmMoves = { 
/**
 * Customers scored at the earlier date.
 */
scored_then: number, 
/**
 * Customers scored now.
 */
scored_now: number, 
/**
 * Customers scored both times.
 */
both: number, 
/**
 * Scored now alone.
 */
newcomers: number, 
/**
 * Scored then alone.
 */
leavers: number, 
/**
 * Of those scored both times, in another class.
 */
moved: number, 
/**
 * Of those scored both times, in the same class.
 */
stayed: number, 
/**
 * What divided the customers at the earlier date.
 */
split_then: RfmSplitValues, 
/**
 * What divides them now.
 */
split_now: RfmSplitValues, 
/**
 * Those who moved, by which of R, F and M changed.
 */
by_bits: Array<RfmMoved>, 
/**
 * Those who moved, by each dimension alone; who moved in two stands in both.
 */
by_dimension: Array<RfmDimensionMoves>, 
/**
 * What the cuts themselves did; `null` with frozen ones.
 */
cut: RfmCut | null, 
/**
 * Between the eight classes.
 */
classes: RfmMatrix, 
/**
 * Between the segments, where there are some.
 */
segments: RfmMatrix | null, };

/**
 * An earlier date beside the reference date.
 */
export type RfmMigration = { 
/**
 * The earlier reference date, ISO 8601: the exclusive end of what counted then.
 */
from: string, 
/**
 * The reference date, ISO 8601.
 */
to: string, 
/**
 * What the later date is scored by.
 */
cuts: RfmMigrationCuts, 
/**
 * Who moved; `null` where there is too little before the earlier date.
 */
moves: RfmMoves | null, 
/**
 * What is missing then.
 */
not_enough_data: Shortage | null, };

/**
 * The RFM picture of a file.
 */
export type RfmOutcome = { 
/**
 * Reference date, ISO 8601: the day after the last one that counts.
 */
as_of: string, 
/**
 * Days that count.
 */
window: RfmWindow, 
/**
 * Who and what is in the window.
 */
population: RfmPopulation, 
/**
 * Recency, frequency, monetary.
 */
dimensions: Array<RfmDimension>, 
/**
 * All cells of R × F, r then f ascending.
 */
grid: Array<RfmCell>, 
/**
 * The eight classes.
 */
classes: RfmClasses, 
/**
 * The named segments; ours and known ones only with five scores.
 */
segments: RfmSegments | null, 
/**
 * The first customers, without identifiers.
 */
customers: RfmCustomers, 
/**
 * Cut points of each cell; with nested scores only.
 */
nested: RfmNested | null, 
/**
 * What the other ways to count purchases would change; only where asked for.
 */
comparison: Array<RfmFrequencyEffect> | null, 
/**
 * Where customers were at an earlier date; only where asked for.
 */
migration: RfmMigration | null, };

/**
 * A bar of a histogram.
 */
export type Bin = { 
/**
 * Least value in it.
 */
from: number, 
/**
 * Largest value in it; `null` for "and more".
 */
to: number | null, 
/**
 * How many values.
 */
count: number, };

/**
 * A kind of period. Weeks are those of ISO 8601 and begin on Monday.
 */
export type PeriodUnit = "day" | "week" | "month" | "quarter" | "days";

/**
 * Customers of a period and of the one before it over as many days, where the two are not of one length.
 */
export type SameDays = { 
/**
 * So many days from the first of each.
 */
days: number, 
/**
 * Customers in them.
 */
now: number, 
/**
 * Those in as many days of the period before.
 */
before: number, };

/**
 * What divides the events of a customer into sessions.
 */
export type SessionBy = "auto" | "column" | "gap";

/**
 * What a step of a path is.
 */
export type PathBy = "kind" | "page" | "category" | "product";

/**
 * What a journey is.
 */
export type PathScope = "session" | "customer";

/**
 * Which way a journey is followed.
 */
export type PathDirection = "forward" | "backward";

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type PathParams = { 
/**
 * What a step is.
 */
by: PathBy, 
/**
 * What a journey is.
 */
scope: PathScope, 
/**
 * What divides sessions.
 */
session: SessionBy, 
/**
 * A session ends where nothing happens for more than so many minutes.
 */
gap_minutes: number, 
/**
 * Which way a journey is followed.
 */
direction: PathDirection, 
/**
 * The event, or the pattern of [`Params::groups`], that paths start (or, backward, end) at; whole journeys if absent.
 */
anchor: string | null, 
/**
 * Whether an event that follows itself counts once.
 */
collapse: boolean, 
/**
 * Patterns such as `page_*`: all events that fit one are one event, the first pattern that fits holds.
 */
groups: Array<string>, 
/**
 * Patterns of events that are left out.
 */
without: Array<string>, 
/**
 * Steps that are shown, at most 10.
 */
steps: number, 
/**
 * Events that are shown in each step, at most 20; all others are one.
 */
nodes: number, };

/**
 * Journeys and their customers.
 */
export type PathGroup = { 
/**
 * Journeys.
 */
journeys: number, 
/**
 * Different customers.
 */
customers: number, };

/**
 * An event at a step.
 */
export type PathNode = { 
/**
 * The event; `null` for all others.
 */
event: string | null, 
/**
 * Different events in it.
 */
kinds: number, 
/**
 * Journeys at it, of all.
 */
journeys: Ratio, 
/**
 * Different customers.
 */
customers: number, };

/**
 * One step of all journeys.
 */
export type PathStep = { 
/**
 * Its number, from 1.
 */
step: number, 
/**
 * Its events; all others last, where there are any.
 */
nodes: Array<PathNode>, 
/**
 * Journeys that are over before it.
 */
over: PathGroup, };

/**
 * Journeys from an event of a step.
 */
export type PathLink = { 
/**
 * Number of the step, from 1.
 */
step: number, 
/**
 * Place of the event among those of the step, from 0.
 */
from: number, 
/**
 * `next`: to an event of the next step; `exit`: the journey is over; `more`: it goes on behind the last step.
 */
kind: "next" | "exit" | "more", 
/**
 * Place of the event among those of the next step.
 */
to: number | null, 
/**
 * Journeys, of those at the event that they come from.
 */
journeys: Ratio, 
/**
 * Different customers.
 */
customers: number, };

/**
 * One path.
 */
export type PathRow = { 
/**
 * Its events; `null` for one too rare for a name.
 */
events: Array<string | null>, 
/**
 * Whether it goes on behind its last event.
 */
goes_on: boolean, 
/**
 * Journeys that took it, of all.
 */
journeys: Ratio, 
/**
 * Different customers.
 */
customers: number, };

/**
 * The most frequent paths.
 */
export type PathList = { 
/**
 * How many first steps they have: fewer than are shown where there are too many different paths.
 */
steps: number, 
/**
 * Different paths of so many steps.
 */
different: number, 
/**
 * The most frequent ones.
 */
rows: Array<PathRow>, };

/**
 * Moves from event to event. Rows are where from: the events, all others, the start; columns where to: the events, all others, the end.
 * The sums of a row and of a column of one event are equal.
 */
export type PathTransitions = { 
/**
 * The events.
 */
events: Array<string>, 
/**
 * Different events among all others.
 */
others: number, 
/**
 * Moves, row by row.
 */
counts: number[][], 
/**
 * Different customers who moved so.
 */
customers: number[][], };

/**
 * Journeys at an event in a step. Rows are the events, all others, and those that are over; a column sums to all journeys.
 */
export type PathByStep = { 
/**
 * The events.
 */
events: Array<string>, 
/**
 * Journeys, a row for each event and a column for each step.
 */
journeys: number[][], 
/**
 * Different customers.
 */
customers: number[][], };

/**
 * One event.
 */
export type PathEventRow = { 
/**
 * The event; `null` for all others.
 */
event: string | null, 
/**
 * How often it is a step.
 */
count: number, 
/**
 * Journeys that reach it, of all; of all others none.
 */
journeys: Ratio | null, 
/**
 * Customers who reach it, of all; of all others none.
 */
customers: Ratio | null, 
/**
 * Customers whose first journey begins with it, whether that counts or not.
 */
entries: number, 
/**
 * Customers whose last journey ends with it.
 */
exits: number, };

/**
 * The ways that customers walk.
 */
export type PathOutcome = { 
/**
 * Reference date, ISO 8601: the exclusive end of all events.
 */
as_of: string, 
/**
 * What a journey is: a session by the `column` that names it or by a `gap` in time, a `day` where only days are known, or all
 * events of a `customer`.
 */
basis: "column" | "gap" | "day" | "customer", 
/**
 * Whether times of day are known. Without them the events of a day stand in the order of their names.
 */
timed: boolean, 
/**
 * Journeys that count.
 */
journeys: number, 
/**
 * Customers with such a journey.
 */
customers: number, 
/**
 * Journeys without the chosen event: they do not count.
 */
without: number, 
/**
 * Steps of all journeys that count.
 */
events: number, 
/**
 * Steps of a journey, mean.
 */
mean_steps: number | null, 
/**
 * Journeys of one step.
 */
single: Ratio, 
/**
 * Journeys by their number of steps.
 */
lengths: Array<Bin>, 
/**
 * Moves between events of one second, which stand in the order of their names, the chosen one before (backward, behind) the
 * others: the file tells no other.
 */
tied: Ratio, 
/**
 * Different events.
 */
kinds: number, 
/**
 * Of them, those too rare for a name of their own: they are among all others everywhere.
 */
rare: number, 
/**
 * Rows without an event.
 */
unlabelled: number, 
/**
 * Rows that the settings leave out.
 */
left_out: number, 
/**
 * Names of the most frequent events, to start or end at.
 */
names: Array<string>, 
/**
 * Patterns that would make one event of several.
 */
patterns: Array<string>, 
/**
 * The steps, in the direction that was chosen.
 */
steps: Array<PathStep>, 
/**
 * From where to where: what flows into a node flows out of it.
 */
links: Array<PathLink>, 
/**
 * The most frequent paths.
 */
paths: PathList, 
/**
 * Moves of all counted journeys in order of time, at any step.
 */
transitions: PathTransitions, 
/**
 * Journeys by event and step.
 */
by_step: PathByStep, 
/**
 * The most frequent events; all others, without a name, last.
 */
rows: Array<PathEventRow>, };

/**
 * In what the interest of customers is measured.
 */
export type SessionsInterestBy = "auto" | "product" | "category" | "page" | "none";

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type SessionsParams = { 
/**
 * What divides sessions.
 */
by: SessionBy, 
/**
 * A session ends where nothing happens for more than so many minutes.
 */
gap_minutes: number, 
/**
 * In what the interest of customers is measured.
 */
interest: SessionsInterestBy, 
/**
 * Patterns of events that are orders, as `purchase*`; those that the field's values call an order or a payment if empty.
 */
orders: Array<string>, 
/**
 * Products and events that are listed, at most 100.
 */
listed: number, };

/**
 * A distribution of whole numbers.
 */
export type SessionsSummary = { 
/**
 * How many.
 */
n: number, 
/**
 * Arithmetic mean.
 */
mean: number, 
/**
 * Quantiles of type 7 at 25, 50, 75, 90, 95 and 99 %.
 */
quantiles: number[], 
/**
 * Smallest.
 */
min: number, 
/**
 * Largest.
 */
max: number, };

/**
 * Customers of a band.
 */
export type SessionsBand = { 
/**
 * Code of the group.
 */
code: string, 
/**
 * Customers, of those with events.
 */
customers: Ratio, 
/**
 * Their sessions, of all.
 */
sessions: Ratio, };

/**
 * Sessions at a gap.
 */
export type SessionsCurvePoint = { 
/**
 * Minutes without an event that end a session.
 */
minutes: number, 
/**
 * Sessions.
 */
sessions: number, 
/**
 * Whether it is the gap of the settings.
 */
now: boolean, };

/**
 * Sessions of a time of the week.
 */
export type SessionsPart = { 
/**
 * Sessions.
 */
sessions: number, 
/**
 * Different customers.
 */
customers: number, };

/**
 * Sessions that begin and end with an event.
 */
export type SessionsEndRow = { 
/**
 * The event; `null` for all others.
 */
event: string | null, 
/**
 * Sessions that begin with it.
 */
first: SessionsPart, 
/**
 * Sessions that end with it.
 */
last: SessionsPart, };

/**
 * One product, category or page.
 */
export type SessionsInterestRow = { 
/**
 * Its name.
 */
label: string, 
/**
 * Events about it, orders excepted.
 */
views: number, 
/**
 * Sessions with such an event, of all.
 */
sessions: Ratio, 
/**
 * Customers with such an event, of those with events.
 */
customers: Ratio, 
/**
 * Of these customers, those who order after their first such event; none where no event is an order.
 */
ordered: Ratio | null, 
/**
 * Interval of 95 % (Wilson) of that share.
 */
interval: Interval | null, };

/**
 * What customers look at, and what share of them orders later.
 */
export type SessionsInterest = { 
/**
 * `product`, `category` or `page`.
 */
by: "product" | "category" | "page", 
/**
 * Kinds of events that are orders.
 */
orders: Array<string>, 
/**
 * `same`: a later order counts if it is of the same product; `any`: of anything, as orders name none; `none`: no event is an order.
 */
counted: "same" | "any" | "none", 
/**
 * Different products.
 */
products: number, 
/**
 * Those in most sessions.
 */
rows: Array<SessionsInterestRow>, };

/**
 * Sessions by the column beside those by the gap.
 */
export type SessionsComparison = { 
/**
 * Sessions that the column names.
 */
column: number, 
/**
 * Sessions by the gap.
 */
gap: number, 
/**
 * Sessions of the column that are one by the gap too, event for event.
 */
same: Ratio, 
/**
 * Sessions of the column that the gap divides, or that others interrupt.
 */
divided: Ratio, 
/**
 * Sessions by the gap with events of several sessions of the column.
 */
joined: Ratio, 
/**
 * Events without a session in the column.
 */
unlabelled: number, };

/**
 * The sessions of the customers of a file.
 */
export type SessionsOutcome = { 
/**
 * Reference date, ISO 8601: the exclusive end of all events.
 */
as_of: string, 
/**
 * Day of the first event.
 */
first_day: string, 
/**
 * Day of the last event.
 */
last_day: string, 
/**
 * What divides sessions: the `column` that names them, a `gap` in time, or the `day` where only days are known.
 */
basis: "column" | "gap" | "day", 
/**
 * Events of known customers.
 */
events: number, 
/**
 * Customers with events.
 */
customers: number, 
/**
 * Sessions.
 */
sessions: number, 
/**
 * Sessions of one event, of all: they have no length.
 */
single: Ratio, 
/**
 * Sessions that last over midnight, which does not divide them.
 */
over_midnight: number, 
/**
 * Seconds from the first to the last event of sessions with several; none where only days are known.
 */
duration: SessionsSummary | null, 
/**
 * Those sessions by minutes.
 */
duration_bins: Array<Bin>, 
/**
 * Of those sessions, the ones longer than 4 hours.
 */
long: Ratio, 
/**
 * Events of a session.
 */
size: SessionsSummary, 
/**
 * Sessions by their number of events.
 */
size_bins: Array<Bin>, 
/**
 * Sessions of a customer with events.
 */
per_customer: SessionsSummary, 
/**
 * Customers by their number of sessions, in the bands of the grouping.
 */
bands: Array<SessionsBand>, 
/**
 * How many sessions there would be at other gaps; none where only days are known.
 */
curve: Array<SessionsCurvePoint>, 
/**
 * Sessions by the day of the week on which they begin, Monday first.
 */
weekdays: Array<SessionsPart>, 
/**
 * The same by hour of the day, a row for each day of the week; none where only days are known.
 */
hours: Array<Array<SessionsPart>>, 
/**
 * Events that sessions begin and end with; all others, without a name, last. Empty where events have no kind.
 */
ends: Array<SessionsEndRow>, 
/**
 * What customers look at.
 */
interest: SessionsInterest | null, 
/**
 * Both ways to divide sessions, where a column names them.
 */
column: SessionsComparison | null, };

/**
 * How long the window of the lost is.
 */
export type ActivityLostBy = "days" | "months";

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type ActivityParams = { 
/**
 * How long the window of the lost is.
 */
lost_by: ActivityLostBy, 
/**
 * Lost: no visit in so many days, with [`LostBy::Days`].
 */
lost_days: number, 
/**
 * Lost: no visit in so many calendar months, with [`LostBy::Months`].
 */
lost_months: number, 
/**
 * Silent: no visit in so many days.
 */
silent_days: number, 
/**
 * Active: at least this many visits …
 */
active_visits: number, 
/**
 * … in so many days.
 */
active_days: number, 
/**
 * A visit ends where nothing happens for more than so many minutes.
 */
gap_minutes: number, };

/**
 * One class.
 */
export type ActivityClassRow = { 
/**
 * Stable code.
 */
code: "lost" | "silent" | "active" | "regular", 
/**
 * Customers.
 */
customers: number, 
/**
 * Of the known.
 */
share: Ratio, };

/**
 * One rule by itself.
 */
export type ActivityRuleRow = { 
/**
 * `lost`, `silent` or `active`.
 */
code: "lost" | "silent" | "active", 
/**
 * First day of its window.
 */
from: string, 
/**
 * Length of its window.
 */
days: number, 
/**
 * Customers known for at least so long, of whom the data tell whether it holds: the rule judges them.
 */
judged: number, 
/**
 * Those of them for whom it holds.
 */
holds: number, };

/**
 * Two rules at once.
 */
export type ActivityOverlap = { 
/**
 * Codes of the two.
 */
rules: ("lost" | "silent" | "active")[], 
/**
 * Customers for whom both hold.
 */
customers: number, };

/**
 * The classes under one other threshold.
 */
export type ActivityMove = { 
/**
 * The setting: `lost_days`, `lost_months`, `silent_days` or `active_visits`.
 */
setting: "lost_days" | "lost_months" | "silent_days" | "active_visits", 
/**
 * Its value; all others stay.
 */
value: number, 
/**
 * Whether it is the value now.
 */
now: boolean, 
/**
 * Customers of each class, in the order of the classes.
 */
customers: number[], };

/**
 * One week or month.
 */
export type ActivityPeriodRow = { 
/**
 * `2024-W07` or `2024-02`.
 */
label: string, 
/**
 * Its first day.
 */
from: string, 
/**
 * Whether the table of the visits covers all of it.
 */
complete: boolean, 
/**
 * Customers with a visit in it.
 */
customers: number, 
/**
 * The same over as many days as the period before has, where they differ in length.
 */
same_days?: SameDays, };

/**
 * Active customers by day: on the day, in the 7 and in the 30 days that end with it.
 */
export type ActivityDaily = { 
/**
 * The days, up to the last that the table of the visits covers.
 */
days: Array<string>, 
/**
 * On the day.
 */
dau: number[], 
/**
 * In 7 days.
 */
wau: number[], 
/**
 * In 30 days.
 */
mau: number[], };

/**
 * Active customers on the last days that the table of the visits covers.
 */
export type ActivityNow = { 
/**
 * On the last day.
 */
dau: number, 
/**
 * In the last 7 days.
 */
wau: number, 
/**
 * In the last 30 days.
 */
mau: number, 
/**
 * Mean of the daily active customers over the last 30 days (or over those there are) by the monthly active: sum of the former
 * by days × the latter.
 */
stickiness: Ratio, };

/**
 * The activity of the customers of a file.
 */
export type ActivityOutcome = { 
/**
 * Reference date, ISO 8601: the exclusive end of all windows.
 */
as_of: string, 
/**
 * What a visit is: `sessions` (events with time of day), `event_days` (a day with events) or `purchase_days` (a day with a
 * purchase, where there is no table of events).
 */
basis: "sessions" | "event_days" | "purchase_days", 
/**
 * Day of the first visit.
 */
first_day: string, 
/**
 * Day of the last visit.
 */
last_day: string, 
/**
 * Customers of the file.
 */
customers: number, 
/**
 * Those known since some day: of a visit, a purchase or their registration. They have a class, but for those not judged.
 */
known: number, 
/**
 * Of the known, those who never visited.
 */
without_visit: number, 
/**
 * Of the known, those in no class: no rule takes them, and one of them has days in its window that the table of the visits does not cover.
 */
not_judged: number, 
/**
 * First day that the table of the visits covers.
 */
covered_from: string, 
/**
 * The day behind the last that it covers: the reference date, unless the table ends earlier than others.
 */
covered_to: string, 
/**
 * `lost`, `silent`, `active`, `regular`: the first rule that holds gives the class.
 */
classes: Array<ActivityClassRow>, 
/**
 * The three rules by themselves.
 */
rules: Array<ActivityRuleRow>, 
/**
 * Customers for whom two of the rules hold, for each pair.
 */
overlaps: Array<ActivityOverlap>, 
/**
 * Customers for whom each rule tells that it does not hold, of the known: the hole that the class `regular` fills.
 */
hole: Ratio, 
/**
 * Of them, those known for less than the window of every rule: no rule can hold.
 */
too_new: number, 
/**
 * Days since the last visit, of those who visited.
 */
recency: Array<Bin>, 
/**
 * Visits in the window of the active, of the known.
 */
visits_window: Array<Bin>, 
/**
 * Visits in the last 30 days, of the known.
 */
visits_30: Array<Bin>, 
/**
 * The classes under other thresholds.
 */
moves: Array<ActivityMove>, 
/**
 * Customers with a visit in each week.
 */
weeks: Array<ActivityPeriodRow>, 
/**
 * Customers with a visit in each calendar month.
 */
months: Array<ActivityPeriodRow>, 
/**
 * The last days.
 */
daily: ActivityDaily, 
/**
 * Daily, weekly and monthly active customers at the end of what the table of the visits covers.
 */
now: ActivityNow, };

/**
 * The interval by which customers are new, returning or dormant.
 */
export type LifecycleInterval = "auto" | "week" | "month" | "quarter" | "days";

/**
 * What counts as one purchase. Refunds never count.
 */
export type LifecyclePurchase = "order" | "day";

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type LifecycleParams = { 
/**
 * The interval.
 */
interval: LifecycleInterval, 
/**
 * Its length with [`Interval::Days`].
 */
days: number, 
/**
 * What counts as one purchase.
 */
purchase: LifecyclePurchase, 
/**
 * Lost: no purchase in so many days; the 90th percentile of gaps if absent.
 */
lost_days: number | null, 
/**
 * Days with a purchase from which a customer has an expected gap of their own.
 */
least_purchases: number, 
/**
 * Overdue: more than this many expected gaps since the last purchase.
 */
overdue_factor: number, };

/**
 * The interval that took effect.
 */
export type LifecycleIntervalUsed = { 
/**
 * Week, month, quarter or a number of days.
 */
unit: PeriodUnit, 
/**
 * How many days with that number; otherwise absent.
 */
days: number | null, 
/**
 * Whether it follows from the purchases.
 */
suggested: boolean, };

/**
 * Customers of one interval.
 */
export type LifecyclePeriodRow = { 
/**
 * As `2024-02`; of a number of days the first.
 */
label: string, 
/**
 * First day.
 */
from: string, 
/**
 * Whether the data cover all of it. Of the first one some days may lie before the data; who is dormant in the last may still come.
 */
complete: boolean, 
/**
 * With a purchase.
 */
active: number, 
/**
 * With their first purchase.
 */
new: number, 
/**
 * With a purchase here and in the interval before.
 */
returning: number, 
/**
 * With a purchase here, none in the interval before and one earlier.
 */
resurrecting: number, 
/**
 * With a purchase in the interval before and none here.
 */
dormant: number, 
/**
 * With a purchase earlier, none here and in the interval before, and not lost.
 */
inactive: number, 
/**
 * With a purchase earlier, none here and in the interval before, and none for more days than the churn window at the end.
 */
lost: number, 
/**
 * The active over as many days as the period before has, where they differ in length.
 */
same_days?: SameDays, };

/**
 * Customers of one stage.
 */
export type LifecycleStageRow = { 
/**
 * Stable code.
 */
code: "new" | "returning" | "resurrecting" | "dormant" | "inactive" | "lost", 
/**
 * Customers.
 */
customers: number, 
/**
 * Of all buyers.
 */
share: Ratio, 
/**
 * Those of them with an expected gap of their own.
 */
judged: number, 
/**
 * Those of them who are overdue.
 */
overdue: number, };

/**
 * The window behind which a customer is lost.
 */
export type LifecycleChurn = { 
/**
 * Days without a purchase.
 */
days: number, 
/**
 * `given`, `gaps` (the 90th percentile of gaps, rounded up) or `no_gaps` (90 days, as nobody bought twice).
 */
source: "given" | "gaps" | "no_gaps", 
/**
 * The 90th percentile of gaps.
 */
suggested: number | null, };

/**
 * One quantile.
 */
export type LifecycleQuantile = { 
/**
 * Percent of the gaps at or below it.
 */
percent: number, 
/**
 * Days.
 */
days: number, };

/**
 * Days between consecutive purchases of one customer.
 */
export type LifecycleCycle = { 
/**
 * How many gaps.
 */
gaps: number, 
/**
 * Median of type 7: the repurchase cycle.
 */
median: number, 
/**
 * Arithmetic mean.
 */
mean: number, 
/**
 * Quantiles of type 7.
 */
quantiles: Array<LifecycleQuantile>, };

/**
 * Returns of orders.
 */
export type LifecycleReturns = { 
/**
 * Orders with a return by orders with a purchase. A return with a number of its own counts as one returned order.
 */
orders: Ratio, 
/**
 * Returned orders whose return stands in the order itself.
 */
in_order: number, 
/**
 * Returns with a number of their own.
 */
apart: number, 
/**
 * Customers with a return, of those with an order or a return.
 */
customers: Ratio, 
/**
 * Amount returned by amount bought; `null` unless something was bought for money.
 */
amount: MoneyRatio | null, };

/**
 * Customers who should have come again by now.
 */
export type LifecycleOverdue = { 
/**
 * Overdue, of those with an expected gap of their own.
 */
customers: Ratio, 
/**
 * Overdue and not lost yet: worth a word now.
 */
reachable: number, 
/**
 * Days beyond the expected gap.
 */
days: Array<Bin>, };

/**
 * The lifecycle of the customers of a file.
 */
export type LifecycleOutcome = { 
/**
 * Reference date, ISO 8601: the day after the last one that counts. Where the purchases end before other tables, the day after the last
 * purchase or refund.
 */
as_of: string, 
/**
 * Day of the first purchase.
 */
first_day: string, 
/**
 * Day of the last purchase.
 */
last_day: string, 
/**
 * Customers of the file.
 */
customers: number, 
/**
 * Those with a purchase; all else is of them.
 */
buyers: number, 
/**
 * Purchases: orders, or days with an order.
 */
purchases: number, 
/**
 * The interval that took effect.
 */
interval: LifecycleIntervalUsed, 
/**
 * Customers by interval; of very long histories the last ones.
 */
periods: Array<LifecyclePeriodRow>, 
/**
 * Whether in every interval `active = new + returning + resurrecting`, `dormant = active before − returning` and
 * `active + dormant + inactive + lost` is the number of all who have bought so far.
 */
reconciled: boolean, 
/**
 * `new`, `returning`, `resurrecting`, `dormant`, `inactive`, `lost`: the stage of each customer now, in the words of the intervals.
 */
stages: Array<LifecycleStageRow>, 
/**
 * First day of the interval that ends with the reference date, by which stages are told.
 */
stage_from: string, 
/**
 * First day of the interval before that one.
 */
stage_before: string, 
/**
 * From when on a customer counts as lost.
 */
churn: LifecycleChurn, 
/**
 * Customers with at least two purchases, of all buyers.
 */
repeat: Ratio, 
/**
 * Purchases of a customer.
 */
purchases_per_customer: Array<Bin>, 
/**
 * Days between consecutive purchases of one customer; none where nobody bought twice.
 */
cycle: LifecycleCycle | null, 
/**
 * The same as a histogram.
 */
gaps: Array<Bin>, 
/**
 * Returns.
 */
returns: LifecycleReturns, 
/**
 * Who should have come again by now.
 */
overdue: LifecycleOverdue, };

/**
 * The day by which customers are put into cohorts.
 */
export type RetentionCohort = "auto" | "first_order" | "registered" | "first_event";

/**
 * What counts as coming back.
 */
export type RetentionActivity = "auto" | "order" | "event";

/**
 * Length of cohorts and brackets.
 */
export type RetentionUnit = "day" | "week" | "month";

/**
 * How brackets are laid.
 */
export type RetentionBracket = "calendar" | "rolling";

/**
 * What being retained in bracket n means.
 */
export type RetentionMeaning = "on" | "on_or_after" | "on_or_before" | "streak";

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type RetentionParams = { 
/**
 * The day by which customers are put into cohorts.
 */
cohort: RetentionCohort, 
/**
 * What counts as coming back.
 */
activity: RetentionActivity, 
/**
 * Length of cohorts and brackets.
 */
unit: RetentionUnit, 
/**
 * How brackets are laid.
 */
bracket: RetentionBracket, 
/**
 * What being retained means.
 */
meaning: RetentionMeaning, 
/**
 * Brackets behind bracket 0, at most 60; 30 days, 12 weeks or 12 months if absent.
 */
brackets: number | null, 
/**
 * The last so many cohorts, at most 400.
 */
cohorts: number, };

/**
 * One cohort.
 */
export type RetentionCohortRow = { 
/**
 * As `2024-02`: the group of its customers.
 */
label: string, 
/**
 * First day.
 */
from: string, 
/**
 * Whether the data cover all of it; the last one still grows, the first lacks who came before the data begin.
 */
complete: boolean, 
/**
 * Customers.
 */
size: number, 
/**
 * Retained customers by bracket from 0 on, each of `size`; bracket 0 is the cohort itself. `null` where the table of the
 * activity does not reach: behind its last day, and in brackets that begin before its first.
 */
retained: (number | null)[], 
/**
 * Brackets from 0 on that lie inside the data for everybody in the cohort, or before them. Those behind them that are not `null` are partly covered: they
 * can only grow, and no mean holds them.
 */
mature: number, };

/**
 * Means over the mature cells of a bracket.
 */
export type RetentionMeanRow = { 
/**
 * Retained by size, summed over the cohorts: each customer weighs the same.
 */
weighted: Ratio, 
/**
 * Arithmetic mean of the rates of cohorts that are not empty: each cohort weighs the same; `null` without one.
 */
plain: number | null, 
/**
 * How many cohorts.
 */
cohorts: number, };

/**
 * What tells that the file starts in mid-history.
 */
export type RetentionMidHistory = { 
/**
 * `registered_before`: customers registered before the first day of activity. `first_cohort_large`: the first cohort is at least
 * three times the median of the others.
 */
code: "registered_before" | "first_cohort_large", 
/**
 * Those customers, or the size of the first cohort.
 */
customers: number, };

/**
 * Retention by cohort.
 */
export type RetentionOutcome = { 
/**
 * Reference date, ISO 8601: the day after the last one that counts.
 */
as_of: string, 
/**
 * The day by which cohorts are made: `first_order`, `registered` or `first_event`.
 */
cohort: RetentionCohort, 
/**
 * What counts as coming back: `order` or `event`.
 */
activity: RetentionActivity, 
/**
 * Days of a rolling bracket; absent with brackets of the calendar.
 */
bracket_days: number | null, 
/**
 * Customers of the file.
 */
customers: number, 
/**
 * Those without the day that makes a cohort, or with one on or after the reference date: left out.
 */
without_start: number, 
/**
 * Cohorts before the first that is shown.
 */
earlier_cohorts: number, 
/**
 * Their customers.
 */
earlier_customers: number, 
/**
 * The cohorts, the earliest first; empty ones between them are kept.
 */
rows: Array<RetentionCohortRow>, 
/**
 * Means over the cohorts, bracket by bracket from 0 on.
 */
means: Array<RetentionMeanRow>, 
/**
 * Why the file seems to start in the middle of its customers' history, so that the first cohorts hold old customers; `null` if
 * nothing tells so.
 */
mid_history: RetentionMidHistory | null, };

/**
 * What is bought together.
 */
export type BasketBy = "order" | "customer" | "day";

/**
 * What lies in a basket.
 */
export type Item = "product" | "category";

/**
 * What stands first in the list of rules, descending.
 */
export type BasketSort = "lift" | "confidence" | "support" | "leverage" | "p";

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type BasketParams = { 
/**
 * What makes a basket; without one orders, or customers where no order holds two different items.
 */
by: BasketBy | null, 
/**
 * What lies in it; without one products, or categories where the file names no products.
 */
item: Item | null, 
/**
 * Least share of the baskets that hold all items of a set, above 0 to 1, nine decimals at most; without one it is chosen so that
 * there are rules.
 */
support: number | null, 
/**
 * Least count of such baskets, whatever the share, 1 to 1,000,000.
 */
least: number, 
/**
 * Least confidence of a rule, 0 to 1.
 */
confidence: number, 
/**
 * Most items of a set, 2 to 10.
 */
longest: number, 
/**
 * Whether the right side of a rule may have several items.
 */
several: boolean, 
/**
 * Whether redundant rules are listed: those with a more general one, whose left side is a part of theirs, of the same or a
 * higher confidence.
 */
redundant: boolean, 
/**
 * What stands first.
 */
sort: BasketSort, 
/**
 * Rules that are listed, 1 to 1000.
 */
top: number, 
/**
 * Place in the list, from 1, of the rule whose customers are shown.
 */
rule: number, };

/**
 * An item.
 */
export type BasketItem = { 
/**
 * Its name in the data.
 */
label: string, 
/**
 * Baskets that hold it.
 */
count: number, };

/**
 * From how many baskets on a set is frequent.
 */
export type BasketThreshold = { 
/**
 * Least share.
 */
support: number, 
/**
 * The smallest count that is at least this share, and no less than the least count.
 */
least: number, 
/**
 * Whether it was chosen from the data.
 */
suggested: boolean, 
/**
 * Most items of a set.
 */
longest: number, };

/**
 * A search that was given up.
 */
export type BasketExplosion = { 
/**
 * Least share that was asked for.
 */
support: number, 
/**
 * The count it means.
 */
least: number, 
/**
 * Most items of a set that were asked for.
 */
longest: number, 
/**
 * Sets found until the search was given up.
 */
sets: number, 
/**
 * Rules found until then; 0 where the sets alone were too many.
 */
rules: number, };

/**
 * With the left side comes the right side.
 */
export type BasketRule = { 
/**
 * Items of the left side, in bytewise order.
 */
left: Array<string>, 
/**
 * Items of the right side.
 */
right: Array<string>, 
/**
 * Baskets with both sides, of all.
 */
support: Ratio, 
/**
 * Customers with such a basket.
 */
customers: number, 
/**
 * Baskets with both sides, of those with the left side.
 */
confidence: Ratio, 
/**
 * Baskets with the right side, of all.
 */
expected: Ratio, 
/**
 * Confidence over the share of the right side.
 */
lift: number, 
/**
 * Interval of 95 % of the lift; `null` where the left side is in every basket.
 */
lift_interval: Interval | null, 
/**
 * `supp − supp left · supp right`.
 */
leverage: number, 
/**
 * `(1 − supp right) / (1 − confidence)`: `infinite` where the rule is never wrong, `undefined` where the right side is in every basket.
 */
conviction: number | "infinite" | "undefined", 
/**
 * Zhang's measure, −1 to 1; `null` for 0/0.
 */
zhang: number | null, 
/**
 * Baskets with both sides among those with either.
 */
jaccard: number, 
/**
 * `(confidence − supp right) / (1 − supp right)`; `null` where the right side is in every basket.
 */
certainty: number | null, 
/**
 * Mean of the confidences in both directions.
 */
kulczynski: number, 
/**
 * Fisher's exact test, one-sided: probability of as many baskets with both sides, or more, by chance.
 */
p: number, 
/**
 * The false discovery rate over all rules (Benjamini–Hochberg).
 */
q: number, 
/**
 * Whether a more general rule has the same or a higher confidence.
 */
redundant: boolean, };

/**
 * Customers of a rule, over all their baskets.
 */
export type BasketChosen = { 
/**
 * Its place in the list, from 1.
 */
rule: number, 
/**
 * Customers who bought all of the left side but not all of the right side.
 */
target: number, 
/**
 * Customers who bought all of both sides.
 */
both: number, };

/**
 * Items beside each other.
 */
export type BasketMatrix = { 
/**
 * The items, by baskets descending.
 */
items: Array<BasketItem>, 
/**
 * Baskets that hold the item of the row and that of the column; on the diagonal those that hold the item.
 */
baskets: number[][], };

/**
 * What is bought together.
 */
export type BasketOutcome = { 
/**
 * Reference date, ISO 8601: the day after the last one that counts.
 */
as_of: string, 
/**
 * What made a basket.
 */
by: BasketBy, 
/**
 * What lay in it.
 */
item: Item, 
/**
 * Customers with a basket.
 */
customers: number, 
/**
 * Baskets with an item.
 */
baskets: number, 
/**
 * Baskets with two different items or more.
 */
shared: number, 
/**
 * Different items.
 */
items: number, 
/**
 * Items of all baskets, each once per basket.
 */
occurrences: number, 
/**
 * Lines that are refunds and lie in no basket.
 */
refunds: number, 
/**
 * Lines without a label.
 */
unlabelled: number, 
/**
 * Baskets by number of different items: of 1, 2 … 9, and of 10 or more.
 */
sizes: number[], 
/**
 * Items of the largest basket.
 */
largest: number, 
/**
 * Items in the most baskets, descending; of equal ones the first in bytewise order.
 */
top_items: Array<BasketItem>, 
/**
 * The threshold that took effect.
 */
threshold: BasketThreshold, 
/**
 * What was asked for, where it was too much; the results are those of [`BasketOutcome::threshold`].
 */
explosion: BasketExplosion | null, 
/**
 * Frequent sets.
 */
sets: number, 
/**
 * Frequent sets by number of items, from 1.
 */
sets_by_length: number[], 
/**
 * Rules of the wanted confidence.
 */
rules: number, 
/**
 * Of these, those with a more general rule of the same or a higher confidence.
 */
redundant: number, 
/**
 * Of all rules, those that stand out at a false discovery rate of 5 %.
 */
significant: number, 
/**
 * The first rules.
 */
top: Array<BasketRule>, 
/**
 * Customers of the chosen rule; `null` where the list is shorter.
 */
chosen: BasketChosen | null, 
/**
 * Baskets with two items each, of the items that are most often together.
 */
matrix: BasketMatrix, };

/**
 * How alike two products are, by the customers who bought them.
 */
export type RecommendSimilarity = "cosine" | "lift";

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type RecommendParams = { 
/**
 * What is recommended; without one products, or categories where the file names no products.
 */
item: Item | null, 
/**
 * How alike two products are.
 */
similarity: RecommendSimilarity, 
/**
 * For [`Similarity::Lift`]: so many customers of both halve it, 0 to 1000.
 */
shrink: number, 
/**
 * Pairs that fewer customers bought are not alike at all, 1 to 1000.
 */
least: number, 
/**
 * Products that each product is compared with, the most alike, 1 to 100.
 */
neighbours: number, 
/**
 * Length of the lists that are tested, 1 to 20.
 */
k: number, 
/**
 * Products that are listed, 5 to 100.
 */
top: number, };

/**
 * How often lists were right.
 */
export type RecommendHits = { 
/**
 * Of the customers who were tried, with lists of the set length.
 */
rate: Ratio, 
/**
 * Interval of 95 % (Wilson).
 */
interval: Interval | null, 
/**
 * Customers hit by lists of 1, 2 … products.
 */
by_length: number[], };

/**
 * Products that stand in some list, of those that take part.
 */
export type RecommendCoverage = { 
/**
 * In lists by likeness.
 */
lists: Ratio, 
/**
 * In lists by popularity.
 */
popular: Ratio, };

/**
 * The last order of each customer, held out.
 */
export type RecommendTrial = { 
/**
 * Customers with an earlier order and a new product in the last one.
 */
eligible: number, 
/**
 * Those who were tried: all, or of more than 50,000 every n-th.
 */
tried: number, 
/**
 * Customers with an earlier order and nothing new in the last one; they are not tried.
 */
repeats: number, 
/**
 * Customers whose list named a new product of the last order.
 */
lists: RecommendHits, 
/**
 * The same for the products that most customers bought.
 */
popular: RecommendHits, 
/**
 * Customers whom only the list was right of.
 */
only_lists: number, 
/**
 * Customers whom only popularity was right of.
 */
only_popular: number, 
/**
 * Probability that these two differ as much or more by chance: `McNemar`'s test on the same customers, two-sided, mid-p.
 */
p_value: number, 
/**
 * Products that stand in some list.
 */
coverage: RecommendCoverage, 
/**
 * Customers whose list begins with a product alike to theirs; the others' are of popular ones.
 */
with_alike: Ratio, };

/**
 * A product that is recommended.
 */
export type Recommended = { 
/**
 * Its name in the data.
 */
label: string, 
/**
 * Customers whose first recommendation it is.
 */
customers: number, 
/**
 * Those for whom it is only popular.
 */
popular: number, 
/**
 * What most of the others bought that it is alike to; `null` where there are none.
 */
because: string | null, 
/**
 * Customers for whom it is that.
 */
because_customers: number, };

/**
 * A product that is alike to another.
 */
export type RecommendNear = { 
/**
 * Its name in the data.
 */
label: string, 
/**
 * Customers who bought both, of those who bought the other.
 */
share: Ratio, 
/**
 * How alike they are.
 */
likeness: number, };

/**
 * A product and those most alike to it.
 */
export type Neighbourhood = { 
/**
 * Its name in the data.
 */
label: string, 
/**
 * Customers who bought it.
 */
customers: number, 
/**
 * The most alike, descending; at most five.
 */
near: Array<RecommendNear>, };

/**
 * What to recommend, and what it is worth.
 */
export type RecommendOutcome = { 
/**
 * Reference date, ISO 8601: the day after the last one that counts.
 */
as_of: string, 
/**
 * What is recommended.
 */
item: Item, 
/**
 * Customers of the view.
 */
customers: number, 
/**
 * Customers with a product.
 */
buyers: number, 
/**
 * Different products.
 */
products: number, 
/**
 * Those that take part: the ones of the most customers, at most 2,000.
 */
used: number, 
/**
 * Customers of more than 300 products, who count in no pair.
 */
large: number, 
/**
 * How often the lists were right; `null` where no customer has an earlier order and something new in the last one.
 */
trial: RecommendTrial | null, 
/**
 * Customers whose first recommendation is alike to what they bought.
 */
alike: number, 
/**
 * Customers whose first recommendation is only popular.
 */
popular: number, 
/**
 * Customers who have all products.
 */
none: number, 
/**
 * First recommendations by customers, descending.
 */
recommended: Array<Recommended>, 
/**
 * Products by customers, each with those most alike.
 */
neighbours: Array<Neighbourhood>, };

/**
 * How the steps have to follow each other.
 */
export type FunnelMode = "ordered" | "first" | "strict" | "any" | "window_funnel";

/**
 * A rule of `windowFunnel`.
 */
export type FunnelOption = "dedup" | "order" | "fixed" | "increase" | "once" | "reentry";

/**
 * A step of [`Mode::Any`] that keeps its place.
 */
export type FunnelAnchor = "first" | "last";

/**
 * Unit of the window.
 */
export type FunnelWindowUnit = "seconds" | "minutes" | "hours" | "days" | "calendar_day" | "session";

/**
 * What is counted.
 */
export type FunnelUnit = "customers" | "sessions" | "totals";

/**
 * At which step the property of a breakdown is read.
 */
export type FunnelAttribution = "first" | "last" | "step";

/**
 * A condition on a label of the event.
 */
export type FunnelCondition = { 
/**
 * `product`, `category`, `channel`, `session`, `order`, `page`, or the header of another column of few values.
 */
property: string, 
/**
 * The labels that fulfil it.
 */
in: Array<string>, };

/**
 * One step.
 */
export type FunnelStep = { 
/**
 * Kinds of events, any of which is the step.
 */
events: Array<string>, 
/**
 * All of these have to hold.
 */
where: Array<FunnelCondition>, 
/**
 * The step is an order of the customer that is at least the n-th: 2 = 复购. Orders are those of `events`; without any, events
 * whose name means a purchase, and without these the lines of the orders.
 */
order: number | null, 
/**
 * Whether a chain may skip it.
 */
optional: boolean, 
/**
 * Most seconds since the step before.
 */
within_seconds: number | null, 
/**
 * Least seconds since the step before.
 */
gap_seconds: number, };

/**
 * Events that break a chain when they come between two steps.
 */
export type FunnelExclusion = { 
/**
 * Kinds of events.
 */
events: Array<string>, 
/**
 * All of these have to hold.
 */
where: Array<FunnelCondition>, 
/**
 * Number of the step behind which it breaks, from 1; the first if absent, as it has to be for [`Mode::Any`].
 */
after: number | null, 
/**
 * Number of the step up to which it breaks; the last if absent, as it has to be for [`Mode::Any`].
 */
before: number | null, };

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type FunnelParams = { 
/**
 * The steps in order; without any they are proposed from the data.
 */
steps: Array<FunnelStep>, 
/**
 * How they have to follow each other.
 */
mode: FunnelMode, 
/**
 * Rules of [`Mode::WindowFunnel`].
 */
options: Array<FunnelOption>, 
/**
 * Steps of [`Mode::Any`] that keep their place.
 */
anchors: Array<FunnelAnchor>, 
/**
 * Length of the window, its end included; if absent 7 days, or 30 where the last step is a repeated order.
 */
window: number | null, 
/**
 * Its unit.
 */
window_unit: FunnelWindowUnit, 
/**
 * Whether times have to grow from step to step; if not, events of one second count in the order of the steps.
 */
increasing: boolean, 
/**
 * What breaks a chain.
 */
exclusions: Array<FunnelExclusion>, 
/**
 * What is counted.
 */
unit: FunnelUnit, 
/**
 * A property that stays the same through all steps, as `product`.
 */
hold: string | null, 
/**
 * A property of events or customers that the funnel is divided by.
 */
breakdown: string | null, 
/**
 * At which step it is read.
 */
attribution: FunnelAttribution, 
/**
 * Number of that step, from 1.
 */
attribution_step: number, 
/**
 * First day of entries, ISO 8601.
 */
from: string | null, 
/**
 * Last day of entries; the window may run past it.
 */
until: string | null, 
/**
 * Minutes without an event after which a session is over, where the file names no sessions.
 */
session_gap_minutes: number, 
/**
 * Whether those lost and kept are also compared by properties of their events.
 */
compare: boolean, };

/**
 * A remark on the results.
 */
export type FunnelRemark = { 
/**
 * What it is about.
 */
code: "day_only" | "never" | "unknown_exclusion" | "one_event" | `unused_${"exclusions" | "optional" | "seconds" | "increasing"}`, 
/**
 * Number of the step, from 1.
 */
step: number | null, };

/**
 * Times that something takes, in seconds.
 */
export type FunnelTimes = { 
/**
 * How many.
 */
n: number, 
/**
 * Quantile at 25 % (type 7).
 */
p25: number, 
/**
 * Median.
 */
median: number, 
/**
 * Quantile at 75 %.
 */
p75: number, 
/**
 * Quantile at 90 %.
 */
p90: number, 
/**
 * Histogram in bins of one round width; the last is open.
 */
bins: Array<Bin>, };

/**
 * What came after a drop.
 */
export type FunnelNextRow = { 
/**
 * The event; absent for none at all and for all others together.
 */
event: string | null, 
/**
 * `event`, `other` (all events that are not listed) or `nothing`.
 */
kind: "event" | "other" | "nothing", 
/**
 * How many.
 */
count: number, };

/**
 * A step.
 */
export type FunnelStepRow = { 
/**
 * Group of those for whom it is the deepest: `step_1` and so on.
 */
code: string, 
/**
 * What it is.
 */
step: FunnelStep, 
/**
 * Units that did it in their attempt; those that skip an optional step are not among them.
 */
count: number, 
/**
 * Those of them whose window is over before the last event.
 */
mature: number, 
/**
 * Customers for whom it is the deepest.
 */
deepest: number, 
/**
 * Of all who enter.
 */
overall: Ratio, 
/**
 * Its interval of 95 % (Wilson).
 */
overall_interval: Interval | null, 
/**
 * Of those who did the step before that none may skip; absent at the first.
 */
previous: Ratio | null, 
/**
 * Its interval.
 */
previous_interval: Interval | null, 
/**
 * The same of the mature alone.
 */
mature_previous: Ratio | null, 
/**
 * Whether it or a step between it and the one its rate is of may be skipped.
 */
around_optional: boolean, 
/**
 * Seconds since the entry.
 */
from_entry: FunnelTimes | null, 
/**
 * Seconds since the last step that was done.
 */
from_previous: FunnelTimes | null, 
/**
 * What those do next for whom it is the deepest and the window is over.
 */
next: Array<FunnelNextRow>, 
/**
 * How many they are.
 */
dropped: number, };

/**
 * The first way and the one closest to the goal.
 */
export type FunnelClosest = { 
/**
 * Units that reach the last step and have a later entry from which they reach it too.
 */
differ: Ratio, 
/**
 * Median of seconds from the earliest entry.
 */
first: number, 
/**
 * Median of seconds from the latest entry.
 */
closest: number, };

/**
 * Entries of a period.
 */
export type FunnelTrendRow = { 
/**
 * As `2024-02`.
 */
label: string, 
/**
 * First day.
 */
from: string, 
/**
 * Whether the window of every entry in it is over before the last event.
 */
mature: boolean, 
/**
 * Units that enter in it, by the steps that they reach.
 */
reached: number[], };

/**
 * Entries by period.
 */
export type FunnelTrend = { 
/**
 * `day`, `week` or `month`, by the length of the file.
 */
unit: "day" | "week" | "month", 
/**
 * The periods, the earliest first; of many the last.
 */
rows: Array<FunnelTrendRow>, };

/**
 * A day on which a step is hardly reached.
 */
export type FunnelFallRow = { 
/**
 * The day, ISO 8601.
 */
day: string, 
/**
 * Number of the step that is not reached, from 1.
 */
step: number, 
/**
 * Customers who do it behind the step before and on this day, of those who do the step before. A customer counts once a day;
 * where sessions bound the funnel, once a session.
 */
rate: Ratio, 
/**
 * The same on all days that are no such days of this step.
 */
usual: Ratio, 
/**
 * Probability of so few by chance (Fisher's exact test, one-sided).
 */
p: number, 
/**
 * False discovery rate over all days and steps (Benjamini and Hochberg).
 */
q: number, };

/**
 * A label among those lost behind a step and those who go on.
 */
export type FunnelLostRow = { 
/**
 * Number of the step, from 1.
 */
step: number, 
/**
 * The property.
 */
property: string, 
/**
 * Its label.
 */
label: string, 
/**
 * Lost of those with the label.
 */
with: Ratio, 
/**
 * Lost of those without it.
 */
without: Ratio, 
/**
 * Rate of loss with the label over the rate without it; absent where nobody without it is lost.
 */
risk_ratio: number | null, 
/**
 * Its interval of 95 %; the upper bound is absent where there is none.
 */
low: number | null, 
/**
 * Upper bound.
 */
high: number | null, 
/**
 * Probability of such a difference by chance, two-sided.
 */
p: number, 
/**
 * False discovery rate over all rows (Benjamini and Hochberg).
 */
q: number, };

/**
 * The customers of the file by another mode.
 */
export type FunnelModeRow = { 
/**
 * The mode.
 */
mode: FunnelMode, 
/**
 * Customers who get at least so deep, by step.
 */
reached: number[], 
/**
 * Customers who get as deep as in the chosen mode, deeper, and less deep.
 */
same: number, 
/**
 * Deeper than in the chosen one.
 */
deeper: number, 
/**
 * Less deep.
 */
shallower: number, };

/**
 * One label of it.
 */
export type FunnelBreakdownRow = { 
/**
 * The label; absent for the others together and for none.
 */
label: string | null, 
/**
 * `label`, `other` or `none`.
 */
kind: "label" | "other" | "none", 
/**
 * Units by the steps that they reach.
 */
reached: number[], 
/**
 * Interval of 95 % of the last of them by the first (Wilson).
 */
interval: Interval | null, };

/**
 * The funnel by a property.
 */
export type FunnelBreakdown = { 
/**
 * The property.
 */
property: string, 
/**
 * Labels, the most frequent first.
 */
rows: Array<FunnelBreakdownRow>, 
/**
 * Labels that are counted together.
 */
others: number, };

/**
 * A kind of event.
 */
export type FunnelEventRow = { 
/**
 * Its label.
 */
label: string, 
/**
 * How many.
 */
events: number, 
/**
 * Customers who did it.
 */
customers: number, };

/**
 * A property.
 */
export type FunnelPropertyRow = { 
/**
 * Its name.
 */
name: string, 
/**
 * Whether its labels are of events.
 */
of_events: boolean, 
/**
 * Different labels.
 */
labels: number, };

/**
 * How many reach each step, how long it takes, and who is lost on the way.
 */
export type FunnelOutcome = { 
/**
 * Reference date, ISO 8601: the day after the last one that counts.
 */
as_of: string, 
/**
 * Day of the first and of the last event.
 */
first_day: string, 
/**
 * Day of the last event.
 */
last_day: string, 
/**
 * Whether times of day are known; if not, all events of a day are of the same moment.
 */
timed: boolean, 
/**
 * How the steps were found: `given`, `words` (names of events) or `order` (in which most customers first do them).
 */
steps_by: "given" | "words" | "order", 
/**
 * The steps as they took effect, and what became of each.
 */
steps: Array<FunnelStepRow>, 
/**
 * Seconds of the window, its end included; absent for calendar days and sessions.
 */
window_seconds: number | null, 
/**
 * What is counted: `customers`, `sessions` or `totals`.
 */
unit: FunnelUnit, 
/**
 * Customers of the file.
 */
customers: number, 
/**
 * Those who enter.
 */
entered_customers: number, 
/**
 * Units that enter: the first bar.
 */
entered: number, 
/**
 * Units that reach the last step, of those that enter.
 */
conversion: Ratio, 
/**
 * Its interval of 95 % (Wilson).
 */
interval: Interval | null, 
/**
 * Units whose window runs past the last event: they may still convert.
 */
immature: number, 
/**
 * The same rate without them.
 */
mature_conversion: Ratio, 
/**
 * Its interval.
 */
mature_interval: Interval | null, 
/**
 * Seconds from the entry closest to the goal to the last step, where it differs from the first entry: the median of both.
 */
closest: FunnelClosest | null, 
/**
 * Entries over time.
 */
trend: FunnelTrend, 
/**
 * Days on which hardly anybody gets from a step to the next, ascending: at most half of the share of all other days and
 * of those of the same weekday, at a false discovery rate of 5 % over all days and steps. Empty where times of day are not known.
 */
falls: Array<FunnelFallRow>, 
/**
 * What distinguishes those lost behind each step from those who go on.
 */
lost: Array<FunnelLostRow>, 
/**
 * The same customers in other modes.
 */
modes: Array<FunnelModeRow>, 
/**
 * The funnel by a property.
 */
breakdown: FunnelBreakdown | null, 
/**
 * Kinds of events, the most frequent first, at most 300.
 */
events: Array<FunnelEventRow>, 
/**
 * Kinds of events in all.
 */
event_kinds: number, 
/**
 * Properties that a breakdown may use.
 */
properties: Array<FunnelPropertyRow>, 
/**
 * Doubts: `day_only`, `never` (a step that no event is), `unknown_exclusion`, `one_event`; and settings that mean nothing in the
 * chosen mode: `unused_exclusions`, `unused_optional`, `unused_seconds`, `unused_increasing`.
 */
remarks: Array<FunnelRemark>, };

/**
 * How features are made comparable.
 */
export type ClusterScaling = "none" | "z" | "log_robust";

/**
 * What a cluster is.
 */
export type ClusterMethod = "k_means" | "gaussian_mixture";

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type ClusterParams = { 
/**
 * Names of features: `recency`, `frequency`, `monetary`, numbers of customers, or columns of one table, whose rows are then the
 * points. `null`: recency, frequency and monetary where there are purchases, else all numbers of customers, else all columns of numbers of
 * the table that has most of them.
 */
features: Array<string> | null, 
/**
 * How they are made comparable. `null`: logarithms and robust scaling with the three of purchases, else z-scores.
 */
scaling: ClusterScaling | null, 
/**
 * What a cluster is.
 */
method: ClusterMethod, 
/**
 * Number of clusters, 2 to 32; chosen where it is `null`: for k-means by the largest silhouette, for a mixture by the least BIC.
 */
k: number | null, 
/**
 * Fewest clusters that are tried, at least 2.
 */
k_min: number, 
/**
 * Most clusters that are tried, at most 32.
 */
k_max: number, 
/**
 * How often k-means starts from other first centres, 1 to 100. Of more than 40,000 points, several starts are compared in 20,000 of
 * them, and the best goes on with all.
 */
starts: number, 
/**
 * Seed of all random numbers, at most 2⁵³ − 1.
 */
seed: number, 
/**
 * Resamples that stability is judged by, 0 to 100; with 0 it is not.
 */
resamples: number, 
/**
 * Most points that silhouettes are computed of, 0 to 20,000: exact up to so many, above that of a sample. With 0 there are none, and
 * k-means goes by the largest Calinski–Harabasz number.
 */
silhouette_points: number, };

/**
 * What is divided into clusters.
 */
export type ClusterPoints = { 
/**
 * `customer` or `row`.
 */
unit: "customer" | "row", 
/**
 * Of rows: the number of their table, from 1.
 */
table: number | null, 
/**
 * Those with all features, of all.
 */
used: Ratio, };

/**
 * One feature.
 */
export type ClusterFeature = { 
/**
 * Name as in the settings.
 */
name: string, 
/**
 * `day`, `order`, `currency` or none.
 */
unit: string | null, 
/**
 * Mean of all points.
 */
mean: number, 
/**
 * What of the feature, or of its logarithm, became 0.
 */
middle: number, 
/**
 * What of the feature, or of its logarithm, became 1.
 */
width: number, 
/**
 * Part of the variance of the feature that lies between the clusters, 0 to 1.
 */
explained: number, };

/**
 * A mean silhouette.
 */
export type ClusterSilhouette = { 
/**
 * −1 to 1.
 */
mean: number, 
/**
 * Of a sample: in 95 of 100 cases the mean of all points is not below this.
 */
low: number | null, 
/**
 * And not above this.
 */
high: number | null, 
/**
 * Points that were compared with each other, of all points.
 */
points: Ratio, };

/**
 * Mean adjusted Rand index of clusters of resamples and these clusters.
 */
export type ClusterStability = { 
/**
 * 1 for the same clusters in each resample, about 0 for chance.
 */
mean: number, 
/**
 * The least of them.
 */
least: number, 
/**
 * Resamples that had so many clusters.
 */
resamples: number, 
/**
 * Points of each resample.
 */
points: number, };

/**
 * How well a mixture fits.
 */
export type ClusterMixture = { 
/**
 * Logarithm of the likelihood of the points it was fitted to.
 */
log_likelihood: number, 
/**
 * Bayesian information criterion: the smaller the better.
 */
bic: number, 
/**
 * Points that it was fitted to, of all points.
 */
points: Ratio, 
/**
 * Rounds it took.
 */
rounds: number, 
/**
 * Whether it came to rest before the most rounds.
 */
converged: boolean, };

/**
 * Why the rounds of k-means ended.
 */
export type ClusterEnd = "settled" | "tolerance" | "rounds";

/**
 * How good a division into so many clusters is.
 */
export type ClusterCandidate = { 
/**
 * Number of clusters.
 */
k: number, 
/**
 * Points of each cluster, from the largest.
 */
sizes: number[], 
/**
 * Sum of the squared distances to the own centre, in scaled features.
 */
inertia: number, 
/**
 * Mean silhouette; `null` where fewer than two clusters have points.
 */
silhouette: ClusterSilhouette | null, 
/**
 * Calinski–Harabasz; `null` where it is not defined.
 */
calinski_harabasz: number | null, 
/**
 * Davies–Bouldin; `null` where it is not defined.
 */
davies_bouldin: number | null, 
/**
 * How much resamples give the same clusters; `null` where there were none.
 */
stability: ClusterStability | null, 
/**
 * Of a mixture: how well it fits.
 */
mixture: ClusterMixture | null, 
/**
 * Rounds of k-means; of a mixture, of the k-means that it starts from.
 */
rounds: number, 
/**
 * Why these rounds ended.
 */
end: ClusterEnd, };

/**
 * The number of clusters that was taken, and why.
 */
export type ClusterChosen = { 
/**
 * Number of clusters.
 */
k: number, 
/**
 * `given`: by the settings; `silhouette` and `calinski_harabasz`: the largest; `bic`: the least; `only`: no other number was possible.
 */
reason: "given" | "silhouette" | "calinski_harabasz" | "bic" | "only", };

/**
 * A feature in which a cluster lies apart from the rest.
 */
export type ClusterMark = { 
/**
 * Name of the feature.
 */
feature: string, 
/**
 * `high` or `low`.
 */
direction: "high" | "low", };

/**
 * The points of a cluster in one feature.
 */
export type ClusterFigures = { 
/**
 * Name of the feature.
 */
feature: string, 
/**
 * Mean, in its own unit.
 */
mean: number, 
/**
 * Median of type 7, in its own unit.
 */
median: number, 
/**
 * The centre in scaled features: the mean there.
 */
centre: number, 
/**
 * Mean less the mean of the rest, over the standard deviation of all points, in scaled features.
 */
difference: number, };

/**
 * Bounds of one feature, in its own unit.
 */
export type ClusterBound = { 
/**
 * Name of the feature.
 */
feature: string, 
/**
 * Values are above this.
 */
above: number | null, 
/**
 * Values are not above this.
 */
up_to: number | null, };

/**
 * A rule of at most four bounds: all of them hold for the points that it names.
 */
export type ClusterRule = { 
/**
 * The bounds.
 */
bounds: Array<ClusterBound>, 
/**
 * Points for which it holds, of all points.
 */
support: Ratio, 
/**
 * Points of the cluster among them.
 */
precision: Ratio, 
/**
 * Points for which it holds among those of the cluster.
 */
recall: Ratio, };

/**
 * One cluster.
 */
export type Cluster = { 
/**
 * Number from 1, the largest first; the code of its group of customers.
 */
number: number, 
/**
 * Of all points.
 */
share: Ratio, 
/**
 * Mean silhouette of its points.
 */
silhouette: number | null, 
/**
 * What sets it apart most, at most three: its name. Empty where it is like the rest.
 */
name: Array<ClusterMark>, 
/**
 * Its points by feature.
 */
features: Array<ClusterFigures>, 
/**
 * A rule that says who belongs to it.
 */
rule: ClusterRule, };

/**
 * A direction in which points vary.
 */
export type ClusterComponent = { 
/**
 * Variance along it, n − 1, in scaled features.
 */
variance: number, 
/**
 * Part of the variance of all of them, 0 to 1.
 */
ratio: number, 
/**
 * Its direction: a number for each feature; their squares add up to 1.
 */
loadings: Array<number>, };

/**
 * Some points, as columns: where each lies between the least and the greatest coordinate, in 1,000 steps.
 */
export type ClusterSample = { 
/**
 * Along the first component, 0 to 1,000.
 */
x: Array<number>, 
/**
 * Along the second, 0 to 1,000; all 0 where there is none.
 */
y: Array<number>, 
/**
 * Numbers of their clusters.
 */
cluster: Array<number>, };

/**
 * The points in the plane of their two first principal components.
 */
export type ClusterPicture = { 
/**
 * All components, from the largest variance.
 */
components: Array<ClusterComponent>, 
/**
 * Where the centres lie along the first two; along the first alone where there is only one feature.
 */
centres: Array<Array<number>>, 
/**
 * Least coordinates of all points.
 */
least: Array<number>, 
/**
 * Greatest coordinates of all points.
 */
greatest: Array<number>, 
/**
 * Some of the points, without anything that names them.
 */
sample: ClusterSample, };

/**
 * Columns of numbers of a table.
 */
export type ClusterTableColumns = { 
/**
 * Number of the table, from 1.
 */
table: number, 
/**
 * Headers.
 */
columns: Array<string>, };

/**
 * Features that could have been taken.
 */
export type ClusterAvailable = { 
/**
 * Those of customers.
 */
customers: Array<string>, 
/**
 * Columns of each table.
 */
tables: Array<ClusterTableColumns>, };

/**
 * The clusters of a file.
 */
export type ClusterOutcome = { 
/**
 * What is divided into clusters.
 */
points: ClusterPoints, 
/**
 * What the points are told apart by.
 */
features: Array<ClusterFeature>, 
/**
 * Features that all points share and that therefore were left out.
 */
constant: Array<string>, 
/**
 * How they were made comparable.
 */
scaling: ClusterScaling, 
/**
 * How good the divisions into each number of clusters are.
 */
candidates: Array<ClusterCandidate>, 
/**
 * Numbers of clusters that a mixture was refused for: with so many components it estimates as many numbers as there are points, or
 * has a component of fewer points than there are features and one more, and its likelihood has no bound.
 */
refused: Array<number>, 
/**
 * The number of clusters that was taken.
 */
chosen: ClusterChosen, 
/**
 * The clusters, from the largest to the smallest.
 */
clusters: Array<Cluster>, 
/**
 * The two directions in which the points vary most.
 */
picture: ClusterPicture, 
/**
 * Features that could have been taken.
 */
available: ClusterAvailable, };

/**
 * Bounds of an interval of 95 %.
 */
export type Interval = { 
/**
 * Lower bound.
 */
low: number, 
/**
 * Upper bound.
 */
high: number, };

/**
 * What kind of knowledge of customers an attribute is.
 */
export type SegmentsFamily = "demographic" | "geographic" | "behavioural" | "psychographic" | "other";

/**
 * What the cells of the cross-table hold.
 */
export type SegmentsMeasure = "customers" | "revenue" | "orders";

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type SegmentsParams = { 
/**
 * Attribute of the rows: its name, or the header of a column without a field. Without one, the first with two labels.
 */
rows: string | null, 
/**
 * Attribute of the columns; without one, the RFM class where there is one; `none` = no cross-table.
 */
columns: string | null, 
/**
 * What its cells hold.
 */
measure: SegmentsMeasure, 
/**
 * Groups and cells of fewer customers are marked as small and have no index, 3 to 100.
 */
least: number, 
/**
 * The best customers are so many per cent of those with a purchase, 1 to 50.
 */
top: number, };

/**
 * The best customers by net amount, equal amounts together.
 */
export type SegmentsBest = { 
/**
 * Their least net amount.
 */
from: number, 
/**
 * They among the customers with a purchase.
 */
share: Ratio, };

/**
 * A target-group index: 100 = as in the whole.
 */
export type Tgi = { 
/**
 * 100 · share in the group / share in the whole.
 */
value: number, 
/**
 * Interval of 95 % of counts of customers ([`Lift::interval`](crate::stats::Lift::interval)); `null` of amounts and orders, which are no independent
 * draws, and where the group is the whole.
 */
interval: Interval | null, };

/**
 * Sums of customers.
 */
export type SegmentsTotals = { 
/**
 * Customers.
 */
customers: number, 
/**
 * Their distinct orders.
 */
orders: number, 
/**
 * Their net amount.
 */
revenue: number, };

/**
 * One group.
 */
export type SegmentsGroup = { 
/**
 * Code or label; `null` = all labels that are not listed.
 */
label: string | null, 
/**
 * Customers.
 */
customers: number, 
/**
 * Of those of whom the attribute is known.
 */
share: Ratio, 
/**
 * Their distinct orders.
 */
orders: number, 
/**
 * Their net amount.
 */
revenue: number, 
/**
 * Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
 */
dominated?: boolean, 
/**
 * Of the net amount of those of whom the attribute is known; `null` unless that is above 0.
 */
revenue_share: MoneyRatio | null, 
/**
 * Net amount per customer, rounded to a ten-thousandth.
 */
average: number | null, 
/**
 * The best customers among them; `null` without purchases.
 */
best: Ratio | null, 
/**
 * 100 · share of the best in the group / share of the best among all of whom the attribute is known; `null` for small groups.
 */
tgi: Tgi | null, 
/**
 * Whether there are fewer customers than the least number: not for exports.
 */
small: boolean, };

/**
 * An attribute with the figures of its groups.
 */
export type SegmentsAttribute = { 
/**
 * Stable name; also that of its grouping.
 */
name: string, 
/**
 * The header of a column without a field; else the name.
 */
title: string, 
/**
 * Kind of knowledge.
 */
family: SegmentsFamily, 
/**
 * Of all customers those of whom it is known.
 */
coverage: Ratio, 
/**
 * Different labels that somebody has.
 */
distinct: number, 
/**
 * Whether its groups can be opened and used as a filter.
 */
grouped: boolean, 
/**
 * Its groups; the last, without a label, is of all labels that are not listed.
 */
rows: Array<SegmentsGroup>, 
/**
 * Customers of whom it is not known.
 */
unknown: SegmentsTotals, };

/**
 * One cell.
 */
export type SegmentsCell = { 
/**
 * Customers.
 */
customers: number, 
/**
 * The measure.
 */
value: number, 
/**
 * 100 · share of the column in the row / share of the column in all, both of the measure; `null` for small cells and sums that are not above 0.
 */
tgi: Tgi | null, 
/**
 * Whether there are fewer customers than the least number: not for exports.
 */
small: boolean, };

/**
 * A row, a column or all of a cross-table.
 */
export type SegmentsCrossTotal = { 
/**
 * Customers.
 */
customers: number, 
/**
 * The measure.
 */
value: number, };

/**
 * χ² test of the customers of a cross-table (Pearson), with Cramér's V.
 */
export type SegmentsIndependence = { 
/**
 * χ².
 */
statistic: number, 
/**
 * Degrees of freedom.
 */
df: number, 
/**
 * Probability of such a χ² or a larger one by chance.
 */
p: number, 
/**
 * √(χ² / (n · (least of rows and columns − 1))), 0 to 1.
 */
cramers_v: number, 
/**
 * Cells with an expected number below 5; where they are more than a fifth, p is rough (Cochran 1954).
 */
thin: Ratio, };

/**
 * One attribute by another: customers of whom both are known.
 */
export type SegmentsCross = { 
/**
 * Name of the attribute of the rows.
 */
rows: string, 
/**
 * Name of the attribute of the columns.
 */
columns: string, 
/**
 * What the values are.
 */
measure: SegmentsMeasure, 
/**
 * Labels of the rows; `null`, at the end, = all others.
 */
row_labels: Array<string | null>, 
/**
 * Labels of the columns.
 */
column_labels: Array<string | null>, 
/**
 * Row after row.
 */
cells: Array<SegmentsCell>, 
/**
 * Of each row.
 */
row_totals: Array<SegmentsCrossTotal>, 
/**
 * Of each column.
 */
column_totals: Array<SegmentsCrossTotal>, 
/**
 * Of all.
 */
total: SegmentsCrossTotal, 
/**
 * Whether one side is made of the other, so that they depend on each other by their definition.
 */
by_rule: boolean, 
/**
 * Whether rows and columns depend on each other; `null` where either has one label alone, or one is made of the other.
 */
test: SegmentsIndependence | null, };

/**
 * A category of all groups.
 */
export type SegmentsAffinityTotal = { 
/**
 * Net amount.
 */
spend: number, 
/**
 * Customers who bought of it.
 */
buyers: number, };

/**
 * A group in a category.
 */
export type SegmentsAffinityCell = { 
/**
 * Of the group's net amount; `null` unless that is above 0.
 */
share: MoneyRatio | null, 
/**
 * 100 · share of the category in what the group spends / share in what all spend; `null` for small cells and sums that are not above 0.
 */
index: number | null, 
/**
 * Customers of the group who bought of it.
 */
buyers: number, 
/**
 * 100 · share of the buyers in the group / share of the buyers in all; `null` for small cells.
 */
tgi: Tgi | null, 
/**
 * Whether there are fewer buyers than the least number: not for exports.
 */
small: boolean, };

/**
 * What a group spends on.
 */
export type SegmentsAffinityGroup = { 
/**
 * Code or label; `null` = all labels that are not listed.
 */
label: string | null, 
/**
 * Customers.
 */
customers: number, 
/**
 * By category.
 */
cells: Array<SegmentsAffinityCell>, };

/**
 * What groups spend on, against all.
 */
export type SegmentsAffinity = { 
/**
 * Name of the attribute whose groups these are.
 */
by: string, 
/**
 * Categories from the largest net amount on; `null`, at the end, = all others.
 */
categories: Array<string | null>, 
/**
 * Different categories with a line.
 */
distinct: number, 
/**
 * Of all customers of these groups, by category.
 */
all: Array<SegmentsAffinityTotal>, 
/**
 * The groups.
 */
groups: Array<SegmentsAffinityGroup>, };

/**
 * Customers by everything that they can be divided by.
 */
export type SegmentsOutcome = { 
/**
 * Customers.
 */
customers: number, 
/**
 * Those with a purchase.
 */
buyers: number, 
/**
 * The best customers; `null` without purchases.
 */
best: SegmentsBest | null, 
/**
 * The attributes, each with its table.
 */
attributes: Array<SegmentsAttribute>, 
/**
 * Columns without a field that there is no room for among the attributes.
 */
columns_left_out: number, 
/**
 * Wanted attributes that these tables do not have; others stand in their place.
 */
missing: Array<string>, 
/**
 * One attribute by another; `null` where there are no two.
 */
cross: SegmentsCross | null, 
/**
 * What the groups of the rows spend on; `null` without categories.
 */
affinity: SegmentsAffinity | null, };

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type PortraitParams = { 
/**
 * Whose portraits: the name of an attribute of segments, the header of a column without a field, or analysis and grouping with
 * a dot between, as `abc.class`. Without one, the RFM class where there is one, else the first attribute with two labels.
 */
by: string | null, 
/**
 * Nothing is said of fewer customers, 3 to 100.
 */
least: number, };

/**
 * Something to make portraits of.
 */
export type PortraitChoice = { 
/**
 * Stable name.
 */
name: string, 
/**
 * The header of a column without a field; else the name.
 */
title: string, 
/**
 * Kind of knowledge.
 */
family: SegmentsFamily, };

/**
 * A number of each customer.
 */
export type PortraitFeature = { 
/**
 * Stable name; of columns without a field `figure_1` and so on.
 */
name: string, 
/**
 * The header of a column without a field; else the name.
 */
title: string, 
/**
 * `day`, `order`, `currency`, `year`, or nothing.
 */
unit: string, 
/**
 * Whether less is better, and the radar turned round.
 */
reversed: boolean, };

/**
 * More or less than the other groups.
 */
export type PortraitDirection = "high" | "low";

/**
 * How large a difference is, by Cohen's (1988) lines of 0.2, 0.5 and 0.8 for d and h.
 */
export type PortraitSize = "small" | "medium" | "large";

/**
 * Whether d is defined.
 */
export type PortraitDifferenceState = "defined" | "no_spread";

/**
 * A number of a group against the other groups.
 */
export type PortraitDifference = { 
/**
 * Mean of the group.
 */
mean: number, 
/**
 * Mean of the customers of the other groups.
 */
others: number, 
/**
 * Whether d is defined.
 */
state: PortraitDifferenceState, 
/**
 * Difference of the means over the pooled standard deviation, √(((n₁−1)s₁² + (n₂−1)s₂²) / (n₁+n₂−2)): Cohen's d (1988, chapter 2);
 * `null` where that is 0.
 */
d: number | null, 
/**
 * Of d, 95 %: d ± z·√((n₁+n₂)/(n₁n₂) + d²/(2(n₁+n₂))) (Hedges and Olkin 1985).
 */
interval: Interval | null, 
/**
 * Customers of the group of whom it is known.
 */
customers: number, };

/**
 * How often a label is found in a group, against everybody.
 */
export type PortraitLift = { 
/**
 * Share in the group.
 */
share: Ratio, 
/**
 * Share among all groups.
 */
overall: Ratio, 
/**
 * The first over the second.
 */
lift: number, 
/**
 * Of the lift, 95 % ([`Lift::interval`](crate::stats::Lift::interval)); `null` where everybody is in the group.
 */
interval: Interval | null, };

/**
 * One thing that sets a group apart.
 */
export type PortraitMark = { 
/**
 * Name of the feature or attribute.
 */
name: string, 
/**
 * The header of a column without a field; else the name.
 */
title: string, 
/**
 * Of an attribute the label.
 */
label: string | null, 
/**
 * More or less.
 */
direction: PortraitDirection, 
/**
 * How much.
 */
size: PortraitSize, 
/**
 * |d| of numbers, |h| of labels: one scale for both; `null` where d is not defined, which is above all others.
 */
strength: number | null, 
/**
 * Of a feature.
 */
number: PortraitDifference | null, 
/**
 * Of a label.
 */
part: PortraitLift | null, 
/**
 * Probability of such a difference or a larger one by chance, two-sided: Welch's t test, or the pooled z test of two shares; where d
 * is not defined, Fisher's exact test of the two values.
 */
p: number, 
/**
 * False discovery rate over all differences that were tested (Benjamini and Hochberg 1995).
 */
q: number, 
/**
 * Whether the groups are made of it, so that it is no finding.
 */
by_rule: boolean, };

/**
 * A part of a sentence, for the page to put into words.
 */
export type PortraitPhrase = { 
/**
 * Name of the feature or attribute.
 */
name: string, 
/**
 * The header of a column without a field; else the name.
 */
title: string, 
/**
 * Of an attribute the label.
 */
label: string | null, 
/**
 * More or less.
 */
direction: PortraitDirection, 
/**
 * How much.
 */
size: PortraitSize, 
/**
 * Compared with whom: `other_groups`.
 */
reference: string, 
/**
 * Whether the groups are made of it.
 */
by_rule: boolean, };

/**
 * A most frequent label.
 */
export type PortraitMode = { 
/**
 * Name of the attribute.
 */
name: string, 
/**
 * The header of a column without a field; else the name.
 */
title: string, 
/**
 * Label.
 */
label: string, 
/**
 * Of the customers of whom the attribute is known.
 */
share: Ratio, };

/**
 * A made-up typical customer: about the middle of each number and the most frequent label of each attribute, which together nobody
 * of the group has.
 */
export type PortraitExemplar = { 
/**
 * Median of each feature to two significant digits, one of them moved by a step or a few (a quarter of it at most) where somebody
 * has the whole; `null` of too few.
 */
numbers: Array<number | null>, 
/**
 * The most frequent label of each attribute, where enough customers have it.
 */
modes: Array<PortraitMode>, };

/**
 * Everybody together: with nobody to compare them with, their middle alone.
 */
export type PortraitEverybody = { 
/**
 * Customers.
 */
customers: number, 
/**
 * The typical customer; `null` of fewer than the smallest group, and where it is withheld.
 */
exemplar: PortraitExemplar | null, 
/**
 * Whether it is withheld, as somebody has all that it would say.
 */
exemplar_withheld: boolean, };

/**
 * The portrait of a group.
 */
export type Portrait = { 
/**
 * Code or label.
 */
label: string, 
/**
 * Customers.
 */
customers: number, 
/**
 * Of all customers in a group.
 */
share: Ratio, 
/**
 * Whether there are fewer customers than the least number; nothing more is said of them then.
 */
small: boolean, 
/**
 * What sets them apart from the other groups, the strongest first: differences that are no chance and at least small.
 */
marks: Array<PortraitMark>, 
/**
 * The same in short: what a sentence says.
 */
sentence: Array<PortraitPhrase>, 
/**
 * Mean percentile rank on each axis, 0 to 100, turned round where less is better; `null` of too few.
 */
radar: Array<number | null>, 
/**
 * Means of each feature; `null` of too few.
 */
means: Array<number | null>, 
/**
 * The typical customer; `null` of fewer than the smallest group, and where it is withheld.
 */
exemplar: PortraitExemplar | null, 
/**
 * Whether it is withheld, as somebody has all that it would say.
 */
exemplar_withheld: boolean, };

/**
 * Portraits of groups of customers.
 */
export type PortraitOutcome = { 
/**
 * What the groups are of; also the name of their grouping.
 */
by: string, 
/**
 * The header of a column without a field; else the name.
 */
title: string, 
/**
 * The analysis that made the groups; `null` for an attribute of segments.
 */
analysis: string | null, 
/**
 * Its grouping.
 */
grouping: string | null, 
/**
 * Whether the wanted groups do not exist and others stand in their place.
 */
missing: boolean, 
/**
 * What portraits can be made of.
 */
choices: Array<PortraitChoice>, 
/**
 * The numbers of customers.
 */
features: Array<PortraitFeature>, 
/**
 * Axes of the radar: places in `features`.
 */
axes: Array<number>, 
/**
 * Differences that were tested, of all groups together.
 */
tested: number, 
/**
 * Those that are no chance, at a false discovery rate of 5 %.
 */
found: number, 
/**
 * Everybody together.
 */
everybody: PortraitEverybody, 
/**
 * The groups.
 */
groups: Array<Portrait>, 
/**
 * Columns of labels and of numbers that no comparison has room for.
 */
columns_left_out: number, 
/**
 * Customers in none of these groups.
 */
outside: number, };

/**
 * What a model counts time in.
 */
export type ClvUnit = "day" | "week" | "month";

/**
 * How customers buy and drop out.
 */
export type ClvModel = "bg_nbd" | "mbg_nbd" | "pareto_nbd";

/**
 * How a fit ended.
 */
export type ClvStatus = "converged" | "no_dropout" | "flat" | "not_converged";

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type ClvParams = { 
/**
 * How customers buy and drop out.
 */
model: ClvModel, 
/**
 * The unit of time of the model.
 */
unit: ClvUnit, 
/**
 * The last day that the model sees, ISO 8601; what comes after is held out. All days if absent: then a second fit, to the first
 * two thirds of the history, is held against the last one.
 */
calibration_end: string | null, 
/**
 * How many months ahead are forecast, 1 to 120.
 */
horizon_months: number, 
/**
 * Discount per month, 0 to 1.
 */
discount_rate: number, 
/**
 * Share of an amount that is earned, above 0, at most 1.
 */
margin: number, 
/**
 * Samples drawn for the intervals, at most 1000; 0 for none.
 */
bootstrap: number, 
/**
 * Seed of the samples, at most 2⁵³.
 */
seed: number, 
/**
 * How many customers the result lists.
 */
list: number, };

/**
 * How the expected amounts came about.
 */
export type ClvSpendStatus = "converged" | "infinite_mean" | "equal_amounts" | "observed";

/**
 * Customers whose first purchases lie in one period.
 */
export type ClvCohort = { 
/**
 * `2024-05`, `2024-Q2`, `2024`, or `2020–2029` of ten years, which begin with that of the first purchase.
 */
period: string, 
/**
 * How many.
 */
customers: number, 
/**
 * Their net amount to date, the last period included.
 */
net: number, 
/**
 * Value per customer up to each period since the first purchase, with margin and discount. Periods that the data do not wholly
 * cover are `null`.
 */
value: Array<number | null>, };

/**
 * Value per customer a number of periods after the first purchase.
 */
export type ClvCurvePoint = { 
/**
 * Periods since that of the first purchase.
 */
age: number, 
/**
 * Customers whose cohorts are this old.
 */
customers: number, 
/**
 * Those of them with a line in this period.
 */
buyers: number, 
/**
 * Whether two customers hold so much of what it adds that the second comes by it within a tenth of the first: it does not leave.
 */
dominated?: boolean, 
/**
 * Value up to here: what each period added, per customer of the cohorts that lived through it.
 */
value: number, };

/**
 * Value to date by cohorts of the first purchase.
 */
export type ClvHistorical = { 
/**
 * Months in a period: 1 up to three years of history, 3 up to nine, 12 up to 36, else 120.
 */
months: number, 
/**
 * Customers with a purchase.
 */
customers: number, 
/**
 * Their net amount.
 */
net: number, 
/**
 * One row per period that holds a first purchase, ascending.
 */
cohorts: Array<ClvCohort>, 
/**
 * All cohorts that are old enough, by periods since the first purchase.
 */
curve: Array<ClvCurvePoint>, };

/**
 * Customers by repeat purchases in the days that the model saw.
 */
export type ClvFrequency = { 
/**
 * Repeat purchases; in the last row so many or more.
 */
repeats: number, 
/**
 * Customers who made them.
 */
actual: number, 
/**
 * Customers of whom the model expects them.
 */
expected: number, };

/**
 * Customers with equal repeat purchases in calibration.
 */
export type ClvHoldoutRow = { 
/**
 * Repeat purchases; in the last row so many or more.
 */
repeats: number, 
/**
 * Customers.
 */
customers: number, 
/**
 * Purchases that they made after calibration.
 */
actual: number, 
/**
 * Purchases that were expected of them.
 */
expected: number, };

/**
 * Repeat purchases from the first day up to a day.
 */
export type ClvTrackPoint = { 
/**
 * The day, ISO 8601.
 */
day: string, 
/**
 * Made.
 */
actual: number, 
/**
 * Expected of new customers on the days of their first purchases.
 */
expected: number, };

/**
 * Expected and actual repeat purchases after the last day of calibration.
 */
export type ClvHoldout = { 
/**
 * Whether the last day of calibration was chosen here: at two thirds of the history, for a fit of its own.
 */
automatic: boolean, 
/**
 * Last day of calibration, ISO 8601.
 */
calibration_end: string, 
/**
 * Last day held out, ISO 8601.
 */
end: string, 
/**
 * Days held out.
 */
days: number, 
/**
 * How that fit ended.
 */
status: ClvStatus, 
/**
 * Its parameters.
 */
parameters: Array<ClvParameter>, 
/**
 * Customers who bought up to the end of calibration.
 */
customers: number, 
/**
 * Purchases that they made after it.
 */
actual: number, 
/**
 * Purchases that were expected of them.
 */
expected: number, 
/**
 * The same by repeat purchases up to the end of calibration.
 */
by_repeats: Array<ClvHoldoutRow>, 
/**
 * Repeat purchases of these customers over time, from the first day on.
 */
track: Array<ClvTrackPoint>, };

/**
 * Who the model is of.
 */
export type ClvPopulation = { 
/**
 * Customers of the file.
 */
customers: number, 
/**
 * Days from the first purchase of the file to the end of calibration.
 */
days: number, 
/**
 * Those who bought up to the end of calibration: all below is of them.
 */
modelled: number, 
/**
 * Those of them with a repeat purchase, on another day than the first.
 */
repeat: number, 
/**
 * Their repeat purchases, Σx.
 */
repeat_purchases: number, 
/**
 * Those who first bought later.
 */
newer: number, 
/**
 * Those without any purchase.
 */
without_purchase: number, };

/**
 * A fitted parameter.
 */
export type ClvParameter = { 
/**
 * As in the formula: `r`, `alpha` …
 */
name: "r" | "alpha" | "a" | "b" | "s" | "beta" | "p" | "q" | "v", 
/**
 * Its most likely value; `null` where the data do not tell it.
 */
value: number | null, 
/**
 * Its standard error.
 */
error: number | null, 
/**
 * Its interval.
 */
interval: Interval | null, };

/**
 * The fitted model of purchases.
 */
export type ClvFit = { 
/**
 * Which model.
 */
model: ClvModel, 
/**
 * The unit of α, and of β.
 */
unit: ClvUnit, 
/**
 * How the search ended.
 */
status: ClvStatus, 
/**
 * The parameters.
 */
parameters: Array<ClvParameter>, 
/**
 * The log-likelihood.
 */
log_likelihood: number, 
/**
 * r and α of customers who never drop out.
 */
nbd: Array<ClvParameter>, 
/**
 * The log-likelihood of those.
 */
nbd_log_likelihood: number, 
/**
 * Distinct histories.
 */
groups: number, 
/**
 * Evaluations of the likelihood.
 */
evaluations: number, };

/**
 * What a model of purchases expects.
 */
export type ClvPrediction = { 
/**
 * The fitted model of purchases.
 */
fit: ClvFit, 
/**
 * Customers by repeat purchases, made and expected; not for Pareto/NBD.
 */
frequencies: Array<ClvFrequency> | null, 
/**
 * The model beside days that it did not see; `null` where there are too few.
 */
holdout: ClvHoldout | null, 
/**
 * Who is still a customer.
 */
alive: ClvAlive, 
/**
 * Purchases to come.
 */
expected: ClvExpected, 
/**
 * Amounts of purchases; `null` where no repeat purchase has an amount above 0.
 */
spend: ClvSpend | null, 
/**
 * Value to come; `null` without amounts.
 */
value: ClvValue | null, 
/**
 * The samples behind the intervals; `null` where none were drawn.
 */
bootstrap: ClvBootstrap | null, 
/**
 * The first customers, without identifiers.
 */
customers: ClvCustomers, };

/**
 * Who is still a customer.
 */
export type ClvAlive = { 
/**
 * Mean of P(alive).
 */
mean: number, 
/**
 * Its interval.
 */
interval: Interval | null, 
/**
 * Customers by P(alive): below 10 %, below 20 %, … to 100 %.
 */
bands: number[], };

/**
 * A quantile of type 7.
 */
export type ClvQuantile = { 
/**
 * Share below, in percent.
 */
percent: number, 
/**
 * The value.
 */
value: number, };

/**
 * Purchases to come within the horizon.
 */
export type ClvExpected = { 
/**
 * Months ahead.
 */
months: number, 
/**
 * Of all customers.
 */
total: number, 
/**
 * Per customer.
 */
mean: number, 
/**
 * Interval of the mean.
 */
interval: Interval | null, 
/**
 * Of a customer who is new.
 */
of_new: number, 
/**
 * Quantiles over customers.
 */
quantiles: Array<ClvQuantile>, };

/**
 * The model of amounts.
 */
export type ClvSpend = { 
/**
 * How the expected amounts came about.
 */
status: ClvSpendStatus, 
/**
 * p, q and v of Gamma-Gamma; none without a fit.
 */
parameters: Array<ClvParameter>, 
/**
 * The log-likelihood.
 */
log_likelihood: number | null, 
/**
 * Customers with a repeat purchase above 0.
 */
customers: number, 
/**
 * Amount that is expected of customers without a repeat purchase.
 */
population_mean: number, 
/**
 * Mean over customers of their mean repeat amounts.
 */
observed_mean: number, 
/**
 * Pearson's correlation of repeat purchases and their mean amount, which the model takes to be 0; `null` where either is the same for
 * all.
 */
correlation: number | null, };

/**
 * The best customers and what they are worth.
 */
export type ClvTop = { 
/**
 * Of all customers.
 */
customers: Ratio, 
/**
 * Their value, of [`ValueReport::total`].
 */
value: number, };

/**
 * A tenth of the customers.
 */
export type ClvDecile = { 
/**
 * 1 is the best.
 */
decile: number, 
/**
 * Customers.
 */
customers: number, 
/**
 * Their value.
 */
value: number, 
/**
 * Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
 */
dominated?: boolean, 
/**
 * Mean of their P(alive).
 */
alive: number | null, 
/**
 * Purchases expected of them.
 */
expected: number, };

/**
 * Value to come within the horizon, discounted, with margin.
 */
export type ClvValue = { 
/**
 * Months ahead.
 */
months: number, 
/**
 * Discount per year that the monthly one makes.
 */
annual_discount: number, 
/**
 * Of all customers.
 */
total: number, 
/**
 * Per customer.
 */
mean: number, 
/**
 * Interval of the mean.
 */
interval: Interval | null, 
/**
 * Quantiles over customers.
 */
quantiles: Array<ClvQuantile>, 
/**
 * The best customers.
 */
top: Array<ClvTop>, 
/**
 * Tenths of the customers, the best first; customers of equal value are in one.
 */
deciles: Array<ClvDecile>, 
/**
 * Customers whose amount is the mean of all.
 */
at_population_mean: Ratio, };

/**
 * The samples behind the intervals.
 */
export type ClvBootstrap = { 
/**
 * Samples drawn and fitted.
 */
samples: Ratio, 
/**
 * Samples among those fitted without detectable drop-out. Intervals of parameters are of the others, so they hold on the condition
 * that customers drop out; intervals of P(alive), purchases and value are of all samples.
 */
without_dropout: number, 
/**
 * Customers of a sample.
 */
customers: number, };

/**
 * The first customers of the model in the order of the view, as columns, without identifiers.
 */
export type ClvCustomers = { 
/**
 * Customers of the model.
 */
total: number, 
/**
 * How many of them are listed here.
 */
listed: number, 
/**
 * x.
 */
repeats: Array<number>, 
/**
 * `t_x` in days.
 */
last_days: Array<number>, 
/**
 * T in days.
 */
total_days: Array<number>, 
/**
 * Mean of the repeat purchases; `null` without any.
 */
mean_amount: Array<number | null>, 
/**
 * P(alive).
 */
alive: Array<number>, 
/**
 * Purchases expected within the horizon.
 */
expected: Array<number>, 
/**
 * Amount expected of a purchase; `null` without amounts.
 */
expected_amount: Array<number | null>, 
/**
 * Whether that is the mean of all customers.
 */
at_population_mean: Array<boolean>, 
/**
 * Value within the horizon; `null` without amounts.
 */
value: Array<number | null>, };

/**
 * What customers were worth and what they will be.
 */
export type ClvOutcome = { 
/**
 * Reference date, ISO 8601: the day after the last one that counts.
 */
as_of: string, 
/**
 * Last day that the model sees, ISO 8601; forecasts begin after it.
 */
calibration_end: string, 
/**
 * Who the model is of.
 */
population: ClvPopulation, 
/**
 * Value to date.
 */
historical: ClvHistorical, 
/**
 * What the model expects; `null` where there is too little for one.
 */
model: ClvPrediction | null, 
/**
 * What the model needs and what there is, where there is too little.
 */
model_needs: Shortage | null, };

/**
 * What a supplied return on investment means.
 */
export type ChannelRoiIs = "unknown" | "roi" | "roas";

/**
 * Periods of the trend.
 */
export type ChannelPeriod = "auto" | "day" | "week" | "month";

/**
 * Settings as a user gives them; all values are in their domain.
 */
export type ChannelParams = { 
/**
 * What a supplied return on investment means.
 */
roi_is: ChannelRoiIs, 
/**
 * Periods of the trend.
 */
period: ChannelPeriod, };

/**
 * A share with its interval, and beside that of all other channels.
 */
export type ChannelRate = { 
/**
 * The share.
 */
ratio: Ratio, 
/**
 * Its interval of 95 % (Wilson); `null` where the part is more than the whole.
 */
interval: Interval | null, 
/**
 * The share of all other rows.
 */
others: Ratio | null, 
/**
 * Interval of 95 % of the difference to it (Newcombe).
 */
difference: Interval | null, 
/**
 * False discovery rate over all channels (Fisher's exact test, two-sided; Benjamini–Hochberg); `null` where there is no interval.
 */
q: number | null, 
/**
 * `above` or `below` the others where that interval lies on one side of 0 and the false discovery rate is at most 5 %.
 */
stands: "above" | "below" | null, };

/**
 * Money for each of something.
 */
export type ChannelEach = { 
/**
 * The money.
 */
num: number, 
/**
 * How many.
 */
den: number, 
/**
 * The quotient, rounded to a ten-thousandth; `null` of none.
 */
value: number | null, };

/**
 * Revenue by two readings of one number.
 */
export type ChannelReadings = { 
/**
 * Where the supplied number is ROI: cost · (1 + number).
 */
roi: number, 
/**
 * Where it is ROAS: cost · number.
 */
roas: number, };

/**
 * Sums and ratios of one channel. A ratio is of the rows that have both of its numbers.
 */
export type ChannelRow = { 
/**
 * Its label; `null` = all that are not listed, or the total.
 */
label: string | null, 
/**
 * Rows.
 */
rows: number, 
/**
 * Visitors: the sum of those of the rows, whoever came on several days.
 */
uv: number | null, 
/**
 * Clicks.
 */
clicks: number | null, 
/**
 * Orders.
 */
orders: number | null, 
/**
 * Cost.
 */
cost: number | null, 
/**
 * Revenue, where it is known or worked out.
 */
revenue: number | null, 
/**
 * Clicks / visitors.
 */
click_rate: ChannelRate | null, 
/**
 * Orders / clicks.
 */
conversion: ChannelRate | null, 
/**
 * Cost per order.
 */
cpa: ChannelEach | null, 
/**
 * Cost per click.
 */
cpc: ChannelEach | null, 
/**
 * (Revenue − cost) / cost; `null` unless cost is above 0.
 */
roi: MoneyRatio | null, 
/**
 * Revenue / cost; `null` unless cost is above 0.
 */
roas: MoneyRatio | null, 
/**
 * Whether it brought less than it cost: ROI below 0.
 */
loss: boolean, 
/**
 * Revenue by both readings of the supplied return, where the table has no revenue.
 */
readings: ChannelReadings | null, };

/**
 * First and last day.
 */
export type ChannelDays = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, };

/**
 * One thing that a supplied number may be.
 */
export type ChannelReading = { 
/**
 * `order_per_click`, `order_per_uv`, `roi`, `roas`, each with `_percent` where it is a hundred times that.
 */
code: string, 
/**
 * Rows that agree.
 */
agree: number, };

/**
 * A row that does not agree.
 */
export type ChannelDifference = { 
/**
 * Its channel.
 */
label: string | null, 
/**
 * Its day.
 */
day: string | null, 
/**
 * As supplied.
 */
supplied: number, 
/**
 * As computed by the best reading.
 */
computed: number, };

/**
 * A supplied number beside those computed, row by row, to half a unit of the last decimal that its column has.
 */
export type ChannelCheck = { 
/**
 * `conversion_rate` or `roi`.
 */
field: "conversion_rate" | "roi", 
/**
 * Rows with the supplied number and all that it is computed of.
 */
compared: number, 
/**
 * What it may be, with the rows that agree.
 */
readings: Array<ChannelReading>, 
/**
 * The reading with the most agreement, if it is 95 % of the rows or more.
 */
fits: string | null, 
/**
 * Rows that do not agree with the best reading; the first 20.
 */
differences: Array<ChannelDifference>, };

/**
 * Rows that cannot be, or that lack something.
 */
export type ChannelDoubts = { 
/**
 * More orders than clicks.
 */
orders_above_clicks: number, 
/**
 * More clicks than visitors.
 */
clicks_above_uv: number, 
/**
 * Visitors, clicks or orders that are negative or no whole number: these numbers do not count.
 */
no_count: number, 
/**
 * A cost below 0, or a revenue below 0.
 */
negative_money: number, 
/**
 * A number is missing that the table has for others, or is beyond 10¹².
 */
gaps: number, 
/**
 * No channel.
 */
unnamed: number, 
/**
 * No day, though others have one.
 */
undated: number, };

/**
 * One period.
 */
export type ChannelPeriodRow = { 
/**
 * `2024-W07` or `2024-02`.
 */
label: string, 
/**
 * Its first day.
 */
from: string, 
/**
 * Whether the days of the table cover all of it.
 */
complete: boolean, };

/**
 * Sums of one channel by period, of the rows that have both numbers of a ratio.
 */
export type ChannelSeries = { 
/**
 * Its label; `null` = all rows.
 */
label: string | null, 
/**
 * Orders of the conversion.
 */
orders: number[], 
/**
 * Clicks of the conversion.
 */
clicks: number[], 
/**
 * Cost.
 */
cost: number[], 
/**
 * Revenue.
 */
revenue: number[], };

/**
 * Sums by period.
 */
export type ChannelTrend = { 
/**
 * Kind of the periods.
 */
unit: PeriodUnit, 
/**
 * The periods; of more than 400 the last.
 */
periods: Array<ChannelPeriodRow>, 
/**
 * All rows together, then the first channels.
 */
series: Array<ChannelSeries>, };

/**
 * A table of channels.
 */
export type ChannelTable = { 
/**
 * Rows.
 */
rows: number, 
/**
 * First and last day; `null` where the rows have none.
 */
days: ChannelDays | null, 
/**
 * Fields of numbers that the table has: `uv`, `click`, `order`, `cost`, `revenue`, `roi`, `conversion_rate`.
 */
fields: Array<string>, 
/**
 * Where revenue comes from: its column, the cost and a supplied return read as ROI or as ROAS, or nowhere.
 */
revenue_from: "column" | "roi" | "roas" | "none", 
/**
 * Supplied numbers beside those computed.
 */
checks: Array<ChannelCheck>, 
/**
 * The channels, those with the most orders first; the last, without a label, is all that are not listed.
 */
channels: Array<ChannelRow>, 
/**
 * All rows together, those without a channel included.
 */
total: ChannelRow, 
/**
 * Channels in all.
 */
distinct: number, 
/**
 * Rows that doubts are about; all of them count, but for numbers that no count can be.
 */
doubts: ChannelDoubts, 
/**
 * By period; `null` where the rows have no days.
 */
trend: ChannelTrend | null, };

/**
 * Customers of one channel. A customer who ordered by several is counted in each.
 */
export type ChannelPeopleRow = { 
/**
 * Its label; `null` = all that are not listed, or the total.
 */
label: string | null, 
/**
 * Customers.
 */
customers: number, 
/**
 * Orders with a purchase.
 */
orders: number, 
/**
 * Net amount.
 */
revenue: number, 
/**
 * Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
 */
dominated?: boolean, 
/**
 * Net amount per order.
 */
average: ChannelEach, 
/**
 * Of the customers with an order, those with two or more, by whatever channel.
 */
repeat: ChannelRate, };

/**
 * Customers by channel.
 */
export type ChannelPeople = { 
/**
 * The channels, those with the most customers first; the last, without a label, is all that are not listed.
 */
channels: Array<ChannelPeopleRow>, 
/**
 * All together, those without a channel included.
 */
total: ChannelPeopleRow, 
/**
 * Channels in all.
 */
distinct: number, 
/**
 * Of all customers (basis `customers`) or orders (basis `orders`) those with a channel.
 */
known: Ratio, };

/**
 * Channels by what they brought and cost.
 */
export type ChannelOutcome = { 
/**
 * `table`: rows of a table of channels. `orders`: the channel of each order. `customers`: the channel of each customer.
 */
basis: "table" | "orders" | "customers", 
/**
 * Of a table of channels.
 */
table: ChannelTable | null, 
/**
 * Of orders or customers.
 */
people: ChannelPeople | null, };

/**
 * What a conversion is.
 */
export type AttributionConversion = "auto" | "orders" | "events";

/**
 * Which touches a conversion looks back on.
 */
export type AttributionReach = "since_conversion" | "window";

/**
 * What a coalition of channels is worth in Shapley's model.
 */
export type AttributionWorth = "conversions" | "rate";

/**
 * Settings as a user gives them; [`Params::check`] makes them usable.
 */
export type AttributionParams = { 
/**
 * What a conversion is.
 */
conversion: AttributionConversion, 
/**
 * Kind of the events that are conversions, as the data name it; without one, those that are purchases by their words.
 */
event: string | null, 
/**
 * Touches count up to so many days before a conversion, 1 to 365.
 */
window_days: number, 
/**
 * Which touches a conversion looks back on.
 */
reach: AttributionReach, 
/**
 * Events of one channel with no longer pause between them are one touch, in minutes, 0 to 1440; 0 = each event is one.
 */
gap_minutes: number, 
/**
 * Days in which a touch loses half its weight in the model of time decay, 0.1 to 365.
 */
half_life_days: number, 
/**
 * Touches that a state of the Markov chain remembers, 1 to 3.
 */
order: number, 
/**
 * What a coalition is worth in Shapley's model.
 */
worth: AttributionWorth, };

/**
 * What a model credits a channel with.
 */
export type AttributionCredit = { 
/**
 * Of all conversions; the shares of all channels add up to 1.
 */
share: number, 
/**
 * Conversions.
 */
conversions: number, 
/**
 * Net amount; `null` of events.
 */
value: number | null, };

/**
 * One channel.
 */
export type AttributionChannel = { 
/**
 * Its label; `null` = all that are not listed.
 */
label: string | null, 
/**
 * Touches by it.
 */
touches: number, 
/**
 * Customers it had a part in a conversion of, among all whom it touched.
 */
customers: Ratio, 
/**
 * Journeys with it that convert, among all with it.
 */
journeys: Ratio, 
/**
 * Conversions that it alone led to.
 */
alone: number, 
/**
 * Conversions that it had a part in without being the last, by those that it was the last of.
 */
assists: Ratio, 
/**
 * Share of the conversions that are lost without it, by the Markov chain.
 */
removal: number | null, 
/**
 * What it is credited with, by model.
 */
credits: Array<AttributionCredit>, };

/**
 * What is known of the Markov chain.
 */
export type AttributionMarkov = { 
/**
 * Touches that a state remembers; fewer than wanted where there were too many states.
 */
order: number, 
/**
 * States, the start included.
 */
states: number, 
/**
 * Probability that a journey converts.
 */
base: number, };

/**
 * Journeys of so many touches.
 */
export type AttributionLength = { 
/**
 * Touches.
 */
touches: number, 
/**
 * Whether those of more touches are with them.
 */
open: boolean, 
/**
 * Those that convert among all.
 */
journeys: Ratio, };

/**
 * One way to a conversion.
 */
export type AttributionPath = { 
/**
 * Its channels in order of time, repeats in a row once; `null` = one that is not listed.
 */
channels: Array<string | null>, 
/**
 * Journeys on it that convert, among all on it.
 */
journeys: Ratio, };

/**
 * What each channel is credited with, by several models. Models share out what happened; none says what a channel caused.
 */
export type AttributionOutcome = { 
/**
 * `orders` or `events`: what a conversion is.
 */
basis: "orders" | "events", 
/**
 * Of events, the kinds that are conversions, as the data name them.
 */
events: Array<string>, 
/**
 * All kinds of events, for a choice; the first 300.
 */
kinds: Array<string>, 
/**
 * First day of a touch.
 */
first_day: string, 
/**
 * Last day of a touch.
 */
last_day: string, 
/**
 * Whether times of day are known of the touches.
 */
timed: boolean, 
/**
 * Customers with a touch.
 */
customers: number, 
/**
 * Of them those with a conversion that is credited.
 */
converted: number, 
/**
 * Touches.
 */
touches: number, 
/**
 * Journeys that convert among all; several conversions of one moment are as many journeys.
 */
journeys: Ratio, 
/**
 * Conversions without a touch before them: no channel is credited.
 */
without_touch: number, 
/**
 * Journeys without a conversion whose last touch is younger than the window: they may still convert.
 */
open: number, 
/**
 * Net amount of the credited orders; `null` of events.
 */
value: number | null, 
/**
 * Codes of the models, in the order of the credits: `first`, `last`, `linear`, `time_decay`, `position`, `markov`, `shapley`.
 */
models: ("first" | "last" | "linear" | "time_decay" | "position" | "markov" | "shapley")[], 
/**
 * The channels, the most frequent first; the last, without a label, is all that are not listed.
 */
channels: Array<AttributionChannel>, 
/**
 * Channels in all.
 */
distinct: number, 
/**
 * The Markov chain.
 */
markov: AttributionMarkov | null, 
/**
 * Journeys by their touches.
 */
lengths: Array<AttributionLength>, 
/**
 * Conversions by whole days from the first touch.
 */
lags: Array<Bin>, 
/**
 * The most frequent ways to a conversion.
 */
paths: Array<AttributionPath>, 
/**
 * Other ways to a conversion, with their conversions.
 */
other_paths: number, };

/**
 * A kind of calendar period.
 */
export type Period = "month" | "quarter" | "week" | "day";

/**
 * Counts of values between round edges: bin `i` holds `edges[i] ≤ v < edges[i + 1]`, the last one its upper edge too.
 */
export type Histogram = { 
/**
 * Edges, ascending, one more than bins.
 */
edges: Array<number>, 
/**
 * Values in each bin.
 */
counts: number[], 
/**
 * Values below the first edge: of a long tail only what lies between the quantiles at 1 % and 99 % is divided.
 */
below: number, 
/**
 * Values above the last edge.
 */
above: number, };

/**
 * Which days of two periods are compared.
 */
export type DescribeCompare = "same_days" | "whole";

/**
 * Settings as a user gives them.
 */
export type DescribeParams = { 
/**
 * What the board is divided by.
 */
period: Period, 
/**
 * Which days are compared.
 */
compare: DescribeCompare, 
/**
 * How many labels of each kind are listed, 1 to 50; the rest is one row.
 */
top: number, 
/**
 * Columns of numbers to describe, by header. None named: all of them where there are no purchases, else none.
 */
columns: Array<string>, 
/**
 * Bins of histograms, 2 to 60; as the spread of the values advises if absent.
 */
bins: number | null, 
/**
 * Whether columns get their autocorrelation at lag 1, the only figure that depends on the order of rows.
 */
autocorrelation: boolean, };

/**
 * Figures of some days.
 */
export type DescribeFigures = { 
/**
 * Net sales: purchases less refunds.
 */
net: number, 
/**
 * Gross sales: lines that are no refunds.
 */
gross: number, 
/**
 * Refunded amount, not negative.
 */
refunds: number, 
/**
 * Lines, refunds included.
 */
lines: number, 
/**
 * Lines that are refunds.
 */
refund_lines: number, 
/**
 * Distinct orders with a line that is no refund.
 */
orders: number, 
/**
 * Distinct orders with a refund; a return with a number of its own is one.
 */
returned_orders: number, 
/**
 * Customers with an order.
 */
customers: number, 
/**
 * Of these, those whose first order of the file it was.
 */
new_customers: number, 
/**
 * Of these, those who had ordered before these days.
 */
returning_customers: number, 
/**
 * Pieces sold less pieces returned; `null` without a column of quantities.
 */
units: number | null, 
/**
 * Net sales per order (客单价), rounded to a ten-thousandth; `null` without an order.
 */
average_order_value: number | null, 
/**
 * Net sales per customer (人均消费), rounded to a ten-thousandth; `null` without one.
 */
revenue_per_customer: number | null, 
/**
 * Customers with two or more orders in these days, of the customers with an order (复购率).
 */
repeat_rate: Ratio | null, 
/**
 * Returned orders per order (退货率).
 */
return_rate: Ratio | null, 
/**
 * Refunded amount of gross sales.
 */
return_rate_by_amount: MoneyRatio | null, };

/**
 * Change of an amount or a count.
 */
export type DescribeChange = { 
/**
 * Name of the figure, as in [`Figures`].
 */
name: string, 
/**
 * In the compared days of this period; `null` where it is not defined.
 */
now: number | null, 
/**
 * In those of the other.
 */
before: number | null, 
/**
 * (now − before) / before; `null` unless `before` is above 0.
 */
relative: MoneyRatio | null, };

/**
 * Change of a rate.
 */
export type DescribeRateChange = { 
/**
 * Name of the figure, as in [`Figures`].
 */
name: string, 
/**
 * In the compared days of this period; `null` where it is not defined.
 */
now: MoneyRatio | null, 
/**
 * In those of the other.
 */
before: MoneyRatio | null, 
/**
 * now − before in percentage points.
 */
points: number | null, };

/**
 * Two periods by the same days of both.
 */
export type DescribeComparison = { 
/**
 * Name of the other period.
 */
with: string, 
/**
 * Days of this period that are compared, ISO 8601, both included.
 */
days: [string, string], 
/**
 * Days of the other one.
 */
with_days: [string, string], 
/**
 * Whether these are all days of both periods.
 */
whole: boolean, 
/**
 * Customers with a line on the days of each period that are not compared, of this one and of the other; told of the current period alone.
 */
left_out?: number[], 
/**
 * Whether two customers hold so much of the net amount of the days that are compared, or of those left out, that the second comes by it within a tenth of the first: it does not leave.
 */
dominated?: boolean, 
/**
 * Amounts and counts.
 */
amounts: Array<DescribeChange>, 
/**
 * Rates.
 */
rates: Array<DescribeRateChange>, };

/**
 * Figures of one period.
 */
export type DescribePeriod = { 
/**
 * `2024-05`, `2024-Q2`, `2024-W07` or `2024-05-01`.
 */
name: string, 
/**
 * First day that the file covers, ISO 8601.
 */
from: string, 
/**
 * Last day that it covers.
 */
to: string, 
/**
 * Days that it covers.
 */
days: number, 
/**
 * Days of the period.
 */
of_days: number, 
/**
 * Whether the file covers all of them.
 */
complete: boolean, 
/**
 * Whether two customers hold so much of its net amount that the second comes by it within a tenth of the first: it does not leave.
 */
dominated?: boolean, 
/**
 * Figures of the days that it covers.
 */
figures: DescribeFigures, 
/**
 * With the period before (环比).
 */
previous: DescribeComparison | null, 
/**
 * With the same period of the year before (同比).
 */
year_before: DescribeComparison | null, };

/**
 * Net sales of one label, or of several.
 */
export type DescribeShareRow = { 
/**
 * The label; empty for the other ones and for none.
 */
label: string, 
/**
 * Lines, refunds included.
 */
lines: number, 
/**
 * Customers with such a line.
 */
customers: number, 
/**
 * Net sales.
 */
revenue: number, 
/**
 * Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
 */
dominated?: boolean, 
/**
 * Of all net sales; `null` unless these are above 0.
 */
share: MoneyRatio | null, };

/**
 * How net sales divide by labels of lines.
 */
export type DescribeShare = { 
/**
 * `category`, `channel`, `region` (province) or `payment_method`.
 */
field: "category" | "channel" | "region" | "payment_method", 
/**
 * Different labels.
 */
labels: number, 
/**
 * Labels with most net sales, descending; of equal ones the first in bytewise order.
 */
rows: Array<DescribeShareRow>, 
/**
 * All other labels together; `null` without any.
 */
other: DescribeShareRow | null, 
/**
 * Lines without a label; `null` without any.
 */
unlabelled: DescribeShareRow | null, };

/**
 * What was sold to whom, and when.
 */
export type DescribeBoard = { 
/**
 * First day with a line, ISO 8601.
 */
from: string, 
/**
 * Last day that counts: the one before the reference date.
 */
to: string, 
/**
 * Customers of the file, those without a purchase included.
 */
customers: number, 
/**
 * Figures of all lines.
 */
totals: DescribeFigures, 
/**
 * Kind of the periods.
 */
period: Period, 
/**
 * The last periods, at most 120, ascending. An order is in the period of its first purchase line, each line's amount in that of its own day.
 */
periods: Array<DescribePeriod>, 
/**
 * Periods before the listed ones, together; `null` without any.
 */
earlier: DescribeFigures | null, 
/**
 * Place in `periods` of the one that is spoken of: the last complete one, or the last.
 */
current: number, 
/**
 * Shares of net sales by category, channel, region, payment method, as far as the file has them.
 */
shares: Array<DescribeShare>, };

/**
 * A column of numbers that can be described.
 */
export type DescribeColumn = { 
/**
 * Header.
 */
name: string, 
/**
 * Number of its table, in the order of opening.
 */
table: number, 
/**
 * The canonical field.
 */
field: string | null, };

/**
 * A quantile.
 */
export type DescribeQuantile = { 
/**
 * Percent of the numbers below it.
 */
percent: number, 
/**
 * The value.
 */
value: number, };

/**
 * How numbers are distributed.
 */
export type DescribeDistribution = { 
/**
 * `order_value`: purchase lines of each order; `customer_spend`: net amount of each customer with a purchase; `column`.
 */
of: "order_value" | "customer_spend" | "column", 
/**
 * The column; `null` for orders and customers.
 */
column: DescribeColumn | null, 
/**
 * `currency` or `number`.
 */
unit: "currency" | "number", 
/**
 * Numbers.
 */
n: number, 
/**
 * Cells without one.
 */
missing: number, 
/**
 * Arithmetic mean.
 */
mean: number, 
/**
 * Standard deviation over n − 1; `null` of one number.
 */
sd: number | null, 
/**
 * Smallest number.
 */
min: number, 
/**
 * Largest number.
 */
max: number, 
/**
 * Quantiles of type 7 at the shares of [`QUANTILES`].
 */
quantiles: Array<DescribeQuantile>, 
/**
 * Counts between round edges; `null` where doubles cannot tell edges apart.
 */
histogram: Histogram | null, 
/**
 * Autocorrelation at lag 1 in the order of rows; `null` unless it is asked for and defined.
 */
autocorrelation: number | null, };

/**
 * The description of a file.
 */
export type DescribeOutcome = { 
/**
 * Reference date, ISO 8601: the day after the last one that counts; `null` where there are no lines.
 */
as_of: string | null, 
/**
 * Figures of the lines; `null` where there are none.
 */
board: DescribeBoard | null, 
/**
 * Distributions of numbers.
 */
distributions: Array<DescribeDistribution>, 
/**
 * Columns that can be described.
 */
columns: Array<DescribeColumn>, 
/**
 * Columns that the settings name and no table has.
 */
columns_missing: Array<string>, };

/**
 * Settings as a user gives them.
 */
export type AbcParams = { 
/**
 * Percent of the amount at which A ends, 1 to 98.
 */
a: number, 
/**
 * Percent at which B ends, above `a` and below 100.
 */
b: number, 
/**
 * How many products and categories are listed, 1 to 50.
 */
top: number, };

/**
 * One class.
 */
export type AbcClass = { 
/**
 * `A`, `B`, `C`.
 */
class: "A" | "B" | "C", 
/**
 * Things in it.
 */
count: number, 
/**
 * Of all things with an amount above 0; `null` where there are none.
 */
share: Ratio | null, 
/**
 * Their amounts together.
 */
revenue: number, 
/**
 * Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
 */
dominated?: boolean, 
/**
 * Of all amounts above 0.
 */
revenue_share: MoneyRatio | null, 
/**
 * Smallest amount in the class; `null` in an empty one.
 */
from: number | null, 
/**
 * Largest amount in the class.
 */
to: number | null, };

/**
 * Things with an amount of 0 or below.
 */
export type AbcApart = { 
/**
 * With an amount of 0.
 */
zero: number, 
/**
 * With an amount below 0.
 */
negative: number, 
/**
 * Amounts below 0 together.
 */
revenue: number, };

/**
 * Things by amount, divided into three classes.
 */
export type AbcRanking = { 
/**
 * Things with an amount above 0.
 */
count: number, 
/**
 * Their amounts together.
 */
revenue: number, 
/**
 * A, B, C.
 */
classes: Array<AbcClass>, 
/**
 * Things with an amount of 0 or below: in no class and not on the curve.
 */
apart: AbcApart, 
/**
 * The Lorenz curve: of the things with the smallest amounts so many …
 */
lorenz_count: number[], 
/**
 * … have so much together. At most 101 points from 0 to all.
 */
lorenz_revenue: number[], 
/**
 * Gini coefficient, Σ(2i − n − 1)·x / (n·Σx) over ascending amounts: 0 for equal amounts, near 1 when one has all; `null` of nothing.
 */
gini: number | null, };

/**
 * One of the largest.
 */
export type AbcTop = { 
/**
 * Its name in the data.
 */
label: string, 
/**
 * Its lines, refunds included.
 */
lines: number, 
/**
 * Customers with such a line.
 */
customers: number, 
/**
 * Its net amount.
 */
revenue: number, 
/**
 * Whether two customers hold so much of the amount that the second comes by it within a tenth of the first: it does not leave.
 */
dominated?: boolean, 
/**
 * Of all amounts above 0.
 */
share: MoneyRatio | null, 
/**
 * With all rows above it, of all amounts above 0.
 */
cumulative: MoneyRatio | null, 
/**
 * Its class; `null` for an amount of 0 or below.
 */
class: "A" | "B" | "C" | null, };

/**
 * Things that the data name.
 */
export type AbcLabelled = { 
/**
 * Their classes.
 */
ranking: AbcRanking, 
/**
 * Those with the largest amounts, descending; of equal ones the first in bytewise order.
 */
top: Array<AbcTop>, 
/**
 * Lines without a name.
 */
unlabelled_lines: number, 
/**
 * Their net amount.
 */
unlabelled_revenue: number, };

/**
 * Customers of one class of ABC.
 */
export type AbcCrossRow = { 
/**
 * `A`, `B`, `C`; `null` for those apart.
 */
class: "A" | "B" | "C" | null, 
/**
 * Customers by class of RFM.
 */
customers: number[], 
/**
 * Their net amounts.
 */
revenue: number[], };

/**
 * Customers by class of ABC and class of RFM.
 */
export type AbcCross = { 
/**
 * Codes of the eight classes of RFM.
 */
codes: Array<string>, 
/**
 * A, B, C, and last the customers with an amount of 0 or below.
 */
rows: Array<AbcCrossRow>, };

/**
 * Who and what brings the money.
 */
export type AbcOutcome = { 
/**
 * Reference date, ISO 8601: the day after the last one that counts.
 */
as_of: string, 
/**
 * Customers with a line, by net amount.
 */
customers: AbcRanking, 
/**
 * Customers without any line; they are in no class.
 */
without_lines: number, 
/**
 * Products by net amount; `null` without a column of products.
 */
products: AbcLabelled | null, 
/**
 * Categories by net amount; `null` without a column of categories.
 */
categories: AbcLabelled | null, 
/**
 * The classes of ABC against those of RFM; `null` where RFM has too few customers.
 */
rfm: AbcCross | null, };

/**
 * The plan of a table and what it does.
 */
export type Cleaning = { 
/**
 * The rules, in the order in which they apply.
 */
plan: CleaningPlan, 
/**
 * What each of them did, in their order.
 */
effects: Array<CleaningEffect>, 
/**
 * Headline numbers without the plan, without its fillings, and with it.
 */
headlines: Headlines, 
/**
 * Rows that cannot be counted, by reason.
 */
set_aside: Array<SetAside>, 
/**
 * Rows that rules took away, by rule.
 */
cleaned: Array<Cleaned>, 
/**
 * Cells and rows decided one by one.
 */
decided: number, };

/**
 * Which rows of a table are wanted.
 */
export type TableRows = { 
/**
 * The table, in the order of opening, from 0.
 */
table: number, 
/**
 * Only the rows that this entry of its plan found, from 0; all rows where none is named.
 */
entry: number | null, 
/**
 * First row, counted from 0.
 */
from: number, 
/**
 * Rows wanted, 1,000 at the most.
 */
count: number, };

/**
 * One row, masked.
 */
export type TableRow = { 
/**
 * Its place among the accepted rows, from 0: what decisions name.
 */
index: number, 
/**
 * Name of its file.
 */
file: string, 
/**
 * Its number in the file (the header is row 1).
 */
row: number, 
/**
 * Whether it counts.
 */
kept: boolean, 
/**
 * Its cells; `None` where a cell is empty.
 */
cells: Array<string | null>, };

/**
 * Rows of a table, masked.
 */
export type TablePage = { 
/**
 * Headers, as they may be shown.
 */
columns: Array<string>, 
/**
 * Rows that there are.
 */
total: number, 
/**
 * First row of the page.
 */
from: number, 
/**
 * The page.
 */
rows: Array<TableRow>, };

/**
 * What is decided of single rows and cells of a table; each list is added to what was decided before.
 */
export type Decision = { 
/**
 * Rows that stay although a rule takes them away.
 */
keep: number[], 
/**
 * Rows that go.
 */
drop: number[], 
/**
 * Rows about which nothing is decided any more.
 */
forget: number[], 
/**
 * A cell that holds something else: row, column from 0, and the value as it would stand in the file.
 */
correct: [number, number, string | null][], };

/**
 * An operator that fits a column.
 */
export type OfferedOperator = { 
/**
 * It, with usual settings.
 */
operator: Operator, 
/**
 * Its code.
 */
code: string, 
/**
 * What it does to results that use the column.
 */
effect: OperatorEffect, 
/**
 * Whether it must be confirmed.
 */
needs_confirmation: boolean, };

/**
 * One column.
 */
export type ColumnMasking = { 
/**
 * Column from 0.
 */
column: number, 
/**
 * Header, as it may be shown.
 */
name: string, 
/**
 * What its cells are.
 */
type: Kind, 
/**
 * Field it is mapped to.
 */
field: string | null, 
/**
 * What detection found, and why.
 */
verdict: Verdict, 
/**
 * The operator that was chosen; `None` for the default: the mask of personal data, keyed names of customers and visits, text swept cell
 * by cell, everything else as it is.
 */
operator: Operator | null, 
/**
 * What the operator does to results that use the column.
 */
effect: OperatorEffect, 
/**
 * Operators that fit, with usual settings.
 */
operators: Array<OfferedOperator>, 
/**
 * Samples as they are shown: of the first rows that hold something.
 */
before: Array<string>, 
/**
 * What leaves of the same cells; `None` for nothing.
 */
after: Array<string | null>, };

/**
 * What happens to the columns of a table before they leave.
 */
export type Masking = { 
/**
 * Each column.
 */
columns: Array<ColumnMasking>, };

/**
 * What is to be judged.
 */
export type RiskQuery = { 
/**
 * The table, in the order of opening, from 0.
 */
table: number, 
/**
 * Quasi-identifiers, columns from 0; those that are proposed where none are named.
 */
columns?: number[] | null, 
/**
 * Columns whose value nobody should learn.
 */
sensitive?: Array<number>, 
/**
 * Size from which a group is safe, 3 at the least; that of the recipe where nothing is said.
 */
k?: number | null, };

/**
 * A column that may be chosen as a quasi-identifier.
 */
export type RiskColumn = { 
/**
 * Column from 0.
 */
column: number, 
/**
 * Header, as it may be shown.
 */
name: string, 
/**
 * Why it is proposed: `field`, `date`, `rare_category`; `None` where it is not.
 */
why: string | null, 
/**
 * Whether it was chosen.
 */
chosen: boolean, };

/**
 * How well groups hide a sensitive value.
 */
export type SensitiveFigures = { 
/**
 * Column from 0.
 */
column: number, 
/**
 * Distinct ℓ-diversity.
 */
distinct: number | null, 
/**
 * Entropy ℓ-diversity.
 */
entropy: number | null, 
/**
 * t-closeness, equal distances.
 */
t: number | null, };

/**
 * Figures of one form of a table.
 */
export type RiskFigures = { 
/**
 * Groups of rows that the quasi-identifiers do not tell apart.
 */
classes: number, 
/**
 * Rows of the smallest group.
 */
k_min: number | null, 
/**
 * Rows in groups of fewer than k.
 */
below: Ratio, 
/**
 * Rows that are alone in their group.
 */
uniques: Ratio, 
/**
 * Highest risk of a row.
 */
prosecutor_max: Ratio | null, 
/**
 * Mean risk of the rows.
 */
prosecutor_mean: Ratio | null, 
/**
 * Sizes of groups and how many groups have each.
 */
histogram: [number, number][], 
/**
 * Level of GB/T 42460-2023, 1 to 4.
 */
level: number, 
/**
 * Each sensitive column.
 */
sensitive: Array<SensitiveFigures>, 
/**
 * The three tests of WP216: the share or chance that each measures, and whether the risk remains.
 */
singling_out: [number, boolean], 
/**
 * See [`RiskFigures::singling_out`].
 */
linkability: [number, boolean], 
/**
 * See [`RiskFigures::singling_out`]; `None` without a sensitive column.
 */
inference: [number, boolean] | null, };

/**
 * The risk of a table.
 */
export type RiskReport = { 
/**
 * Rows that were judged.
 */
rows: number, 
/**
 * Size from which a group is safe.
 */
k: number, 
/**
 * Columns that may be chosen.
 */
columns: Array<RiskColumn>, 
/**
 * Of the columns as they are.
 */
before: RiskFigures, 
/**
 * Of the columns as they would leave.
 */
after: RiskFigures, };

/**
 * One of them.
 */
export type DuplicateCustomer = { 
/**
 * Keyed name.
 */
customer: string, 
/**
 * Key of the file, masked.
 */
masked_id: string, };

/**
 * Customers who may be one person.
 */
export type DuplicateGroup = { 
/**
 * What they have in common.
 */
reasons: Array<InCommon>, 
/**
 * Whether so many have it in common that it says little.
 */
shared: boolean, 
/**
 * The customers.
 */
customers: Array<DuplicateCustomer>, };

/**
 * A page of groups of customers who may be one person.
 */
export type DuplicatePage = { 
/**
 * Groups that there are.
 */
total: number, 
/**
 * The page.
 */
groups: Array<DuplicateGroup>, 
/**
 * Customers who were taken for one person, group by group.
 */
merged: Array<Array<DuplicateCustomer>>, };

/**
 * One value of a customer.
 */
export type Fact = { 
/**
 * The table, from 0.
 */
table: number, 
/**
 * Its row in the file.
 */
row: number, 
/**
 * Header.
 */
column: string, 
/**
 * Field.
 */
field: string | null, 
/**
 * Value, masked.
 */
value: string, };

/**
 * One row of a customer.
 */
export type CardRow = { 
/**
 * The table, from 0.
 */
table: number, 
/**
 * What kind of table it is.
 */
kind: TableKind, 
/**
 * Its row in the file.
 */
row: number, 
/**
 * When, ISO 8601.
 */
time: string | null, 
/**
 * Headers and values, masked.
 */
cells: Array<[string, string]>, };

/**
 * What is known of one customer, masked.
 */
export type Card = { 
/**
 * Keyed name.
 */
customer: string, 
/**
 * Key of the file, masked.
 */
masked_id: string, 
/**
 * Rows in each table, in the order of opening.
 */
rows: number[], 
/**
 * What the table of customers says: of several rows the last one that says something.
 */
facts: Array<Fact>, 
/**
 * Rows of the other tables, the latest first; those without a time at the end.
 */
timeline: Array<CardRow>, 
/**
 * Whether there are more rows than these.
 */
truncated: boolean, };

/**
 * One value.
 */
export type DomainCount = { 
/**
 * Stable code.
 */
code: string, 
/**
 * Chinese label.
 */
zh: string, 
/**
 * English label.
 */
en: string, 
/**
 * Rows.
 */
rows: number, };

/**
 * The values of a field whose values are a short list.
 */
export type DomainCounts = { 
/**
 * Column from 0.
 */
column: number, 
/**
 * The field.
 */
field: Field, 
/**
 * Rows of each value that is there, in the order of the list.
 */
counts: Array<DomainCount>, 
/**
 * Filled cells whose value is not in the list.
 */
unknown: number, };

/**
 * What is wrong with a column of a filled template.
 */
export type ProblemCode = "missing_column" | "wrong_type" | "outside_domain" | "derived_differs";

/**
 * One thing that is wrong in a filled template.
 */
export type TemplateProblem = { 
/**
 * What is wrong.
 */
code: ProblemCode, 
/**
 * Whether nothing can be counted without the column.
 */
required: boolean, 
/**
 * English header of the template's column.
 */
name: string, 
/**
 * The table's column, from 0, where there is one.
 */
column: number | null, 
/**
 * How many cells.
 */
count: number, 
/**
 * The first of their rows in the file (the header is row 1).
 */
rows: number[], 
/**
 * The same in words.
 */
texts: Texts, };

/**
 * A table that was filled from a template.
 */
export type FilledTemplate = { 
/**
 * The template.
 */
template: Template, 
/**
 * What is wrong, in the order of its columns.
 */
problems: Array<TemplateProblem>, };

/**
 * Checks of a table.
 */
export type TableChecks = { 
/**
 * Supplied fields against their formulas.
 */
derived: Array<DerivedCheck>, 
/**
 * Fields whose values are a short list.
 */
domains: Array<DomainCounts>, 
/**
 * What is wrong in it, where it was filled from a template.
 */
template: FilledTemplate | null, };

/**
 * A group of an analysis that everything else is to be seen of.
 */
export type Selection = { 
/**
 * Name of the analysis.
 */
analysis: string, 
/**
 * Name of its grouping, as `class`.
 */
grouping: string, 
/**
 * Code of the group.
 */
group: string, 
/**
 * Whether it is a group of those who were chosen before it, and not of those whom the selection before it is a group of.
 */
within?: boolean, };

/**
 * What a step changed.
 */
export type Change = "fields" | "kind" | "cleaning" | "rows" | "masking" | "merge" | "as_of" | "filter" | { "analysis": string } | "report" | "smallest_group" | "recipe";

/**
 * What can be taken back, and what made again.
 */
export type Steps = { 
/**
 * The last change.
 */
undo: Change | null, 
/**
 * The change that was taken back last.
 */
redo: Change | null, };

/**
 * Settings that hold for all tables together.
 */
export type Settings = { 
/**
 * Reference date (ISO 8601).
 */
as_of: string | null, 
/**
 * The groups that everything is seen of.
 */
filter: Array<Selection>, 
/**
 * All settings of each analysis.
 */
analyses: Record<string, object>, 
/**
 * What reports take for true of campaigns.
 */
report: Assumptions, 
/**
 * The smallest group that may be told of.
 */
smallest_group: number, 
/**
 * Decisions about single rows, cells and customers, which hold for the open files alone.
 */
decisions: number, };

/**
 * What of a recipe did not fit.
 */
export type Applied = { 
/**
 * Open tables, by number, of which a recipe that speaks of tables says nothing.
 */
untold: Array<number>, 
/**
 * Kinds of its tables that no open table is.
 */
unused: Array<TableKind>, 
/**
 * Headers that its rules and operators name and that the open tables do not have.
 */
columns: Array<string>, 
/**
 * Columns that it keeps as they are by a word that was given elsewhere: they are masked until the user gives it here.
 */
unconfirmed: Array<string>, 
/**
 * The smallest group that may be told of from now on, where that is smaller than the one before or the usual one.
 */
smallest_group: number | null, 
/**
 * Whether the groups of its filter are there.
 */
filter: boolean, 
/**
 * Whether the files are those that a project was saved with; `None` for a recipe.
 */
same: boolean | null, 
/**
 * Decisions about rows, cells and customers that were left out, because they are about other files.
 */
decisions: number, };

/**
 * A file that a project was saved with.
 */
export type ProjectFile = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its size.
 */
bytes: number, };

/**
 * What may be known of a project before its files are open.
 */
export type ProjectInfo = { 
/**
 * The files, in their order.
 */
files: Array<ProjectFile>, 
/**
 * How they were read.
 */
reading: Overrides, 
/**
 * Bytes before those of the first file, where these are in it.
 */
start: number, 
/**
 * What was found, by analysis: sums and no customers.
 */
results: Record<string, object>, };

/**
 * A group of an analysis.
 */
export type InGroup = { 
/**
 * Name of the grouping, as `class`.
 */
grouping: string, 
/**
 * Code of the group.
 */
group: string, };

/**
 * Which customers to show.
 */
export type RowsQuery = { 
/**
 * Analysis whose customers are wanted.
 */
analysis: string, 
/**
 * Groups that they are in: of several of one grouping in any, of several groupings in all.
 */
filter?: Array<InGroup>, 
/**
 * First row, counted from 0.
 */
from: number, 
/**
 * Rows wanted, 1,000 at the most.
 */
count: number, };

/**
 * What a number of each customer is.
 */
export type RowsColumn = { 
/**
 * Name.
 */
code: string, 
/**
 * Unit.
 */
unit: string, };

/**
 * One customer.
 */
export type CustomerRow = { 
/**
 * Keyed name.
 */
customer: string, 
/**
 * Key of the file, masked.
 */
masked_id: string, 
/**
 * A number for each column; none where the customer has none.
 */
values: Array<number | null>, 
/**
 * The code of the group in each grouping.
 */
groups: Array<string | null>, };

/**
 * One page of customers.
 */
export type RowsPage = { 
/**
 * Customers that pass the filter.
 */
total: number, 
/**
 * First row of the page.
 */
from: number, 
/**
 * What the numbers of a customer are.
 */
columns: Array<RowsColumn>, 
/**
 * Names of the groupings.
 */
groupings: Array<string>, 
/**
 * The page.
 */
rows: Array<CustomerRow>, };

/**
 * What to export.
 */
export type What = "classes" | "segments" | "customers" | "results" | "rejects" | "report" | "workbook" | "summary";

/**
 * Form of the list of customers.
 */
export type Form = "shareable" | "crm";

/**
 * What a table leaves as.
 */
export type FileForm = "csv" | "xlsx";

/**
 * An order for an export.
 */
export type Export = { 
/**
 * What.
 */
what: What, 
/**
 * The analysis whose customers are listed.
 */
analysis?: string, 
/**
 * Groups that the listed customers are in: of several of one grouping in any, of several groupings in all.
 */
filter?: Array<InGroup>, 
/**
 * In which form, for the list of customers.
 */
form?: Form, 
/**
 * The user's word: that original ids may leave; of anything else, that it may leave although earlier exports are told apart from
 * it by few customers.
 */
confirmed?: boolean, 
/**
 * Language of headers and names.
 */
lang: Lang, 
/**
 * Who a report is for, when it is made, and what the user wrote into its summary.
 */
report?: ReportOrder, };

/**
 * What the user takes for true of a campaign. None of it is in the data.
 */
export type Assumptions = { 
/**
 * The least share of those addressed who buy once because of it, from 0 to 1.
 */
response_low: number, 
/**
 * The greatest, from 0 to 1.
 */
response_high: number, 
/**
 * The part of the revenue that is left after the cost of the goods, from 0 to 1.
 */
margin: number, 
/**
 * What it costs to address one customer, in money of the data.
 */
contact_cost: number, };

/**
 * Who a report is for. A report for one holds only what that one may see.
 */
export type Role = "all" | "management" | "marketing" | "operations" | "service";

/**
 * How much a finding asks for attention.
 */
export type FindingSeverity = "bad" | "watch" | "good" | "info";

/**
 * A number that a finding rests on.
 */
export type Evidence = { 
/**
 * What it is.
 */
name: string, 
/**
 * The number as it is printed.
 */
value: string, 
/**
 * Where it stands in the results of its analysis: names and numbers of items, divided by points.
 */
path: string, };

/**
 * What to do: who does what to whom until when, and what it is good for.
 */
export type Advice = { 
/**
 * The whole as a sentence.
 */
text: string, 
/**
 * To whom.
 */
target: string, 
/**
 * What.
 */
action: string, 
/**
 * How much, in numbers.
 */
amount: string, 
/**
 * The department that does it.
 */
owner: string, 
/**
 * Until when (ISO 8601).
 */
until: string, };

/**
 * What was found: 是什么, 为什么, 怎么办.
 */
export type ReportFinding = { 
/**
 * Stable code, unique within its analysis.
 */
code: string, 
/**
 * Name of the analysis.
 */
analysis: string, 
/**
 * How much it asks for attention.
 */
severity: FindingSeverity, 
/**
 * 是什么: the fact, with its number.
 */
what: string, 
/**
 * 为什么: what the data say about where it comes from; not a cause unless an experiment says so.
 */
why: string, 
/**
 * 怎么办, where something can be done.
 */
how: Advice | null, 
/**
 * The numbers it rests on.
 */
numbers: Array<Evidence>, 
/**
 * The rule by which they are counted.
 */
rule: string, 
/**
 * The groups of customers behind it, for the list behind the number: of one grouping in any, of several groupings in all.
 */
groups: Array<Selection>, };

/**
 * One of the five parts.
 */
export type ReportPart = { 
/**
 * `conclusions`, `metrics`, `dimensions`, `problems`, `actions`.
 */
code: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Places of its findings in the report's list.
 */
findings: Array<number>, 
/**
 * Places of its tables in the report's list.
 */
sheets: Array<number>, };

/**
 * The seven fields of the summary table.
 */
export type ReportSummary = { 
/**
 * 报告日期
 */
report_date: string, 
/**
 * 核心结论
 */
core_conclusion: string, 
/**
 * 关键指标（同比/环比）
 */
key_metric: string, 
/**
 * 问题诊断
 */
problem_diag: string, 
/**
 * 改进建议
 */
suggestion: string, 
/**
 * 负责人
 */
owner: string, 
/**
 * 跟进时间节点
 */
follow_up_date: string, };

/**
 * A file that the report is of.
 */
export type ReportSource = { 
/**
 * Its name.
 */
name: string, 
/**
 * Rows that count: read, and kept by the cleaning; `null` where they are customers, and all customers less these would be few.
 */
rows: number | null, 
/**
 * Its other rows: set aside in reading, without what is needed to count, or cleaned away; `null` with the others.
 */
rejected: number | null, 
/**
 * Hash of its bytes.
 */
fingerprint: string, };

/**
 * What to do with a class of customers.
 */
export type StrategyCard = { 
/**
 * Code of the class.
 */
class: string, 
/**
 * Its name.
 */
name: string, 
/**
 * How many customers it has.
 */
customers: number, 
/**
 * What to do.
 */
action: string, 
/**
 * The department that does it.
 */
owner: string, 
/**
 * What one order of theirs brings on average.
 */
order_value: number, 
/**
 * Customers × response × order value × margin − customers × cost, with the least response.
 */
value_low: number, 
/**
 * The same with the greatest.
 */
value_high: number, 
/**
 * The share of them that must respond for the cost to come back; `None` where an order brings nothing.
 */
break_even: number | null, 
/**
 * The sum in words.
 */
sum: string, 
/**
 * The class as a group, for its list and as a filter.
 */
group: Selection, };

/**
 * An analysis without results.
 */
export type ReportGap = { 
/**
 * Its name.
 */
analysis: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Why it has none.
 */
why: string, };

/**
 * What the cells of a column are.
 */
export type CellKind = "text" | "count" | "people" | "money" | "number" | "figure" | "rate" | "share";

/**
 * A cell.
 */
export type Cell = string | number | null;

/**
 * A column of a table.
 */
export type SheetColumn = { 
/**
 * Header.
 */
title: string, 
/**
 * What its cells are.
 */
kind: CellKind, };

/**
 * How a table is drawn. There is no third dimension, and bars begin at nothing.
 */
export type Drawing = { "form": "bars", 
/**
 * Number of the column.
 */
column: number, } | { "form": "line", 
/**
 * Number of the column.
 */
column: number, } | { "form": "heat" } | { "form": "pie", 
/**
 * Number of the column.
 */
column: number, };

/**
 * A table with its chart.
 */
export type Sheet = { 
/**
 * Stable name within its analysis.
 */
code: string, 
/**
 * Name of the analysis.
 */
analysis: string, 
/**
 * What it shows.
 */
title: string, 
/**
 * Unit, period, rule.
 */
note: string, 
/**
 * Its columns.
 */
columns: Array<SheetColumn>, 
/**
 * Its rows.
 */
rows: Array<Array<Cell>>, 
/**
 * How it is drawn, where it is.
 */
chart: Drawing | null, 
/**
 * Rows in which something is hidden.
 */
hidden: number, };

/**
 * The whole.
 */
export type Report = { 
/**
 * Version of this layout.
 */
version: number, 
/**
 * Its language.
 */
lang: Lang, 
/**
 * Who it is for.
 */
role: Role, 
/**
 * Its title.
 */
title: string, 
/**
 * The line that marks every page of it and the view of it.
 */
watermark: string, 
/**
 * The day it is made (ISO 8601); empty where neither the user nor the data tell one.
 */
date: string, 
/**
 * The reference date of the numbers, where they have one.
 */
as_of: string | null, 
/**
 * What it is made of.
 */
files: Array<ReportSource>, 
/**
 * Customers in all.
 */
customers: number, 
/**
 * Groups of fewer people are not told of.
 */
smallest_group: number, 
/**
 * The filter under which all numbers stand, in words; empty without one.
 */
filter: Array<string>, 
/**
 * The seven fields.
 */
summary: ReportSummary, 
/**
 * The five parts.
 */
parts: Array<ReportPart>, 
/**
 * What was found, the weightiest first.
 */
findings: Array<ReportFinding>, 
/**
 * What to do with whom, and what it is worth.
 */
cards: Array<StrategyCard>, 
/**
 * Classes that have no card, since what is assumed would bring too few orders or less than it costs.
 */
small_cards: number, 
/**
 * The tables.
 */
sheets: Array<Sheet>, 
/**
 * Analyses without results.
 */
gaps: Array<ReportGap>, 
/**
 * What a reader must know: what is hidden, what was cleaned, what the numbers are not.
 */
notes: Array<string>, };

/**
 * A fault of a suggestion.
 */
export type SuggestionFault = { 
/**
 * `vague`, `who`, `what`, `when`, `number`, `owner`.
 */
code: string, 
/**
 * The vague words, where it is they.
 */
words: string | null, 
/**
 * The fault in words.
 */
text: string, };

/**
 * An order for a report.
 */
export type ReportOrder = { 
/**
 * Who it is for.
 */
role?: Role, 
/**
 * Its language.
 */
lang?: Lang, 
/**
 * The day it is made (ISO 8601); the reference date where it is not told.
 */
today?: string, 
/**
 * What the user wrote into the fields of the summary; fields left empty are made.
 */
summary?: ReportSummary, 
/**
 * The user's word that a suggestion leaves as it was written; else one with faults is left out, and that of the report stands.
 */
as_written?: boolean, };

