// The world outside, on loopback: an HTTP server that also takes WebSockets, and a TCP or UDP port for tries that need
// one of their own. Whatever arrives is noted under the try's id.
import { createHash } from "node:crypto";
import { createSocket, type Socket as Datagrams } from "node:dgram";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTcp, type AddressInfo, type Server as Tcp, type Socket } from "node:net";

const PIXEL = Buffer.from("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==", "base64");

export class Listener {
  readonly seen = new Map<string, Set<string>>();
  port = 0;
  private http: Server | undefined;
  private readonly others: (Tcp | Datagrams)[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly pages: Record<string, string>;

  /** `pages` are the documents that it serves besides answers to tries, by path. */
  constructor(pages: Record<string, string>) {
    this.pages = pages;
  }

  async start(host = "localhost"): Promise<void> {
    this.http = createServer((request, response) => this.answer(request, response));
    this.http.on("upgrade", (request: IncomingMessage, socket: Socket) => {
      this.note(request, "websocket");
      const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
      const accept = createHash("sha1").update(key).digest("base64");
      socket.on("error", () => undefined);
      socket.end(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
    });
    this.http.on("connection", (socket) => this.keep(socket));
    await new Promise<void>((resolve) => this.http?.listen(0, host, resolve));
    this.port = (this.http.address() as AddressInfo).port;
  }

  /** A TCP port on which any connection is a leak of `id`. */
  async tcp(id: string): Promise<number> {
    const server = createTcp((socket) => {
      this.keep(socket);
      this.add(id, "tcp");
      socket.destroy();
    });
    this.others.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  }

  /** A UDP port on which any datagram is a leak of `id`. */
  async udp(id: string): Promise<number> {
    const socket = createSocket("udp4", () => this.add(id, "udp"));
    this.others.push(socket);
    await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
    return socket.address().port;
  }

  add(id: string, how: string): void {
    const set = this.seen.get(id) ?? new Set();
    set.add(how);
    this.seen.set(id, set);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    for (const server of this.others) server.close();
    await new Promise<void>((resolve) => (this.http ? this.http.close(() => resolve()) : resolve()));
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => this.sockets.delete(socket));
  }

  private note(request: IncomingMessage, how: string): void {
    for (const text of [request.url ?? "", request.headers.host ?? ""]) {
      for (const found of text.matchAll(/[a-z0-9]+x\d{3}q/g)) this.add(found[0], how);
    }
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const page = this.pages[path];
    if (page !== undefined) {
      if (request.url !== path) this.note(request, "http");
      const type = path.endsWith(".js") ? "text/javascript" : "text/html";
      response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(page);
      return;
    }
    this.note(request, "http");
    const type = path.endsWith(".js") ? "text/javascript" : path.endsWith(".html") ? "text/html" : "image/gif";
    response
      .writeHead(200, { "content-type": type, "access-control-allow-origin": "*", "access-control-allow-headers": "*" })
      .end(type === "image/gif" ? PIXEL : "");
  }
}
