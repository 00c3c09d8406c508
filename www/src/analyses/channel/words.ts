import { label } from "../../charts/label.ts";
import type { ChannelRate, ChannelRow, MoneyRatio } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { fixed, full } from "../../i18n/number.ts";
import { DASH, percents } from "../cells.ts";

/** The channel, or what all that are not listed are called. */
export function channelName(row: Pick<ChannelRow, "label">): string {
  return row.label === null ? t("channel.others") : label(row.label);
}

/** An amount of money in words. */
export function amount(value: number | null): string {
  return value === null ? DASH : full(value, locale.lang, 2);
}

/** A return as a number: 3.2. */
export function quotient(ratio: MoneyRatio | null): string | null {
  return ratio && ratio.den > 0 ? fixed(ratio.num / ratio.den, locale.lang, 2) : null;
}

/** Bounds of an interval of shares in percent. */
export function bounds(rate: ChannelRate | null): { low: string; high: string } {
  const words = (value: number | undefined) => (value === undefined ? DASH : percents({ num: value, den: 1 }));
  return { low: words(rate?.interval?.low), high: words(rate?.interval?.high) };
}

/** A conversion with its bounds. */
export function conversionWords(rate: ChannelRate | null): { rate: string; low: string; high: string } | null {
  return rate && { rate: percents(rate.ratio), ...bounds(rate) };
}

/** Whether a channel stands above or below all others. */
export function stands(rate: ChannelRate | null): "above" | "below" | "same" {
  return rate?.stands ?? "same";
}
