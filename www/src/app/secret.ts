import { css, html, nothing, type TemplateResult } from "lit";
import { t } from "../i18n/locale.ts";

export const secretField = css`
  input[type="password"] {
    min-height: 36px;
    padding: 4px 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
  }
`;

/** A field for a passphrase, or for the same once more, with a word below it: that the two differ, or a hint. */
export function secret(id: "passphrase" | "again", hint: string | null = null, differ = false): TemplateResult {
  const wrong = id === "again" && differ;
  const words = wrong ? t("key.passphrase.differ") : hint;
  return html`<div class="field"><label for=${id}>${t(id === "again" ? "key.passphrase.again" : "key.passphrase")}</label>
    <input id=${id} type="password" autocomplete="off" aria-invalid=${wrong} aria-describedby=${words ? `${id}-hint` : nothing} />
    ${words ? html`<p class=${wrong ? "bad" : "quiet hint"} role=${wrong ? "alert" : nothing} id=${`${id}-hint`}>${words}</p>` : nothing}</div>`;
}

/** Whether a key pressed in a field for a passphrase sends it: the frame is sealed against forms, which do that elsewhere. */
export function sends(event: KeyboardEvent): boolean {
  const [inner] = event.composedPath();
  return event.key === "Enter" && inner instanceof HTMLInputElement && inner.type === "password";
}
