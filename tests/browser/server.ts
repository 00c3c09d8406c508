// A plain static host of its own for tests that need a second origin, or one that goes away.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const tool = ["run", "--quiet", "--locked", "-p", "pkg-scripts", "--"];

/**
 * Makes `dist-npm/` of what is built, once in a run: tests that want it run side by side. `run` is the folder of the run's
 * own output, which each run begins with empty.
 */
export async function makePackage(run: string): Promise<void> {
  const mark = join(run, "package");
  const made = join(mark, "made");
  mkdirSync(run, { recursive: true });
  for (;;) {
    try {
      mkdirSync(mark);
      break;
    } catch {
      if (existsSync(made)) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    execFileSync("cargo", [...tool, "package"], { stdio: ["ignore", "ignore", "inherit"] });
  } catch (error) {
    rmSync(mark, { recursive: true });
    throw error;
  }
  writeFileSync(made, "");
}

/** A copy of folders below one new folder, and the way to remove it. */
export function site(folders: Record<string, string>): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "insitu-site-"));
  for (const [name, from] of Object.entries(folders)) cpSync(from, join(folder, name), { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

export class Server {
  readonly home: string;
  private readonly process: ChildProcess;

  private constructor(process: ChildProcess, port: number) {
    this.process = process;
    this.home = `http://localhost:${port}/`;
  }

  static async start(port: number, ...folders: string[]): Promise<Server> {
    const child = spawn("cargo", [...tool, "serve", ...folders], {
      env: { ...process.env, PORT: String(port) },
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    });
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once("data", () => resolve());
      child.once("exit", () => reject(new Error("the server ended")));
    });
    return new Server(child, port);
  }

  /** Ends it and what it started. */
  async stop(): Promise<void> {
    const { pid, exitCode, signalCode } = this.process;
    if (!pid || exitCode !== null || signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    process.kill(-pid);
    await ended;
  }
}
