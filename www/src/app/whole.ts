import { label } from "../charts/label.ts";
import { html, type TemplateResult } from "lit";

/** A text whose dates stay on one line: a browser breaks behind a hyphen. The element has the styles of `base.ts`. */
export function whole(text: string): (string | TemplateResult)[] {
  return label(text, Number.POSITIVE_INFINITY)
    .split(/(\d+(?:-\d+)+)/)
    .map((part, at) => (at % 2 === 1 ? html`<span class="whole">${part}</span>` : part));
}
