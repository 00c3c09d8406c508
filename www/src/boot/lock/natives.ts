// What the lock uses after other code has run. Any script may overwrite `String`, `RegExp.prototype.exec` or
// `Event.prototype.preventDefault` later, so everything is captured here, before there is another script. For the same
// reason functions that run later read no global, use no spread and no `for…of` (their iterators can be replaced), and
// turn values to text with template literals, once.

type Callable = (...args: never[]) => unknown;

/** `Function.prototype.call` that nobody can replace: `call(f, self, …args)`. */
export const call = Function.prototype.call.bind(Function.prototype.call) as <F extends Callable>(
  f: F,
  self: unknown,
  ...args: Parameters<F>
) => ReturnType<F>;

export const lowerCase = String.prototype.toLowerCase;
export const lastIndexOf = String.prototype.lastIndexOf;
export const slice = String.prototype.slice;
export const exec = RegExp.prototype.exec;

export const createElement = Document.prototype.createElement as (this: Document, name: string) => HTMLElement;
export const setAttribute = Element.prototype.setAttribute;
export const removeNode = Element.prototype.remove;
export const appendChild = Node.prototype.appendChild as (this: Node, child: Node) => Node;
export const clickElement = HTMLElement.prototype.click;
export const listen = EventTarget.prototype.addEventListener as (
  this: EventTarget,
  type: string,
  listener: (event: Event) => void,
  capture: boolean,
) => void;
export const unlisten = EventTarget.prototype.removeEventListener as typeof listen;
export const dispatch = EventTarget.prototype.dispatchEvent;
export const preventDefault = Event.prototype.preventDefault;
export const stopAll = Event.prototype.stopImmediatePropagation;
export const composedPath = Event.prototype.composedPath;

const Refusal = TypeError;

/** Ends a call that the lock does not allow. */
export function refuse(what: string): never {
  throw new Refusal(`insitu: refused ${what}`);
}

/** The getter of an attribute, as a function of the object. */
export function getter<T, V>(prototype: T, name: keyof T & string): (object: T) => V {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (get === undefined) throw new Refusal(`insitu: no attribute ${name}`);
  return (object) => call(get as (this: T) => V, object) as V;
}

/** A record without a prototype, so that a look-up finds only what was put in. */
export function names(words: string): Record<string, true> {
  const record: Record<string, true> = Object.create(null);
  for (const word of words.split(" ")) record[word] = true;
  return record;
}
