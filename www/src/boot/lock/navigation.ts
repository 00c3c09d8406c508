import { call, getter, listen, preventDefault } from "./natives.ts";
import { fix, remove } from "./removal.ts";

interface NavigateEvent extends Event {
  readonly destination: NavigationDestination;
  readonly hashChange: boolean;
}
interface NavigationDestination {
  readonly url: string;
}
interface WithNavigation {
  navigation?: EventTarget;
  Navigation?: { prototype: object };
  NavigateEvent?: { prototype: NavigateEvent };
  NavigationDestination?: { prototype: NavigationDestination };
}

/**
 * Stops every navigation of this page but fragments and the downloads in `saved`. The frame's sandbox and the shell's
 * `frame-src` stop them too; this listener also covers `blob:`, which the shell must allow because Firefox treats a
 * download in a frame as a navigation.
 */
export function guardNavigation(saved: Record<string, true>): void {
  const page = window as unknown as WithNavigation;
  if (page.navigation && page.NavigateEvent && page.NavigationDestination) {
    const destination = getter<NavigateEvent, NavigationDestination>(page.NavigateEvent.prototype, "destination");
    const fragment = getter<NavigateEvent, boolean>(page.NavigateEvent.prototype, "hashChange");
    const address = getter<NavigationDestination, string>(page.NavigationDestination.prototype, "url");
    const guard = (event: Event) => {
      const navigate = event as NavigateEvent;
      if (!fragment(navigate) && saved[address(destination(navigate))] !== true) call(preventDefault, event);
    };
    call(listen, page.navigation, "navigate", guard, true);
    remove(page.Navigation?.prototype, "navigate", "reload", "traverseTo", "back", "forward");
  }
  // Steps in the history of the tab lead to pages that are not this one.
  remove(History.prototype, "back", "forward", "go");
  for (const name of ["pushState", "replaceState"] as const) {
    const native = History.prototype[name];
    fix(History.prototype, name, function (this: History, state: unknown) {
      return call(native, this, state, "");
    });
  }
}
