// What the lock left to the page.
import { BootFailure } from "./failure.ts";

interface Abilities {
  insituWorkerUrl(address: string): string;
  insituSave(address: string, name: string): void;
  insituCopy(text: string): boolean;
  insituSeal(): void;
}

/** The lock's functions. In development, where there is no lock, stand-ins that forbid nothing. */
export function abilities(): Abilities {
  const page = window as unknown as Partial<Abilities>;
  const { insituWorkerUrl, insituSave, insituCopy, insituSeal } = page;
  if (insituWorkerUrl && insituSave && insituCopy && insituSeal) {
    return { insituWorkerUrl, insituSave, insituCopy, insituSeal };
  }
  if (import.meta.env.DEV) {
    return {
      insituWorkerUrl: (address) => address,
      insituSave: (address, name) =>
        Object.assign(document.createElement("a"), { href: address, download: name }).click(),
      insituCopy: (text) => {
        void navigator.clipboard.writeText(text);
        return true;
      },
      insituSeal: () => undefined,
    };
  }
  throw new BootFailure("E_BOOT_LOCK", "");
}

/** Saves bytes under a name. The lock gives addresses only to the types that it knows; others are saved as bytes. */
export function save(bytes: BlobPart, name: string, type = "application/octet-stream"): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  abilities().insituSave(address, name);
  // The browser reads the blob after the click; how long after is not told.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Copies plain text, in answer to a click or key; false when the browser does not let it. */
export function copy(text: string): boolean {
  return abilities().insituCopy(text);
}
