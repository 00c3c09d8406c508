import { guardMarkup, harmless } from "./elements.ts";
import { refuse } from "./natives.ts";
import { fix } from "./removal.ts";

/**
 * Makes the three Trusted Types policies, all here and now, and lets no other be made.
 * `insitu-worker` knows one address: the first that it is given. `default` accepts only the empty text, which ECharts
 * assigns to `innerHTML`. `lit-html` is the name that Lit asks for; its own rule would pass any text, this one looks.
 */
export function ownTrustedTypes(): void {
  let worker: string | undefined;
  const only = (address: unknown) => {
    const url = `${address}`;
    worker ??= url;
    return url === worker ? url : refuse("worker source");
  };
  const factory = window.trustedTypes;
  if (factory === undefined) {
    fix(window, "insituWorkerUrl", only);
    guardMarkup();
    return;
  }
  const own = factory.createPolicy("insitu-worker", { createScriptURL: only });
  factory.createPolicy("default", {
    createHTML: (text: string) => (text === "" ? "" : null),
  } as TrustedTypePolicyOptions);
  const lit = factory.createPolicy("lit-html", {
    createHTML: (value: string) => {
      const text = `${value}`;
      return harmless(text) ? text : refuse("markup");
    },
  });
  fix(window, "insituWorkerUrl", (address: string) => own.createScriptURL(address));
  let given = false;
  fix(Object.getPrototypeOf(factory) as object, "createPolicy", (name: unknown) => {
    if (name !== "lit-html" || given) refuse("policy");
    given = true;
    return lit;
  });
}
