import { label } from "../charts/label.ts";
import type { Encoding, InspectFile, Overrides } from "../engine/api.ts";
import { locale, t, word } from "../i18n/locale.ts";
import { full } from "../i18n/number.ts";

/** What was decided about a file, each by its name in the words of the page. */
export type Decision = "encoding" | "delimiter" | "header" | "sheet" | "all";

/** Encodings that may be asked for, the likely ones first. */
export const ENCODINGS = [
  "utf-8",
  "gb18030",
  "big5",
  "utf-16le",
  "utf-16be",
  "shift_jis",
  "euc-jp",
  "iso-2022-jp",
  "euc-kr",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "windows-1253",
  "windows-1254",
  "windows-1255",
  "windows-1256",
  "windows-1257",
  "windows-1258",
  "windows-874",
  "koi8-r",
  "koi8-u",
  "ibm866",
  "macintosh",
  "x-mac-cyrillic",
  "utf-32le",
  "utf-32be",
  "iso-8859-2",
  "iso-8859-3",
  "iso-8859-4",
  "iso-8859-5",
  "iso-8859-6",
  "iso-8859-7",
  "iso-8859-8",
  "iso-8859-10",
  "iso-8859-13",
  "iso-8859-14",
  "iso-8859-15",
  "iso-8859-16",
] as const satisfies Encoding[];

/** Characters of a delimiter. */
export const DELIMITER_MOST = 4;

/** Delimiters that are offered by name, and the one that is only met. */
export const OFFERED = [",", "\t", ";", "|"] as const;
const DELIMITERS = {
  ",": "delimiter.comma",
  "\t": "delimiter.tab",
  ";": "delimiter.semicolon",
  "|": "delimiter.pipe",
  " ": "delimiter.blank",
} as const;

function isNamed(mark: string): mark is keyof typeof DELIMITERS {
  return Object.hasOwn(DELIMITERS, mark);
}

/** A delimiter by its name, or itself. */
export function delimiterName(mark: string): string {
  return isNamed(mark) ? t(DELIMITERS[mark]) : label(mark, 8);
}

/** Formats whose content is delimited text, packed or not; the others have neither encoding nor delimiter to choose. */
export function isText({ format }: Pick<InspectFile, "format">): boolean {
  return format === "csv" || format === "gzip" || format === "zip";
}

/** Whether places in the text are places in the file, so that rows can be found in it again. */
export function isPlain({ parts }: Pick<InspectFile, "parts">): boolean {
  return parts.every(({ format }) => format === "csv");
}

/** Whether a row of the file holds the names of its columns; other formats name them by themselves. */
export function hasHeader(file: Pick<InspectFile, "format">): boolean {
  return isText(file) || file.format === "workbook";
}

/** All that was decided, in one line. */
export function summary(file: InspectFile): string {
  const { header_row } = file.dialect;
  const rows = t("how.rows", { n: full(file.rows.read, locale.lang) });
  const several = file.sheets.length > 1 ? "how.alike" : "how.files";
  if (file.parts.length > 1) return [t(several, { n: file.parts.length }), rows].join(" · ");
  const sheet = file.sheets.length > 1 && file.sheet !== null ? label(file.sheet) : null;
  const parts = [
    file.format === "csv" ? null : word("format", file.format, file.format),
    sheet,
    isText(file) ? file.encoding.toUpperCase() : null,
    isText(file) ? t("how.by", { name: delimiterName(file.dialect.delimiter) }) : null,
    !hasHeader(file) ? null : header_row === null ? t("how.header.none") : t("how.header.at", { n: header_row }),
    rows,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

/** What the user says of a file: a change over what was said before. Another sheet is another table, so it starts anew. */
export function said(before: Overrides, change: Overrides): Overrides {
  if (change.member !== undefined) return { member: change.member };
  // Read in another way the columns have other names, so that a choice among them means nothing.
  const { only_columns: _, ...kept } = before;
  return { ...kept, ...change };
}

/** Said of how much of a file is read, or of which table in it; nobody can detect it. */
const WANTED: readonly string[] = ["member", "first_rows", "only_columns"] satisfies (keyof Overrides)[];

/** As detected: all that was said is dropped but for what is wanted of the file. */
export function detected(overrides: Overrides): Overrides {
  const wanted = Object.fromEntries(Object.entries(overrides).filter(([name]) => WANTED.includes(name)));
  return isChanged(overrides) ? said(wanted, {}) : wanted;
}

/** All of the file, otherwise read as it is. */
export function whole({ first_rows: _, only_columns: __, ...rest }: Overrides): Overrides {
  return rest;
}

/** Whether anything was said that `detected` drops. */
export function isChanged(overrides: Overrides): boolean {
  return Object.keys(overrides).some((name) => !WANTED.includes(name));
}
