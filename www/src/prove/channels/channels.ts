// The one list of ways out: the page tries them in front of the user, the suite beside listeners.
import { markup, realms, rtc, services, tampering } from "./realms.ts";
import { links, media, scripts, styles } from "./requests.ts";
import type { Try } from "./try.ts";
import { navigation, popups, stashes, workers } from "./ways.ts";

export const KINDS = {
  scripts,
  media,
  styles,
  links,
  markup,
  realms,
  rtc,
  services,
  workers,
  stashes,
  tampering,
  popups,
  navigation,
} satisfies Record<string, readonly Try[]>;

export type Kind = keyof typeof KINDS;

export const channels: readonly Try[] = Object.values(KINDS).flat();
