// The built folder as a host serves it, with the generated headers or none.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
};

interface Rules {
  headers: { source: string; headers: { key: string; value: string }[] }[];
}

export class Site {
  port = 0;
  private readonly server: Server;

  /** `folder` holds the page and `vercel.json`, one of the header files of the build; `pages` are served besides, by path. */
  constructor(folder: string, headers: boolean, pages: Record<string, string> = {}) {
    const rules: Rules = headers ? JSON.parse(readFileSync(join(folder, "vercel.json"), "utf8")) : { headers: [] };
    const of = (path: string) =>
      rules.headers.filter((rule) => new RegExp(`^${rule.source}$`).test(path)).flatMap((rule) => rule.headers);
    this.server = createServer((request, response) => {
      const path = normalize((request.url ?? "/").split("?")[0] ?? "/");
      const name = path.endsWith("/") ? `${path}index.html` : path;
      for (const { key, value } of of(path)) response.setHeader(key, value);
      const page = pages[path];
      if (page !== undefined) {
        response.writeHead(200, { "content-type": TYPES["html"] }).end(page);
        return;
      }
      try {
        const bytes = readFileSync(join(folder, name));
        const type = TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
        response.writeHead(200, { "content-type": type }).end(bytes);
      } catch {
        response.writeHead(404).end();
      }
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
