import { label } from "../../charts/label.ts";
import type { AttributionChannel, AttributionOutcome } from "../../engine/types.ts";
import { locale, t } from "../../i18n/locale.ts";
import { full } from "../../i18n/number.ts";

export type Model = AttributionOutcome["models"][number];

/** The channel, or what all that are not listed are called. */
export function channelName(row: Pick<AttributionChannel, "label">): string {
  return row.label === null ? t("attribution.others") : label(row.label);
}

export function modelName(model: Model): string {
  return t(`attribution.model.${model}`);
}

/** A share from 0 to 1 in percent. */
export function part(share: number): string {
  return `${full(100 * share, locale.lang, 1)}%`;
}

/** The channel about which the models differ most. */
export interface Spread {
  row: AttributionChannel;
  low: number;
  high: number;
  lowModel: Model;
  highModel: Model;
}

export function widest({ channels, models }: AttributionOutcome): Spread | undefined {
  const spread = (row: AttributionChannel): Spread | undefined => {
    const shares = row.credits.map((credit) => credit.share);
    const [low, high] = [Math.min(...shares), Math.max(...shares)];
    const [lowModel, highModel] = [models[shares.indexOf(low)], models[shares.indexOf(high)]];
    return lowModel && highModel ? { row, low, high, lowModel, highModel } : undefined;
  };
  return channels.map(spread).reduce((a, b) => (a && b && b.high - b.low > a.high - a.low ? b : (a ?? b)), undefined);
}

/** The channel that a model credits with most. */
export function most(outcome: AttributionOutcome, model: Model): { name: string; share: string } {
  const at = outcome.models.indexOf(model);
  const share = (row: AttributionChannel) => row.credits[at]?.share ?? 0;
  const best = outcome.channels.reduce<AttributionChannel | undefined>(
    (a, b) => (a && share(a) >= share(b) ? a : b),
    undefined,
  );
  return { name: best ? channelName(best) : "", share: part(best ? share(best) : 0) };
}
