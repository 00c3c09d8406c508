import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/**
 * Serves folders on a free port of the loopback interface, as the plainest host would: Content-Type and nothing else.
 * @param {Record<string, string>} folders URL prefix ending in "/" → folder
 * @returns {Promise<{origin: string, close: () => void}>}
 */
export async function serve(folders) {
  const server = createServer(async (request, response) => {
    const file = locate(folders, request.url ?? "/");
    const found = file && (await stat(file).catch(() => null));
    if (!found?.isFile()) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("not found");
      return;
    }
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Content-Length": found.size,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

function locate(folders, url) {
  const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  const prefix = Object.keys(folders)
    .filter((p) => path.startsWith(p))
    .sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) return null;
  const inside = normalize(path.slice(prefix.length) || "index.html");
  return inside === ".." || inside.startsWith(`..${sep}`) ? null : join(folders[prefix], inside);
}
