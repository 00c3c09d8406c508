// First script of the inner page. It takes away what the text of a policy cannot forbid, and leaves four abilities as
// functions of the window: insituWorkerUrl, insituSave, insituCopy and insituSeal. It imports nothing at run time.
import { seal } from "../policy.json";
import { giveAbilities } from "./abilities.ts";
import { guardAnchors } from "./anchors.ts";
import { clearHead, guardElements } from "./elements.ts";
import { guardMessages } from "./messages.ts";
import { guardNavigation } from "./navigation.ts";
import { removeServices } from "./services.ts";
import { ownTrustedTypes } from "./trusted.ts";

let sealed = false;
const saved = giveAbilities(seal, () => {
  sealed = true;
});
guardMessages(() => sealed);
guardNavigation(saved);
guardAnchors();
guardElements();
ownTrustedTypes();
removeServices();
clearHead();
// A cell may say `__proto__`: what a look-up by such a word would write into every object is refused.
Object.preventExtensions(Object.prototype);
