import { LitElement } from "lit";
import { locale } from "../i18n/locale.ts";
import { base } from "../styles/base.ts";
import type { Store } from "./store.ts";

/** A component that follows the language of the page and, when it is given one, the store. */
export abstract class Part extends LitElement {
  static override styles = [base];
  static override properties: Record<string, object> = { store: { attribute: false } };
  declare store: Store;
  #followed: Store | null = null;
  readonly #refresh = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    locale.addEventListener("change", this.#refresh);
    this.#follow(this.store ?? null);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    locale.removeEventListener("change", this.#refresh);
    this.#follow(null);
  }

  override willUpdate(): void {
    if (this.isConnected && (this.store ?? null) !== this.#followed) this.#follow(this.store ?? null);
  }

  #follow(store: Store | null): void {
    this.#followed?.removeEventListener("change", this.#refresh);
    store?.addEventListener("change", this.#refresh);
    this.#followed = store;
  }
}

/** Registers an element once; a second bundle on the page must not throw. */
export function define(name: string, type: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, type);
}
