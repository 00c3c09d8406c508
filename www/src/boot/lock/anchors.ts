import { call, clickElement, composedPath, dispatch, getter, listen, preventDefault, refuse } from "./natives.ts";
import { fix } from "./removal.ts";

/**
 * Anchors do nothing. None can be made by a script, but a user may paste one into an editable text, and its address
 * can change in its own click listener: so it is stopped whatever it points to.
 */
export function guardAnchors(): void {
  const localName = getter<Element, string>(Element.prototype, "localName");
  const isAnchor = (target: unknown) => {
    try {
      const name = localName(target as Element);
      return name === "a" || name === "area";
    } catch {
      return false;
    }
  };
  const guard = (event: Event) => {
    const path = call(composedPath, event);
    for (let i = 0; i < path.length; i += 1) {
      if (isAnchor(path[i])) call(preventDefault, event);
    }
  };
  for (const type of ["click", "auxclick", "dragstart"]) call(listen, window, type, guard, true);
  fix(HTMLElement.prototype, "click", function (this: HTMLElement) {
    if (isAnchor(this)) refuse("a");
    return call(clickElement, this);
  });
  fix(EventTarget.prototype, "dispatchEvent", function (this: EventTarget, event: Event) {
    if (isAnchor(this)) refuse("a");
    return call(dispatch, this, event);
  });
}
