import { call, createElement, exec, lastIndexOf, lowerCase, names, refuse, removeNode, slice } from "./natives.ts";
import { fix, remove } from "./removal.ts";

// The elements that may exist. None of them navigates, fetches past the policy, or brings a document of its own; a new
// element of a later browser is not in the list. Missing on purpose, among others: a, area, base, embed, fencedframe,
// form, frame, iframe, link, meta, object, portal, script, style, animate and set (they can change an address).
const KNOWN = names(
  `abbr address article aside b bdi bdo blockquote br button canvas caption cite code col colgroup data datalist dd del details dfn dialog div dl dt em fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main mark menu meter nav ol optgroup option output p picture pre progress q rp rt ruby s samp search section select selectedcontent slot small source span strong sub summary sup table tbody td template textarea tfoot th thead time title tr u ul var wbr svg circle clippath defs desc ellipse filter feblend fecolormatrix feflood fegaussianblur femerge femergenode feoffset g line lineargradient marker mask path pattern polygon polyline radialgradient rect stop switch symbol text textpath tspan use view math mfrac mi mn mo mover mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics`,
);
const CUSTOM = /^[a-z][a-z0-9._]*-[a-z0-9._-]*$/;

function known(name: string): boolean {
  return KNOWN[name] === true || call(exec, CUSTOM, name) !== null;
}

/** Whether each tag in a piece of markup names a known element. Tags in comments and attributes count too. */
export function harmless(markup: string): boolean {
  const tag = /<\/?([a-z][^\t\n\f\r />]*)/gi;
  for (;;) {
    const found = call(exec, tag, markup);
    if (found === null) return true;
    if (!known(call(lowerCase, found[1] as string))) return false;
  }
}

/** Lets no other element be made: by name, as a customised built-in, or in another document. */
export function guardElements(): void {
  const createElementNS = Document.prototype.createElementNS as (
    this: Document,
    space: string | null,
    name: string,
  ) => Element;
  // The second argument (`is`, a registry) is dropped: it can turn an element into a built-in of another kind.
  fix(Document.prototype, "createElement", function (this: Document, name: unknown) {
    const text = `${name}`;
    if (!known(call(lowerCase, text))) refuse(text);
    return call(createElement, this, text);
  });
  fix(Document.prototype, "createElementNS", function (this: Document, space: string | null, name: unknown) {
    const text = `${name}`;
    const local = call(slice, text, call(lastIndexOf, text, ":") + 1);
    if (!known(call(lowerCase, local))) refuse(text);
    return call(createElementNS, this, space, text);
  });
  for (const name of ["createDocument", "createHTMLDocument"])
    fix(DOMImplementation.prototype, name, () => refuse(name));

  const define = CustomElementRegistry.prototype.define as (
    this: CustomElementRegistry,
    name: string,
    c: CustomElementConstructor,
  ) => void;
  fix(
    CustomElementRegistry.prototype,
    "define",
    function (this: CustomElementRegistry, name: string, c: CustomElementConstructor) {
      return call(define, this, name, c);
    },
  );
  // An open root shows its elements in an event's path, where the guard of anchors looks.
  const attachShadow = Element.prototype.attachShadow;
  fix(Element.prototype, "attachShadow", function (this: Element, init: ShadowRootInit) {
    return call(attachShadow, this, { ...init, mode: "open" });
  });

  // Markup has one way in, `innerHTML`, which Trusted Types guard. The others go, under whatever name they come:
  // `setHTML` keeps link and meta elements and needs no policy.
  const markup = /^(?!innerHTML$|getHTML$|outerHTML$).*(HTML|ContextualFragment)/;
  for (const owner of [Element, Document, DocumentFragment, ShadowRoot, Range, HTMLTemplateElement]) {
    for (const place of [owner, owner.prototype]) {
      remove(place, ...Object.getOwnPropertyNames(place).filter((name) => markup.test(name)));
    }
  }
  const outer = Object.getOwnPropertyDescriptor(Element.prototype, "outerHTML");
  if (outer?.get) Object.defineProperty(Element.prototype, "outerHTML", { get: outer.get, configurable: false });
}

/** Takes out what the parser made and a script could clone or change. A policy stays in force without its element. */
export function clearHead(): void {
  for (const node of document.querySelectorAll("link, meta, base, script")) call(removeNode, node);
}

/** Without Trusted Types the lock itself looks at markup. */
export function guardMarkup(): void {
  for (const prototype of [Element.prototype, ShadowRoot.prototype]) {
    const inner = Object.getOwnPropertyDescriptor(prototype, "innerHTML");
    const [get, set] = [inner?.get, inner?.set];
    if (get === undefined || set === undefined) continue;
    Object.defineProperty(prototype, "innerHTML", {
      get,
      set(this: Element, value: unknown) {
        const text = value === null ? "" : `${value}`;
        if (!harmless(text)) refuse("markup");
        call(set, this, text as never);
      },
      configurable: false,
    });
  }
}
