// Entry of the package: registers `<insitu-analytics>`.
import { InsituAnalytics } from "./element.ts";

export {
  type AnalyzeOptions,
  InsituAnalytics,
  type InsituEventMap,
  PortalRefusal,
  type ReportOptions,
} from "./element.ts";
export type {
  PortalError,
  PortalFile,
  PortalOpened,
  PortalProgress,
  PortalReady,
  PortalResult,
  PortalTable,
} from "./protocol.ts";

const registry = globalThis.customElements as CustomElementRegistry | undefined;
if (registry && !registry.get("insitu-analytics")) registry.define("insitu-analytics", InsituAnalytics);
