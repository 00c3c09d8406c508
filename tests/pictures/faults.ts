// What a view shows that it should not, found by reading its elements. It runs inside the page, so it stands alone.

export interface Asked {
  lang: "zh" | "en";
  /** What the files hold; words of it are in no language of ours. */
  data: string;
}

export function faults({ lang, data }: Asked): string[] {
  const found = new Set<string>();
  const short = (text: string) => text.trim().replace(/\s+/g, " ").slice(0, 60);
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth) found.add(`the page is ${page.scrollWidth - innerWidth} px too wide`);

  const RAW = /undefined|NaN|Infinity|\[object|\{\w+\}/;
  const seen = (element: Element): boolean =>
    element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) &&
    element.getBoundingClientRect().width > 2;

  const read = (text: string, element: Element): void => {
    if (RAW.test(text)) found.add(`a value that is none: ${short(text)}`);
    if (lang === "en" && !element.closest("[lang^=zh]")) {
      for (const [run] of text.matchAll(/[\u4e00-\u9fff]+/g)) {
        if (!data.includes(run)) found.add(`Chinese in an English page: ${run} in ${short(text)}`);
      }
    }
  };

  const walk = (node: Node): void => {
    if (node instanceof Element) {
      if (node.localName === "style" || node.localName === "canvas") return;
      for (const name of ["aria-label", "title", "placeholder"]) read(node.getAttribute(name) ?? "", node);
      const style = getComputedStyle(node);
      const own = [...node.childNodes].some((one) => one instanceof Text && one.data.trim() !== "");
      if (own && seen(node)) {
        // What has no room and may not be scrolled to is cut.
        const cut = /hidden|clip/.test(style.overflowX) && style.textOverflow !== "ellipsis";
        if (cut && node.scrollWidth > node.clientWidth + 1) found.add(`cut: ${short(node.textContent ?? "")}`);
        const box = node.getBoundingClientRect();
        if (node.localName === "button" && node.scrollWidth > node.clientWidth + 1 && style.overflowX === "visible") {
          found.add(`a button's words stand out: ${short(node.textContent ?? "")} (${Math.round(box.width)} px)`);
        }
      }
      if (node.shadowRoot) walk(node.shadowRoot);
    }
    if (node instanceof Text && node.data.trim() !== "") {
      const parent = node.parentElement ?? (node.parentNode as ShadowRoot | null)?.host;
      if (parent && seen(parent)) read(node.data, parent);
    }
    for (const child of node.childNodes) walk(child);
  };
  walk(document.body);

  const main = document.querySelector("insitu-app")?.shadowRoot?.querySelector("main");
  if (main && main.scrollWidth > main.clientWidth + 1) {
    found.add(`the view is ${main.scrollWidth - main.clientWidth} px too wide`);
  }
  return [...found];
}
