import { formulaSafe } from "../app/formula.ts";
import type { Encoding, Reject } from "../engine/api.ts";
import { t, word } from "../i18n/locale.ts";

/** Rejects asked of the engine at a time. */
const PAGE = 10_000;
/** Bytes of the file read at a time; rows near each other come together. */
const WINDOW = 1 << 20;
/** Bytes of a row that are written; a cell of a spreadsheet holds no more characters. */
export const ROW_MOST = 32_767;

/** One of the user's own files. */
export interface Origin {
  name: string;
  blob: Blob;
  encoding: Encoding;
  /** The encoding of lines that make no sense in the other. */
  fallback: Encoding | null;
}

/** Text of UTF-32, which browsers do not read. */
function utf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = Array.from({ length: bytes.byteLength >> 2 }, (_, i) => view.getUint32(4 * i, little));
  return units.map((u) => (u > 0x10ffff ? "\ufffd" : String.fromCodePoint(u))).join("");
}

/**
 * Text of a row. Of a file with lines in two encodings the stricter one, UTF-8, is asked first; a row that fits neither is
 * read by the file's own, with marks for what is no text in it.
 */
function decoder(encoding: Encoding, fallback: Encoding | null): (bytes: Uint8Array<ArrayBuffer>) => string {
  if (encoding === "utf-32le" || encoding === "utf-32be") return (bytes) => utf32(bytes, encoding === "utf-32le");
  const both = fallback === "utf-8" ? [fallback, encoding] : [encoding, fallback ?? encoding];
  const strict = both.map((name) => new TextDecoder(name, { fatal: true }));
  const lossy = new TextDecoder(encoding);
  return (bytes) => {
    for (const text of strict) {
      try {
        return text.decode(bytes);
      } catch {}
    }
    return lossy.decode(bytes);
  };
}

/** Neighbours in one file whose bytes are read at once. */
function* windows(rejects: readonly Reject[]): Generator<Reject[]> {
  let batch: Reject[] = [];
  for (const reject of rejects) {
    const [first] = batch;
    const far = first && reject.offset + Math.min(reject.length, ROW_MOST) > first.offset + WINDOW;
    if (first && (far || reject.file !== first.file)) {
      yield batch;
      batch = [];
    }
    batch.push(reject);
  }
  if (batch.length > 0) yield batch;
}

function line(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\r\n`;
}

/**
 * All rows set aside as CSV with what stands in them, read again from their files by their places; of several files each
 * row says in which it stands. Bytes that are no text in the file's encoding become U+FFFD, NUL its picture. What is read
 * goes into the saved file and nowhere else.
 */
export async function rejectedCsv(
  origins: readonly Origin[],
  rejects: (from: number, count: number) => Promise<Reject[]>,
): Promise<Uint8Array<ArrayBuffer>> {
  const decoders = origins.map(({ encoding, fallback }) => decoder(encoding, fallback));
  const names = ["row", "offset", "length", "reason", "raw"] as const;
  const several = origins.length > 1;
  const header = [...(several ? [t("rejected.file")] : []), ...names.map((name) => t(`rejected.${name}`))];
  const parts = [`\ufeff${line(header)}`];
  for (let from = 0; ; from += PAGE) {
    const page = await rejects(from, PAGE);
    for (const batch of windows(page)) {
      const file = batch[0]?.file ?? 0;
      const start = batch[0]?.offset ?? 0;
      const end = batch.reduce((most, r) => Math.max(most, r.offset + Math.min(r.length, ROW_MOST)), start);
      const [origin, decode] = [origins[file], decoders[file]];
      if (!origin || !decode) continue;
      const bytes = new Uint8Array(await origin.blob.slice(start, end).arrayBuffer());
      for (const { row, offset, length, code } of batch) {
        const own = bytes.subarray(offset - start, offset - start + Math.min(length, ROW_MOST));
        const raw = decode(own)
          .replace(/[\r\n]+$/, "")
          .replaceAll("\0", "\u2400");
        const numbers = [row, offset, length].map(String);
        const place = several ? [formulaSafe(origin.name), ...numbers] : numbers;
        parts.push(line([...place, word("reject", code), formulaSafe(raw)]));
      }
    }
    if (page.length < PAGE) break;
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
