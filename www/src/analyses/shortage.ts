import type { AnalysisName, Inspect, Shortage } from "../engine/api.ts";
import { isKey, locale, say, t, word } from "../i18n/locale.ts";
import { analysisName } from "./groups.ts";

const FIELD = "field_";

/** A counted thing in words; one that this build does not know, by its code. */
function amount(code: string, value: number): string {
  const key = `need.${code}`;
  return isKey(key) ? say(key, { n: value }) : t("need.other", { n: value, code });
}

/** What an analysis lacks, a sentence for fields and one for numbers; or its own, where it has one for what it lacks. */
export function shortage(name: AnalysisName, { need, have }: Shortage, inspect: Inspect | null): string[] {
  const counts = (list: typeof need): string =>
    list
      .filter(({ code }) => !code.startsWith(FIELD))
      .map(({ code, value }) => amount(code, value))
      .join(t("app.join"));
  const own = need.length === 1 ? `${name}.short.${need[0]?.code ?? ""}` : "";
  const [found] = have;
  if (isKey(own) && found && found.value > 0) return [say(own, { n: found.value })];
  const there = (code: string): number => have.find((one) => one.code === code)?.value ?? 0;
  const fields = need
    .filter(({ code, value }) => code.startsWith(FIELD) && there(code) < value)
    .map(({ code }) => {
      const field = code.slice(FIELD.length);
      return inspect?.fields.find((one) => one.field === field)?.[locale.lang] ?? word("field", field);
    });
  const analysis = analysisName(name);
  return [
    fields.length > 0 ? t("need.fields", { analysis, names: fields.join(t("app.join")) }) : "",
    counts(need) === "" ? "" : t("need.counts", { analysis, need: counts(need), have: counts(have) }),
  ].filter((sentence) => sentence !== "");
}
