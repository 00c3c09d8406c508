import type { AttributionChannel, AttributionOutcome, AttributionParams } from "../../engine/types.ts";

const row = (label: string | null, shares: number[], more: Partial<AttributionChannel> = {}): AttributionChannel => ({
  label,
  touches: 200,
  customers: { num: 55, den: 120 },
  journeys: { num: 60, den: 150 },
  alone: 20,
  assists: { num: 20, den: 40 },
  removal: 0.4,
  credits: shares.map((share) => ({ share, conversions: 100 * share, value: null })),
  ...more,
});

/** Two channels and 100 conversions. */
export const outcome: AttributionOutcome = {
  basis: "events",
  events: ["purchase"],
  kinds: ["purchase", "view"],
  first_day: "2024-01-04",
  last_day: "2024-06-29",
  timed: true,
  customers: 300,
  converted: 90,
  touches: 500,
  journeys: { num: 100, den: 400 },
  without_touch: 7,
  open: 0,
  value: null,
  models: ["first", "last", "linear", "time_decay", "position", "markov", "shapley"],
  channels: [
    row("search", [0.7, 0.4, 0.55, 0.5, 0.56, 0.5, 0.52]),
    row(null, [0.3, 0.6, 0.45, 0.5, 0.44, 0.5, 0.48], { assists: { num: 10, den: 60 } }),
  ],
  distinct: 40,
  markov: { order: 1, states: 3, base: 0.25 },
  lengths: [
    { touches: 1, open: false, journeys: { num: 40, den: 300 } },
    { touches: 2, open: false, journeys: { num: 58, den: 96 } },
    { touches: 3, open: false, journeys: { num: 2, den: 4 } },
  ],
  lags: [
    { from: 0, to: 0, count: 30 },
    { from: 1, to: null, count: 70 },
  ],
  paths: [
    { channels: ["search", null], journeys: { num: 50, den: 80 } },
    { channels: ["search"], journeys: { num: 3, den: 90 } },
  ],
  other_paths: 47,
};

export const params: AttributionParams = {
  conversion: "auto",
  event: null,
  window_days: 30,
  reach: "since_conversion",
  gap_minutes: 30,
  half_life_days: 7,
  order: 1,
  worth: "conversions",
};
