import { label } from "../../charts/label.ts";
import { t, word } from "../../i18n/locale.ts";
import { className } from "../rfm/tables.ts";

/** What stands before the number of a column without a field. */
const COLUMN = "survey_";

/** Whether an attribute is a column without a field, which has no words but its header. */
export function isColumn(name: string): boolean {
  return name.startsWith(COLUMN);
}

/** An attribute in words; a column without a field has its header. */
export function attributeName(name: string, title: string = name): string {
  return word("segments.grouping", name, label(title));
}

/** A group of an attribute in words: codes and bands of the engine are put into words, labels of the data stay. */
export function attributeGroup(attribute: string, group: string): string {
  switch (attribute) {
    case "rfm_class":
      return className(group);
    case "gender":
    case "member_level":
      return word(`segments.${attribute}`, group, label(group));
    case "age_band":
      return t("segments.years", { band: group });
    case "order_band":
      return t("segments.orders.band", { band: group });
    case "recency_band":
    case "tenure_band":
      return group === "none" ? t("segments.never") : t("segments.days", { band: group });
    default:
      return label(group);
  }
}
