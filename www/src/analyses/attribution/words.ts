import { label } from "../../charts/label.ts";
import type { AttributionChannel, AttributionOutcome } from "../../engine/types.ts";
import { t } from "../../i18n/locale.ts";
import { percents } from "../cells.ts";

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
  return percents({ num: share, den: 1 });
}

/** The channel about which the models differ most; none where they do not differ. */
export interface Spread {
  row: AttributionChannel;
  low: number;
  high: number;
  lowModel: Model;
  highModel: Model;
}

export function widest({ channels, models }: AttributionOutcome): Spread | undefined {
  let best: Spread | undefined;
  for (const row of channels) {
    const shares = row.credits.map((credit) => credit.share);
    const [low, high] = [Math.min(...shares), Math.max(...shares)];
    const [lowModel, highModel] = [models[shares.indexOf(low)], models[shares.indexOf(high)]];
    // Equal but for rounding: the more frequent channel, which comes first.
    const wider = !best || high - low > best.high - best.low + 1e-9;
    if (lowModel && highModel && wider && part(low) !== part(high)) best = { row, low, high, lowModel, highModel };
  }
  return best;
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
