/** Why the page cannot be used, with a sentence for the person in front of it. */
export class BootFailure extends Error {
  readonly code: string;
  readonly texts: { zh: string; en: string };

  constructor(code: BootFailureCode, about: string) {
    const texts = TEXTS[code](about);
    super(`${code}: ${texts.en}`);
    this.name = "BootFailure";
    this.code = code;
    this.texts = texts;
  }
}

type BootFailureCode = "E_BOOT_BYTES" | "E_BOOT_HASH" | "E_BOOT_COMPILE" | "E_BOOT_LOCK";

const TEXTS: Record<BootFailureCode, (about: string) => { zh: string; en: string }> = {
  E_BOOT_BYTES: (about) => ({
    zh: `页面的一部分没有收到（${about}）。请检查网络后重新打开。`,
    en: `A part of the page did not arrive (${about}). Check the network and open the page again.`,
  }),
  E_BOOT_HASH: (about) => ({
    zh: `页面的一部分与发布的不一致（${about}），没有运行。请从可信的地址重新打开。`,
    en: `A part of the page is not the published one (${about}) and was not run. Open the page again from an address that is trusted.`,
  }),
  E_BOOT_COMPILE: (about) => ({
    zh: `这个浏览器无法运行页面的计算部分（${about}）。请使用新版浏览器。`,
    en: `This browser cannot run the page's engine (${about}). A current browser is needed.`,
  }),
  E_BOOT_LOCK: () => ({
    zh: "页面的第一段脚本没有运行，因此不能打开文件。",
    en: "The first script of the page did not run, so no file can be opened.",
  }),
};
