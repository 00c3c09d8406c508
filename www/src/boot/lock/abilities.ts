import {
  appendChild,
  call,
  clickElement,
  createElement,
  getter,
  listen,
  names,
  preventDefault,
  refuse,
  removeNode,
  setAttribute,
  stopAll,
  unlisten,
} from "./natives.ts";
import { fix } from "./removal.ts";

// No address for a blob that could be a document: these types are shown as text or image, or saved.
const TYPES = names(
  "text/javascript text/csv text/csv;charset=utf-8 image/png application/json application/octet-stream application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
);

/** What the page may still do: save a blob, copy a text, seal itself. Returns the addresses that may be downloaded. */
export function giveAbilities(policy: string, onSeal: () => void): Record<string, true> {
  const saved: Record<string, true> = Object.create(null);
  const made: Record<string, true> = Object.create(null);
  const make = URL.createObjectURL as (this: unknown, blob: Blob) => string;
  const typeOf = getter<Blob, string>(Blob.prototype, "type");
  fix(URL, "createObjectURL", (blob: Blob) => {
    const type = typeOf(blob);
    if (TYPES[type] !== true) refuse(`blob type ${type}`);
    const address = call(make, URL, blob);
    made[address] = true;
    return address;
  });

  const page = document;
  fix(window, "insituSave", (address: unknown, name: unknown) => {
    const url = `${address}`;
    if (made[url] !== true) refuse("download");
    saved[url] = true;
    // Never in the tree, so no other script sees it.
    const anchor = call(createElement, page, "a");
    call(setAttribute, anchor, "href", url);
    call(setAttribute, anchor, "download", `${name}`);
    call(clickElement, anchor);
  });

  giveCopy(page);

  const head = page.head;
  fix(window, "insituSeal", () => {
    const meta = call(createElement, page, "meta");
    call(setAttribute, meta, "http-equiv", "Content-Security-Policy");
    call(setAttribute, meta, "content", policy);
    call(appendChild, head, meta);
    call(removeNode, meta);
    onSeal();
  });
  return saved;
}

/** `insituCopy(text)`: plain text to the clipboard, only while the browser handles the user's own click or key. */
function giveCopy(page: Document): void {
  const run = Document.prototype.execCommand as ((this: Document, command: string) => boolean) | undefined;
  const setData = DataTransfer.prototype.setData;
  const data = getter<ClipboardEvent, DataTransfer | null>(ClipboardEvent.prototype, "clipboardData");
  fix(window, "insituCopy", (value: unknown) => {
    if (run === undefined) return false;
    const text = `${value}`;
    let done = false;
    const put = (event: Event) => {
      const clipboard = data(event as ClipboardEvent);
      if (clipboard !== null) {
        call(setData, clipboard, "text/plain", text);
        call(preventDefault, event);
        done = true;
      }
      call(stopAll, event);
    };
    call(listen, page, "copy", put, true);
    call(run, page, "copy");
    call(unlisten, page, "copy", put, true);
    return done;
  });
}
