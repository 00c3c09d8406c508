import { html, nothing, type TemplateResult } from "lit";
import { t } from "../i18n/locale.ts";
import { icon } from "./icon.ts";
import type { Failure, Store } from "./store.ts";

/** The word by which a user saves what was refused because it tells, beside earlier exports, of a few customers. */
export function anyway(store: Store, failure: Failure): TemplateResult | typeof nothing {
  if (failure.code !== "E_DIFFERENCE") return nothing;
  return html`<button type="button" class="anyway" @click=${() => void store.insist?.()}>${icon("save")}${t("export.anyway")}</button>`;
}
