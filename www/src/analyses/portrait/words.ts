import { label } from "../../charts/label.ts";
import type { PortraitOutcome, PortraitPhrase } from "../../engine/types.ts";
import { t, word } from "../../i18n/locale.ts";
import { attributeGroup, attributeName } from "../segments/words.ts";

/** Other analyses whose groups can have portraits, by the grouping meant. */
export const SOURCES = {
  abc: "abc.class",
  activity: "activity.class",
  cluster: "cluster.cluster",
  lifecycle: "lifecycle.stage",
} as const;

function isSource(name: string): name is keyof typeof SOURCES {
  return Object.hasOwn(SOURCES, name);
}

/** What the groups are of, in words. */
export function byName(outcome: PortraitOutcome): string {
  return isSource(outcome.by) ? t(`portrait.by.${outcome.by}`) : attributeName(outcome.by, outcome.title);
}

/** A group in words. */
export function portraitGroup(by: string, group: string): string {
  return isSource(by) ? word(SOURCES[by], group, label(group)) : attributeGroup(by, group);
}

/** A feature or attribute in words; a column without a field has its header. */
export function featureName(name: string, title: string): string {
  return word("portrait.feature", name, attributeName(name, title));
}

/** How a feature is said to be more: by the number of something, by age, else by its size. */
function scale(name: string): "count" | "age" | "size" {
  if (name === "age") return "age";
  return ["recency", "frequency", "gap", "tenure"].includes(name) ? "count" : "size";
}

type Said = Pick<PortraitPhrase, "name" | "title" | "label" | "direction" | "size">;

/** One difference in words. */
export function phrase({ name, title, label: group, direction, size }: Said): string {
  const what = featureName(name, title);
  return group === null
    ? t(`portrait.number.${size}`, { name: what, more: t(`portrait.more.${scale(name)}.${direction}`) })
    : t(`portrait.label.${direction}.${size}`, { name: what, label: attributeGroup(name, group) });
}

/** Several in one sentence. */
export function phrases(list: readonly Said[]): string {
  return list.map((one) => phrase(one)).join(t("portrait.join"));
}
