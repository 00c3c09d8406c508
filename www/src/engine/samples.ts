// Made-up files like those of any shop, to run the inner loops on before a file comes.

const encoded = (text: string) => new TextEncoder().encode(text);
const padded = (n: number) => String(n).padStart(2, "0");

/** A text file. */
export function madeUpRows(rows: number): Uint8Array<ArrayBuffer> {
  const lines = ["客户ID,订单号,下单时间,类目,数量,金额"];
  for (let i = 0; i < rows; i++) {
    const day = padded((i % 28) + 1);
    lines.push(
      `U${i % 997},D${100000 + i},2024-01-${day} 10:00:${10 + (i % 50)},类目${i % 9},${1 + (i % 3)},${i % 500}.${10 + (i % 90)}`,
    );
  }
  return encoded(lines.join("\n"));
}

/** The same rows as a workbook, written as spreadsheets do: texts shared, moments as styled numbers, parts deflated. */
export async function madeUpWorkbook(rows: number): Promise<Blob> {
  const texts: string[] = [];
  const shared = (column: string, row: number, text: string) => {
    texts.push(`<si><t>${text}</t></si>`);
    return `<c r="${column}${row}" t="s"><v>${texts.length - 1}</v></c>`;
  };
  const lines = [
    ["客户ID", "订单号", "下单时间", "类目", "数量", "金额"].map((t, i) => shared("ABCDEF".charAt(i), 1, t)),
  ];
  for (let i = 0; i < rows; i++) {
    const row = i + 2;
    lines.push([
      shared("A", row, `U${i % 997}`),
      shared("B", row, `D${100000 + i}`),
      `<c r="C${row}" s="1"><v>${45292 + (i % 28) + (36010 + (i % 50)) / 86400}</v></c>`,
      shared("D", row, `类目${i % 9}`),
      `<c r="E${row}"><v>${1 + (i % 3)}</v></c>`,
      `<c r="F${row}"><v>${i % 500}.${11 + (i % 9)}</v></c>`,
    ]);
  }
  const sheet = lines.map((cells, i) => `<row r="${i + 1}">${cells.join("")}</row>`).join("");
  return archive({
    "xl/workbook.xml": '<workbook><sheets><sheet name="1"/></sheets></workbook>',
    "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>',
    "xl/sharedStrings.xml": `<sst>${texts.join("")}</sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  });
}

/** A number and the bytes that it takes. */
type Field = [value: number, width: 2 | 4];

function fields(...list: Field[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    list.flatMap(([value, width]) => Array.from({ length: width }, (_, i) => (value >>> (8 * i)) & 255)),
  );
}

/** A zip archive of deflated texts. */
async function archive(texts: Record<string, string>): Promise<Blob> {
  const files: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const [path, text] of Object.entries(texts)) {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
    const gzip = new Uint8Array(await new Response(stream).arrayBuffer());
    // gzip is ten bytes, the deflated text, its checksum and its size.
    const packed = gzip.subarray(10, -8);
    const tail = new DataView(gzip.buffer, gzip.length - 8);
    const [crc, size] = [tail.getUint32(0, true), tail.getUint32(4, true)];
    const name = encoded(path);
    const common: Field[] = [
      [20, 2],
      [0, 2],
      [8, 2],
      [0, 4],
      [crc, 4],
      [packed.length, 4],
      [size, 4],
      [name.length, 2],
      [0, 2],
    ];
    const local = fields([0x04034b50, 4], ...common);
    files.push(local, name, packed);
    directory.push(fields([0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name);
    at += local.length + name.length + packed.length;
  }
  const count = Object.keys(texts).length;
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = fields([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [length, 4], [at, 4], [0, 2]);
  return new Blob([...files, ...directory, end]);
}
