import { css, html, type TemplateResult } from "lit";
import { define, Part } from "../app/element.ts";
import { icon } from "../app/icon.ts";
import { locale, t } from "../i18n/locale.ts";
import { full } from "../i18n/number.ts";

const SHOWN = 6;

/** What was repaired or doubted in all tables or in the one that is looked at, with counts; it stays on the page. */
export class InsituNotices extends Part {
  static override styles = [
    ...Part.styles,
    css`
      li {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 2px 10px;
        align-items: baseline;
        padding: 8px 0;
        border-bottom: 1px solid var(--line);
      }
      li:last-child {
        border: 0;
        padding-bottom: 0;
      }
      h2 {
        margin-bottom: 4px;
      }
      .tag svg {
        width: 12px;
        height: 12px;
      }
      .where {
        grid-column: 2 / -1;
      }
    `,
  ];

  override render(): TemplateResult {
    const own = this.store.table + 1;
    const notices = (this.store.inspect?.notices ?? []).filter(({ table }) => table === undefined || table === own);
    return html`<section class="card" aria-label=${t("notices.title")}>
      <h2>${t("notices.title")}</h2>
      ${
        notices.length === 0
          ? html`<p class="quiet">${t("notices.none")}</p>`
          : html`<ul>${notices.map((n) => {
              const rows = n.rows ?? [];
              const list = rows.slice(0, SHOWN).join(", ");
              const where = [
                n.column === undefined ? null : t("notices.column", { n: n.column }),
                rows.length === 0
                  ? null
                  : (n.rows_in === undefined ? "" : t("notices.file", { n: n.rows_in })) +
                    t(rows.length > SHOWN || n.count > rows.length ? "notices.rows.more" : "notices.rows", {
                      rows: list,
                    }),
              ].filter((part) => part !== null);
              return html`<li>
                <span class="tag ${n.severity === "warning" ? "watch" : ""}">${icon(n.severity === "warning" ? "warn" : "info")}${t(`notices.${n.severity}`)}</span>
                <span>${n.texts[locale.lang]}</span>
                <span class="num">${full(n.count, locale.lang)}</span>
                ${where.length > 0 ? html`<span class="quiet where">${where.join(" · ")}</span>` : ""}
              </li>`;
            })}</ul>`
      }
    </section>`;
  }
}

define("insitu-notices", InsituNotices);
