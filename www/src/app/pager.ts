import { css, html, type nothing, type TemplateResult } from "lit";
import { t } from "../i18n/locale.ts";
import { define, Part } from "./element.ts";

/** Turns the pages of a list that does not fit on one. Emits `turn` with the place of the first entry shown. */
export class InsituPager extends Part {
  static override properties = {
    total: { type: Number },
    size: { type: Number },
    from: { type: Number },
  };
  static override styles = [
    ...Part.styles,
    css`
      footer {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        justify-content: space-between;
        margin-top: 8px;
      }
      .pages {
        display: flex;
        gap: 4px;
      }
      button {
        min-width: 32px;
        padding: 4px 8px;
      }
    `,
  ];
  /** Entries in all. */
  declare total: number;
  /** Entries on a page. */
  declare size: number;
  /** Entries before this page. */
  declare from: number;

  constructor() {
    super();
    this.total = 0;
    this.size = 1;
    this.from = 0;
  }

  override render(): TemplateResult | typeof nothing {
    const { size } = this;
    const pages = Math.max(1, Math.ceil(this.total / size));
    const at = Math.floor(this.from / size) + 1;
    const turn = (from: number) => () => this.dispatchEvent(new CustomEvent("turn", { detail: from }));
    return html`<footer>
      <span class="quiet num">${t("list.page", { page: at, pages })}</span>
      <div class="pages">
        <button type="button" aria-label=${t("list.first")} ?disabled=${at <= 1} @click=${turn(0)}>«</button>
        <button type="button" aria-label=${t("list.prev")} ?disabled=${at <= 1} @click=${turn((at - 2) * size)}>‹</button>
        <button type="button" aria-label=${t("list.next")} ?disabled=${at >= pages} @click=${turn(at * size)}>›</button>
        <button type="button" aria-label=${t("list.last")} ?disabled=${at >= pages} @click=${turn((pages - 1) * size)}>»</button>
      </div>
    </footer>`;
  }
}

define("insitu-pager", InsituPager);
