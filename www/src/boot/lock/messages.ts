import { call, getter, listen, stopAll } from "./natives.ts";

/**
 * Lets one kind of window message through: from the shell, and before the seal. A message carries its sender; a page
 * that holds a reference to this tab could send one and be answered through `event.source`.
 * Workers speak over ports of their own, which this does not touch.
 */
export function guardMessages(sealed: () => boolean): void {
  const source = getter<MessageEvent, MessageEventSource | null>(MessageEvent.prototype, "source");
  const shell = window.parent;
  const guard = (event: Event) => {
    if (sealed() || source(event as MessageEvent) !== shell) call(stopAll, event);
  };
  for (const type of ["message", "messageerror"]) call(listen, window, type, guard, true);
}
