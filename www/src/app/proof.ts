import { css, html, nothing, type TemplateResult } from "lit";
import { t, word } from "../i18n/locale.ts";
import { table } from "../styles/table.ts";
import { define, Part } from "./element.ts";
import { icon } from "./icon.ts";

const LIMITS = [
  "proof.limit.extensions",
  "proof.limit.host",
  "proof.limit.user",
  "proof.limit.timing",
  "proof.limit.selftest",
] as const;

/** What was tried before the file control opened, what the program's bytes are, and what none of it covers. */
export class InsituProof extends Part {
  static override styles = [
    ...Part.styles,
    table,
    css`
      h3 {
        margin: 16px 0 8px;
      }
      .scroll {
        max-height: 260px;
        overflow: auto;
      }
      thead th {
        position: sticky;
        top: 0;
      }
      td,
      th {
        white-space: normal;
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 4px 16px;
      }
      dt {
        color: var(--text-2);
      }
      code {
        font: 12px / 1.6 var(--mono);
        overflow-wrap: anywhere;
        user-select: all;
      }
      li {
        padding-left: 16px;
        position: relative;
        color: var(--text-2);
      }
      li::before {
        content: "·";
        position: absolute;
        left: 4px;
      }
      .quiet {
        margin-top: 8px;
      }
      @media (max-width: 520px) {
        dl {
          grid-template-columns: 1fr;
        }
        dd {
          margin-bottom: 6px;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const { seal, embedding } = this.store;
    const tries = seal.report?.tries ?? [];
    const open = tries.filter((one) => !one.closed).length;
    // As text to copy: the page makes no links.
    const address = document.baseURI.startsWith("http") ? new URL("prove.html", document.baseURI).href : null;
    return html`
      <p>${
        seal.report === null
          ? t("proof.lead.wait")
          : open === 0 && seal.report.ok
            ? t("proof.lead.ok", { n: tries.length })
            : t("proof.lead.bad", { n: tries.length, open })
      }</p>
      ${
        tries.length === 0
          ? nothing
          : html`<h3>${t("proof.tries")}</h3>
        <div class="scroll" tabindex="0" role="group" aria-label=${t("proof.tries")}>
          <table>
            <thead><tr><th scope="col">${t("proof.try")}</th><th scope="col">${t("proof.result")}</th><th scope="col">${t("proof.by")}</th></tr></thead>
            <tbody>${tries.map(
              (one) => html`<tr>
                <th scope="row">${word("try", one.name)}</th>
                <td>${
                  one.closed
                    ? html`<span class="tag good">${icon("check")}${t("proof.closed")}</span>`
                    : html`<span class="tag bad">${icon("cross")}${t("proof.open")}</span>`
                }</td>
                <td class="muted">${word("proof.by", one.by)}</td>
              </tr>`,
            )}</tbody>
          </table>
        </div>
        <p class="quiet">${t("proof.console")}</p>`
      }
      ${
        seal.report && seal.report.reduced.length > 0
          ? html`<h3>${t("proof.reduced")}</h3><ul>${seal.report.reduced.map((one) => html`<li>${word("reduced", one)}</li>`)}</ul>`
          : nothing
      }
      ${
        seal.hashes
          ? html`<h3>${t("proof.hashes")}</h3>
        <dl>
          <dt>${t("proof.hash.core")}</dt><dd><code>${seal.hashes.core}</code></dd>
          <dt>${t("proof.hash.reader")}</dt><dd><code>${seal.hashes.reader}</code></dd>
          <dt>${t("proof.hash.formats")}</dt><dd>${
            seal.hashes.formats ? html`<code>${seal.hashes.formats}</code>` : t("proof.hash.none")
          }</dd>
          <dt>${t("proof.hash.worker")}</dt><dd><code>${seal.hashes.worker}</code></dd>
          ${seal.form ? html`<dt>${t("proof.form")}</dt><dd>${t(`proof.form.${seal.form}`)}</dd>` : nothing}
        </dl>
        <p class="quiet">${t("proof.hash.use")}</p>`
          : nothing
      }
      <h3>${t("proof.page")}</h3>
      <p>${t(address === null ? "proof.page.file" : "proof.page.text")}</p>
      ${address === null ? nothing : html`<p><code>${address}</code></p>`}
      <h3>${t("proof.limits")}</h3>
      <ul>${embedding ? html`<li>${t("portal.way", { origin: embedding.origin })}</li>` : nothing}${LIMITS.map((key) => html`<li>${t(key)}</li>`)}</ul>
    `;
  }
}

define("insitu-proof", InsituProof);
