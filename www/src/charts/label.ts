/** Control characters, line separators and bidi overrides: they could hide or reorder what stands beside them. */
const UNSAFE = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Text from a file made safe to show: unsafe characters become a mark, at most `limit` characters remain. */
export function label(text: string, limit = 40): string {
  const marked = Array.from(text.replace(UNSAFE, "\ufffd"));
  return marked.length > limit ? `${marked.slice(0, limit - 1).join("")}…` : marked.join("");
}

/** About how many pixels wide a text is at 12 px. */
export function breadth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > "\u02ff" ? 12 : 7), 0);
}

/** A text in lines of about so many pixels at 12 px, broken at spaces and between ideographs. */
export function broken(text: string, width: number): string {
  const lines = [""];
  for (const piece of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/gu) ?? []) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && breadth((line + piece).trimEnd()) > width) lines.push(piece);
    else lines[lines.length - 1] = line + piece;
  }
  return lines.map((line) => line.trimEnd()).join("\n");
}
