// A recipe in the fragment of an address: what differs from the usual settings, packed.

type Tree = Record<string, unknown>;

/** Characters of the longest link; some programs cut what is longer. */
const LONGEST = 2_000;
/** Bytes that a link may unpack to. */
const MOST = 256 << 10;

/** Analyses whose groups are called as what stands in cells, not by codes of ours. */
const LABELLED = new Set(["segments", "portrait", "path", "basket", "recommend", "channel", "attribution"]);

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether a text is meant to be a recipe; whether it is one the engine says. */
export function isRecipe(text: string): boolean {
  if (!/^\uFEFF?\s*\{/.test(text)) return false;
  try {
    const tree: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return isTree(tree) && "version" in tree && ("analyses" in tree || "tables" in tree);
  } catch {
    return false;
  }
}

const isEmpty = (value: unknown): boolean => value === null || value === false || same(value, []);

/** What is said in settings that are spelled out. */
export function stated<T extends object>(settings: T): T {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => !isEmpty(value))) as T;
}

/**
 * The recipe without what is usual; what it leaves out is read as that. Nor does it hold filters by groups that are called as
 * what stands in cells, which no address may hold.
 */
function spare(recipe: Tree, usual: Tree): Tree {
  const analyses: Tree = {};
  for (const [name, params] of Object.entries(recipe["analyses"] as Record<string, Tree>)) {
    const known = (usual[name] ?? {}) as Tree;
    const own = Object.entries(params).filter(([key, value]) => !same(value, known[key]));
    if (own.length > 0) analyses[name] = Object.fromEntries(own);
  }
  const { time_zone: _, ...rest } = recipe;
  const filter = (recipe["filter"] as { analysis: string }[]).filter((one) => !LABELLED.has(one.analysis));
  return { ...stated({ ...rest, filter }), reading: stated(recipe["reading"] as Tree), analyses };
}

async function through(bytes: BlobPart, stream: GenericTransformStream, most: number): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = new Blob([bytes])
    .stream()
    .pipeThrough(stream as ReadableWritablePair<Uint8Array<ArrayBuffer>>)
    .getReader();
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > most) throw new RangeError();
    parts.push(value);
  }
}

/** The fragment that stands for a recipe; null where it would be too long. `usual` are the settings of the analyses without a word of anybody. */
export async function fragment(recipe: string, usual: Tree): Promise<string | null> {
  const text = JSON.stringify(spare(JSON.parse(recipe) as Tree, usual));
  const packed = await through(text, new CompressionStream("deflate-raw"), MOST);
  const code = btoa(String.fromCharCode(...packed))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
  return code.length > LONGEST ? null : `#recipe=${code}`;
}

/** The recipe that a fragment holds; null where it holds none, and an empty text where it cannot be unpacked. */
export async function unpacked(fragment: string): Promise<string | null> {
  const code = new URLSearchParams(fragment.replace(/^#/, "")).get("recipe");
  if (code === null) return null;
  try {
    if (code.length > 4 * LONGEST) return "";
    const packed = Uint8Array.from(atob(code.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    return new TextDecoder().decode(await through(packed, new DecompressionStream("deflate-raw"), MOST));
  } catch {
    return "";
  }
}
