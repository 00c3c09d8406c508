import { init } from "echarts/core";
import type { Option } from "./frame.ts";
import type { Look } from "./look.ts";
import { stampOn } from "./mark.ts";

const RATIO = 2;
const PAD = 20;

export interface Picture {
  option: Option;
  look: Look;
  width: number;
  height: number;
  title: string;
  subtitle: string;
  note: string;
  /** The line that marks it. */
  mark: string;
}

/** Breaks a text into lines of at most `width` pixels, between words or between ideographs. */
function lines(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const out: string[] = [];
  let line = "";
  for (const piece of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/gu) ?? []) {
    if (line && pen.measureText(line + piece).width > width) {
      out.push(line.trimEnd());
      line = piece;
    } else line += piece;
  }
  if (line) out.push(line.trimEnd());
  return out;
}

/** A PNG of a chart on white with title, period and definition, so that it can stand alone. */
export async function picture(p: Picture): Promise<Blob | null> {
  const host = document.createElement("div");
  const chart = init(host, null, { renderer: "canvas", width: p.width, height: p.height, devicePixelRatio: RATIO });
  const sheet = document.createElement("canvas");
  const pen = sheet.getContext("2d");
  if (!pen) return null;
  try {
    chart.setOption({ ...p.option, animation: false });
    const drawn = chart.renderToCanvas({ pixelRatio: RATIO, backgroundColor: p.look.surface });
    const small = `12px ${p.look.font}`;
    pen.font = small;
    const note = lines(pen, p.note, p.width);
    sheet.width = (p.width + 2 * PAD) * RATIO;
    sheet.height = (p.height + 2 * PAD + 56 + 12 + note.length * 18) * RATIO;
    pen.scale(RATIO, RATIO);
    pen.fillStyle = p.look.surface;
    pen.fillRect(0, 0, p.width + 2 * PAD, sheet.height / RATIO);
    pen.textBaseline = "top";
    pen.fillStyle = p.look.text;
    pen.font = `600 16px ${p.look.font}`;
    pen.fillText(p.title, PAD, PAD);
    pen.fillStyle = p.look.text3;
    pen.font = small;
    pen.fillText(p.subtitle, PAD, PAD + 24);
    pen.drawImage(drawn, PAD, PAD + 48, p.width, p.height);
    for (const [index, line] of note.entries()) pen.fillText(line, PAD, PAD + 60 + p.height + index * 18);
    pen.fillStyle = p.look.text;
    stampOn(pen, p.mark, p.width + 2 * PAD, sheet.height / RATIO);
    return await new Promise((resolve) => sheet.toBlob(resolve, "image/png"));
  } finally {
    chart.dispose();
  }
}
