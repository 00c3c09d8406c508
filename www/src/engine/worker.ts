// Placeholder until the engine's worker stands here.
import { workerTries } from "../boot/worker-tries.ts";

self.onmessage = async (event: MessageEvent<{ type: string; base?: string }>) => {
  if (event.data.type === "init") self.postMessage({ type: "ready" });
  if (event.data.type === "selftest") {
    self.postMessage({ type: "selftest", open: await workerTries(event.data.base ?? "") });
  }
};
