// A small made-up workbook, packed as any other, for the loops to run on before a file comes.

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
const relations = (...all: string[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join("")}</Relationships>`;

/** The parts of a workbook whose sheet has these rows, its texts shared, as spreadsheets write them. */
function parts(rows: readonly (readonly (string | number)[])[]): [name: string, content: string][] {
  const texts = new Map<string, number>();
  const cell = (value: string | number, column: number, row: number) => {
    const place = `${String.fromCharCode(65 + column)}${row + 1}`;
    if (typeof value === "number") return `<c r="${place}"><v>${value}</v></c>`;
    const known = texts.get(value) ?? texts.size;
    texts.set(value, known);
    return `<c r="${place}" t="s"><v>${known}</v></c>`;
  };
  const lines = rows.map((cells, row) => `<row r="${row + 1}">${cells.map((v, c) => cell(v, c, row)).join("")}</row>`);
  const shared = [...texts.keys()].map((text) => `<si><t>${text}</t></si>`).join("");
  return [
    ["_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))],
    [
      "xl/workbook.xml",
      `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      relations(relation("r1", "worksheet", "sheet.xml"), relation("r2", "sharedStrings", "sharedStrings.xml")),
    ],
    ["xl/sharedStrings.xml", `<sst ${MAIN}>${shared}</sst>`],
    ["xl/sheet.xml", `<worksheet ${MAIN}><sheetData>${lines.join("")}</sheetData></worksheet>`],
  ];
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** A workbook of one sheet with these rows. */
export async function workbook(rows: readonly (readonly (string | number)[])[]): Promise<Uint8Array<ArrayBuffer>> {
  const bodies: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let at = 0;
  let listed = 0;
  const encoder = new TextEncoder();
  for (const [path, content] of parts(rows)) {
    const [name, bytes] = [encoder.encode(path), encoder.encode(content)];
    const packed = await deflated(bytes);
    // What a local header and an entry of the directory have in common (APPNOTE.TXT, 4.3.7 and 4.3.12).
    const common = new DataView(new ArrayBuffer(26));
    common.setUint16(0, 20, true);
    common.setUint16(4, 8, true);
    common.setUint32(10, crc32(bytes), true);
    common.setUint32(14, packed.length, true);
    common.setUint32(18, bytes.length, true);
    common.setUint16(22, name.length, true);
    const place = new DataView(new ArrayBuffer(14));
    place.setUint32(10, at, true);
    bodies.push("PK\x03\x04", common, name, packed);
    directory.push("PK\x01\x02", new Uint8Array([20, 0]), common, place, name);
    at += 30 + name.length + packed.length;
    listed += 46 + name.length;
  }
  const end = new DataView(new ArrayBuffer(18));
  end.setUint16(4, bodies.length / 4, true);
  end.setUint16(6, bodies.length / 4, true);
  end.setUint32(8, listed, true);
  end.setUint32(12, at, true);
  return new Uint8Array(await new Blob([...bodies, ...directory, "PK\x05\x06", end]).arrayBuffer());
}
