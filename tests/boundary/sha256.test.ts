import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { computed, sha256 } from "../../www/src/boot/sha256.ts";

const text = (value: string) => new TextEncoder().encode(value);

describe("sha256", () => {
  // FIPS 180-4 examples and the long message of the NIST validation suite.
  it.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
    [
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
    ],
    ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
  ])("vector %#", async (message, digest) => {
    expect(computed(text(message))).toBe(digest);
    expect(await sha256(text(message))).toBe(digest);
  });

  it("agrees with another implementation at every length around a block", () => {
    for (let length = 0; length < 260; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 151 + length) & 255);
      expect(computed(bytes)).toBe(createHash("sha256").update(bytes).digest("hex"));
    }
  });

  it("hashes a view into a larger buffer", () => {
    const buffer = text("xxabcxx").buffer;
    expect(computed(new Uint8Array(buffer, 2, 3))).toBe(computed(text("abc")));
  });
});
