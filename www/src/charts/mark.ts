import { html, type TemplateResult } from "lit";

/** First digits of the fingerprint of the first open file; whoever opens files says where they are found. */
export const source = { print: (): string => "" };

/** Degrees and pixels of the repeated line, as in the files of a report. */
const TURN = -24;
const ROW = 150;
const GAP = 60;

/** The line that marks a picture: what it is, the day, and what it is made of, as reports have it. */
export function markOf(title: string, day: string): string {
  return [title, day, source.print()].filter((part) => part !== "").join(" · ");
}

/** Pixels that a line takes at 12 px, about. */
function breadth(text: string): number {
  return [...text].reduce((sum, one) => sum + (one > "\u2e7f" ? 12 : 7), GAP);
}

/** A line over a view, again and again. */
export function stamp(text: string): TemplateResult {
  return html`<svg class="stamp" aria-hidden="true" data-mark=${text}><pattern id="stamp" width=${breadth(text)} height=${ROW} patternUnits="userSpaceOnUse" patternTransform=${`rotate(${TURN})`}><text y="40">${text}</text></pattern><rect width="100%" height="100%" fill="url(#stamp)"></rect></svg>`;
}

/** The same over a picture of so many pixels, in the ink that the pen has. */
export function stampOn(pen: CanvasRenderingContext2D, text: string, width: number, height: number): void {
  const step = pen.measureText(text).width + GAP;
  const reach = Math.hypot(width, height);
  pen.save();
  pen.globalAlpha = 0.06;
  pen.translate(width / 2, height / 2);
  pen.rotate((TURN * Math.PI) / 180);
  for (let y = -reach / 2; y < reach / 2; y += ROW / 2)
    for (let x = -reach / 2; x < reach / 2; x += step) pen.fillText(text, x, y);
  pen.restore();
}
