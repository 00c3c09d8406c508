// Taking things away for good. Used by the page's lock and by the worker's.

/** Gives `object` the property `name` with this value and makes it stay: not writable, not deletable. */
export function fix(object: object, name: PropertyKey, value: unknown): void {
  try {
    delete (object as Record<PropertyKey, unknown>)[name];
  } catch {
    // Not deletable: the next line replaces the value where the browser allows it, and the tests tell where not.
  }
  try {
    Object.defineProperty(object, name, { value, writable: false, configurable: false, enumerable: false });
  } catch {
    // As above.
  }
}

/** Removes `name` from `object` and from every prototype that provides it. */
export function remove(object: object | undefined, ...names: string[]): void {
  if (object === undefined) return;
  for (const name of names) {
    if (!(name in object)) continue;
    for (let at: object | null = object; at !== null; at = Object.getPrototypeOf(at) as object | null) {
      if (Object.hasOwn(at, name)) fix(at, name, undefined);
    }
    fix(object, name, undefined);
  }
}

/** Removes every property whose name fits, own or inherited; `Object.prototype` is left alone. */
export function removeLike(object: object | undefined, fits: (name: string) => boolean): void {
  for (
    let at = object ?? null;
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    for (const name of Object.getOwnPropertyNames(at)) {
      if (fits(name)) fix(at, name, undefined);
    }
  }
}
