// Mounts the page first, so that it shows how the boot goes; the engine joins when the boot has its parts.
import { boot } from "../boot/boot.ts";
import { connect, type EngineOptions } from "../engine/client.ts";
import { locale, preferred } from "../i18n/locale.ts";
import { InsituApp } from "./app.ts";
import { Portal } from "./portal.ts";

const WORKERS = { least: 1, most: 8 };
/** Bytes; a smaller range would be mostly the search for where its first record begins. */
const RANGE = { least: 64, most: 1 << 30 };
/** Mebibytes. */
const MEMORY = { least: 1, most: 4096 };

/**
 * The knobs that may stand in the fragment of the page's address, as `#workers=8&range=4096`: readers beside the engine, and
 * bytes of a range. They change how fast a file is read, never the result, so that anyone can compare. `memory=512` says how
 * many mebibytes the tab is to take at most: beyond them it is asked what of a file to read. With `warm=0` the workers do
 * nothing until a file comes, and the first file takes longer.
 * Beside them it names what a portal wants (`Portal`). Nothing else of it is looked at; a value that is no integer within the bounds is as if it were not there.
 */
function knobs(hash: string): EngineOptions {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const integer = (name: string, { least, most }: { least: number; most: number }): number | undefined => {
    const word = words.get(name) ?? "";
    const value = /^\d{1,10}$/.test(word) ? Number(word) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  };
  const workers = integer("workers", WORKERS);
  const rangeSize = integer("range", RANGE);
  const memory = integer("memory", MEMORY);
  return {
    warm: words.get("warm") !== "0",
    ...(workers === undefined ? {} : { workers }),
    ...(rangeSize === undefined ? {} : { rangeSize }),
    ...(memory === undefined ? {} : { memory: memory * 2 ** 20 }),
  };
}

locale.set(preferred(navigator.languages));
const app = new InsituApp();
document.body.append(app);

boot().then(
  (booted) => {
    if (booted.portal) new Portal(booted.portal, app.journey, booted.hash).follow(app);
    return app.journey.follow(booted, connect(booted, knobs(booted.hash)));
  },
  (error: unknown) => app.journey.bootFailed(error),
);
