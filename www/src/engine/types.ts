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
export type BareTime = "nothing" | "serial1900" | "serial1904" | "seconds" | "milliseconds";

/**
 * What is looked for in a text column of long numbers, which spreadsheets damage.
 */
export type LongNumbers = "unwatched" | "phone" | "exponent" | "zeros";

/**
 * Why something was decided of a column.
 */
export type Reason = "user" | "empty" | "other_files" | "header" | "values" | "unreadable" | "currency" | "two_decimals" | "long_digits" | "codes" | "yes_no" | "delimiter" | "grouping" | "other_columns" | "point" | "open";

/**
 * What stays doubtful in a column, or was done to it; each is a notice.
 */
export type Doubt = "date_order" | "decimal_mark" | "percent_header" | "percent_mixed";

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
export type TableKind = "orders" | "unknown";

/**
 * A kind of personal data.
 */
export type PiiType = "id_card" | "uscc" | "phone" | "landline" | "email" | "bank_card" | "device" | "ip" | "mac" | "plate" | "passport" | "document" | "address" | "name" | "birthday" | "social" | "geo" | "hash" | "free_text" | "record_id";

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
required: boolean, };

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
export type RfmMethod = "quantile" | "fixed" | "mean" | "r_rfm";

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
list: number, };

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
 * Lines that are refunds.
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
 * recency k + 1 − class. `null` where no customer reaches the class.
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
 * One named segment; figures as in [`ClassRow`].
 */
export type RfmSegmentRow = { 
/**
 * Stable name.
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
 * The boxes of scores that make it up.
 */
rule: Array<RfmBox>, };

/**
 * The named segments.
 */
export type RfmSegments = { 
/**
 * `grid_125`: by all three scores.
 */
scheme: string, 
/**
 * One row per segment.
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
 * Names of the segments; only with five scores.
 */
segment: Array<string> | null, };

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
 * The named segments; only with five scores.
 */
segments: RfmSegments | null, 
/**
 * The first customers, without identifiers.
 */
customers: RfmCustomers, };

/**
 * Analyses with a list of customers.
 */
export type RowsOf = "rfm";

/**
 * Conditions on a customer; those left out hold for everybody.
 */
export type RowsFilter = { 
/**
 * Code of the class, as `111`.
 */
class?: string, 
/**
 * Name of the segment.
 */
segment?: string, 
/**
 * R score.
 */
r?: number, 
/**
 * F score.
 */
f?: number, };

/**
 * Which customers to show.
 */
export type RowsQuery = { 
/**
 * Analysis whose customers are wanted; RFM alone has a list.
 */
analysis: RowsOf, 
/**
 * Conditions, all of which must hold.
 */
filter?: RowsFilter, 
/**
 * First row, counted from 0.
 */
from: number, 
/**
 * Rows wanted, 1,000 at the most.
 */
count: number, };

/**
 * One scored customer.
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
 * Days since the last purchase.
 */
recency: number, 
/**
 * Purchases.
 */
frequency: number, 
/**
 * Net amount.
 */
monetary: number, 
/**
 * R score.
 */
r: number, 
/**
 * F score.
 */
f: number, 
/**
 * M score.
 */
m: number, 
/**
 * Code of the class.
 */
class: string, 
/**
 * Name of the segment; only with five scores.
 */
segment: string | null, };

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
 * The page.
 */
rows: Array<CustomerRow>, };

/**
 * What to export.
 */
export type What = "classes" | "segments" | "customers" | "results" | "rejects";

/**
 * Form of the list of customers.
 */
export type Form = "shareable" | "crm";

/**
 * An order for an export.
 */
export type Export = { 
/**
 * What.
 */
what: What, 
/**
 * In which form, for the list of customers.
 */
form?: Form, 
/**
 * The user's word that original ids may leave.
 */
confirmed?: boolean, 
/**
 * Language of headers and names.
 */
lang: Lang, };

