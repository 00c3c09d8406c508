// Errors of the engine: a stable code, a sentence in each language, a place. Never a cell's content.

import type { Failure } from "./protocol.ts";
import type { Texts } from "./types.ts";

/** Failures that arise on the page's side of the border, where no engine is left to word them. */
const OWN: Record<string, Texts> = {
  E_ENGINE_RESTARTED: {
    zh: "计算引擎意外停止，已自动重新启动。请重新选择文件；如果同一个文件再次出错，请换一个文件。",
    en: "The engine stopped unexpectedly and was restarted. Choose the file again; if the same file fails once more, try another one.",
  },
  E_CRASHED: {
    zh: "读取这个文件时，读取线程意外停止，已换上新的。这个文件没有打开，其他内容都还在。请换一个文件，或另存为 CSV 再打开。",
    en: "The reader stopped unexpectedly on this file and was replaced. The file was not opened; nothing else was lost. Try another file, or save this one as CSV.",
  },
  E_WORKER: {
    zh: "浏览器没有启动计算线程。请刷新页面，或换一个较新的浏览器。",
    en: "The browser did not start the engine. Reload the page or use a newer browser.",
  },
  E_FORMATS: {
    zh: "读取这类文件的部件没有载入。请刷新页面；或另存为 UTF-8 编码的 CSV 再打开。",
    en: "The part that reads files of this kind did not load. Reload the page, or save the file as CSV in UTF-8.",
  },
  E_ROOM: {
    zh: "按估计，这个标签页的内存放不下整个文件。可以只读一部分。",
    en: "By estimate the whole file does not fit into the memory of this tab. A part of it can be read.",
  },
  E_FILE_GONE: {
    zh: "文件读不到了：它可能被移动、修改或删除。请重新选择文件。",
    en: "The file can no longer be read: it may have been moved, changed or deleted. Choose it again.",
  },
};

export class InsituError extends Error {
  readonly code: string;
  readonly texts: Texts;
  readonly file?: string;
  readonly row?: number;
  readonly column?: number;

  constructor(code: string, texts: Texts = OWN[code] ?? { zh: code, en: code }, place: Partial<Failure> = {}) {
    super(code);
    this.name = "InsituError";
    this.code = code;
    this.texts = texts;
    if (place.file !== undefined) this.file = place.file;
    if (place.row !== undefined) this.row = place.row;
    if (place.column !== undefined) this.column = place.column;
  }

  /** The same error, which came about in a file that nobody has named yet. */
  inFile(file: string): InsituError {
    if (this.file !== undefined) return this;
    const { row, column } = this;
    const place = { file, ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }) };
    return new InsituError(this.code, { zh: `${file}：${this.texts.zh}`, en: `${file}: ${this.texts.en}` }, place);
  }

  static from(failure: Failure): InsituError {
    return new InsituError(failure.code, OWN[failure.code] ?? failure.texts, failure);
  }
}
