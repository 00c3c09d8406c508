// SHA-256 (FIPS 180-4): the browser's own where there is one, which needs a secure context; many intranets serve plain http.

// The constants are the first 32 bits of the fractional parts of the cube (K) and square (H) roots of the first primes.
const ROUNDS = 64;
const [K, H] = constants();

function constants(): [Uint32Array, Uint32Array] {
  const cubes = new Uint32Array(ROUNDS);
  const squares = new Uint32Array(8);
  const fraction = (root: number) => (root - Math.floor(root)) * 2 ** 32;
  for (let candidate = 2, found = 0; found < ROUNDS; candidate += 1) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate && prime; divisor += 1) prime = candidate % divisor !== 0;
    if (!prime) continue;
    // 2^-52 relative error of a root below 8 leaves the first 32 bits of its fraction exact; the vectors check it.
    cubes[found] = fraction(Math.cbrt(candidate));
    if (found < 8) squares[found] = fraction(Math.sqrt(candidate));
    found += 1;
  }
  return [cubes, squares];
}

/** SHA-256 of the bytes as 64 lower-case hexadecimal digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!globalThis.crypto?.subtle) return computed(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The same without the browser. */
export function computed(bytes: Uint8Array): string {
  const state = H.slice();
  const whole = bytes.length - (bytes.length % 64);
  const schedule = new Uint32Array(ROUNDS);
  absorb(state, schedule, bytes, whole);
  const rest = bytes.length - whole;
  const tail = new Uint8Array(rest < 56 ? 64 : 128);
  tail.set(bytes.subarray(whole));
  tail[rest] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(tail.length - 4, bytes.length * 8);
  absorb(state, schedule, tail, tail.length);
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));

function absorb(state: Uint32Array, w: Uint32Array, bytes: Uint8Array, end: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (words: Uint32Array, i: number) => words[i] as number;
  for (let block = 0; block < end; block += 64) {
    for (let t = 0; t < 16; t += 1) w[t] = view.getUint32(block + 4 * t);
    for (let t = 16; t < ROUNDS; t += 1) {
      const [x, y] = [at(w, t - 15), at(w, t - 2)];
      const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
      const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
      w[t] = at(w, t - 16) + s0 + at(w, t - 7) + s1;
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
    for (let t = 0; t < ROUNDS; t += 1) {
      const big1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const choose = (e & f) ^ (~e & g);
      const one = (h + big1 + choose + at(K, t) + at(w, t)) | 0;
      const big0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const most = (a & b) ^ (a & c) ^ (b & c);
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + big0 + most) | 0;
    }
    const next = [a, b, c, d, e, f, g, h];
    for (let i = 0; i < 8; i += 1) state[i] = at(state, i) + (next[i] as number);
  }
}
