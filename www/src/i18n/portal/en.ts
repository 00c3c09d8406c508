import type { portal as zh } from "./zh.ts";

export const portal: Record<keyof typeof zh, string> = {
  "portal.in": "Embedded in {origin}",
  "portal.gets":
    "This page hands it summary tables, without groups of fewer than {n} customers; a second set under other settings, and single customers, only if you agree.",
  "portal.given": "You agreed to hand out single customers.",
  "portal.revoke": "Take back",
  "portal.ask": "Hand single customers to this page?",
  "portal.ask.text":
    "{origin} asks for the customers of this analysis, 1,000 at the most: masked ids, keyed names, figures and groups of each. No original ids, but still data of single customers, which cannot be taken back.",
  "portal.again": "Hand results under other settings to this page too?",
  "portal.again.text":
    "{origin} has a set of summary tables of this file. A second one under another date, cleaning, filter or setting may, subtracted from the first, tell of single customers. If you keep it, the page has the first set only; tables that differ from earlier ones by a few customers are not handed out even if you agree.",
  "portal.again.given": "You agreed to hand out results under other settings.",
  "portal.ask.until": "Your word holds for the file that is open now.",
  "portal.yes": "Hand out",
  "portal.no": "Keep",
  "portal.way":
    "The page around this one, {origin}: messages to it are the one way out that is left; other frames inside it can get them too.",
  "portal.error.E_BUSY": "The page is getting ready or reading a file. Try again in a moment.",
  "portal.error.E_CANCELLED": "The reading was cancelled.",
  "portal.error.E_ROOM":
    "The file does not fit into the memory of this tab. Choose in the page which part of it is read.",
  "portal.error.E_NO_DATA": "No file that could be analysed is open: open one and complete its fields.",
  "portal.error.E_UNKNOWN_ANALYSIS": "There is no such analysis, or it is not offered here.",
  "portal.error.E_PARAM": "A setting is outside its bounds.",
  "portal.error.E_WITHHELD": "All is narrowed to some customers by a filter, so nothing is handed out.",
  "portal.error.E_AGAIN": "Results under other settings were handed out before, and the user has not agreed to more.",
  "portal.error.E_NOT_SEALED": "The self-test did not pass; no file can be opened.",
  "portal.error.E_NOT_AVAILABLE": "This version cannot do that.",
  "portal.error.E_INTERNAL": "The page failed.",
};
