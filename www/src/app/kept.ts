import { css, html, nothing, type TemplateResult } from "lit";
import { label } from "../charts/label.ts";
import { locale, t } from "../i18n/locale.ts";
import { bytes } from "../i18n/number.ts";
import { define, Part } from "./element.ts";
import { icon } from "./icon.ts";
import type { Journey } from "./journey.ts";
import type { Kept, Waiting } from "./keeper.ts";
import "./trouble.ts";

/** Names in one list. */
const NAMED = 20;

/** What became of a recipe or project, above whatever step is at hand: it waits, it is in force in part, or it was refused. */
export class InsituKept extends Part {
  static override properties = { ...Part.properties, journey: { attribute: false } };
  static override styles = [
    ...Part.styles,
    css`
      :host {
        display: grid;
        gap: 16px;
      }
      .box {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 4px 10px;
        padding: 10px 16px;
        border-radius: var(--radius);
        background: var(--accent-soft);
        overflow-wrap: anywhere;
      }
      .box > svg {
        margin-top: 3px;
        color: var(--accent);
      }
      li {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr);
        gap: 8px;
      }
      li svg {
        margin-top: 3px;
        color: var(--watch);
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: start;
        justify-content: flex-end;
      }
      @media (max-width: 720px) {
        .ways {
          grid-column: 1 / -1;
        }
      }
    `,
  ];
  declare journey: Journey;

  #names(all: readonly string[]): string {
    const shown = [...new Set(all)].slice(0, NAMED).map((one) => label(one));
    return shown.join(t("app.join")) + (all.length > NAMED ? "…" : "");
  }

  #waiting({ from, name, files, results }: Waiting): TemplateResult | typeof nothing {
    const words =
      from === "project"
        ? t("keep.wait.project", {
            name: label(name),
            files: this.#names(files.map((one) => `${one.name} (${bytes(one.bytes, locale.lang)})`)),
          })
        : from === "link"
          ? t("keep.wait.link")
          : from === "recipe"
            ? t("keep.wait.recipe", { name: label(name) })
            : null;
    if (words === null) return nothing;
    const { keeper } = this.journey;
    return html`<div class="box" role="status">${icon("info")}<p>${words}</p><div class="ways">
      ${results ? html`<button type="button" @click=${() => keeper.saveSums()}>${t("keep.wait.sums")}</button>` : nothing}
      <button type="button" @click=${() => keeper.drop()}>${t("keep.wait.drop")}</button></div></div>`;
  }

  #lines({ from, applied }: Kept): string[] {
    const files = this.store.inspect?.files ?? [];
    const { untold, unused, columns, unconfirmed, smallest_group: smallest, filter, same, decisions } = applied;
    const drifted = files.filter((file) => file.drift).length;
    return [
      same === false ? t("keep.kept.other") : null,
      decisions > 0 ? t("keep.kept.decisions", { n: decisions }) : null,
      drifted > 0 ? t("keep.kept.drift", { n: drifted }) : null,
      untold.length > 0 && from !== "append"
        ? t("keep.kept.untold", { names: this.#names(untold.map((at) => files[at]?.name ?? "")) })
        : null,
      unused.length > 0
        ? t("keep.kept.unused", { names: this.#names(unused.map((kind) => t(`tablekind.${kind}`))) })
        : null,
      columns.length > 0 ? t("keep.kept.columns", { names: this.#names(columns) }) : null,
      unconfirmed.length > 0 ? t("keep.kept.unconfirmed", { names: this.#names(unconfirmed) }) : null,
      smallest === null ? null : t("keep.kept.smallest", { n: smallest }),
      filter ? null : t("keep.kept.filter"),
    ].filter((line) => line !== null);
  }

  #kept(kept: Kept): TemplateResult {
    const lines = this.#lines(kept);
    const fits = kept.applied.same ? t("keep.kept.same") : t("keep.kept.fits");
    return html`<div class="box" role="status">${icon("check")}<div>
        <p>${t(`keep.kept.${kept.from}`, { name: label(kept.name) })} ${lines.length === 0 || kept.applied.same ? fits : nothing}</p>
        <ul>${lines.map((line) => html`<li>${icon("warn")}<span>${line}</span></li>`)}</ul>
      </div>
      <div class="ways"><button class="plain" type="button" @click=${() => {
        this.store.kept = null;
        this.store.change();
      }}>${t("keep.close")}</button></div></div>`;
  }

  override render(): TemplateResult {
    const { waiting, kept, unkept, inspect } = this.store;
    this.toggleAttribute("hidden", !unkept && !(waiting && !this.store.reading) && !(kept && inspect));
    return html`${
      unkept
        ? html`<insitu-trouble .failure=${unkept} .heading=${t("keep.unkept")}><button type="button" @click=${() => {
            this.store.unkept = null;
            this.store.change();
          }}>${t("keep.close")}</button></insitu-trouble>`
        : nothing
    }
    ${waiting && !this.store.reading ? this.#waiting(waiting) : nothing}
    ${kept && inspect ? this.#kept(kept) : nothing}`;
  }
}

define("insitu-kept", InsituKept);
