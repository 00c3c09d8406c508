import type { BarSeriesOption, HeatmapSeriesOption } from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption, VisualMapComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import type { Look } from "./look.ts";

export type Option = ComposeOption<
  BarSeriesOption | HeatmapSeriesOption | GridComponentOption | TooltipComponentOption | VisualMapComponentOption
>;

/** What every chart has in common. The tooltip is drawn on the canvas: the HTML one writes inline styles and markup. */
export function frame(look: Look): Option {
  return {
    animation: !look.still,
    animationDuration: 150,
    animationDurationUpdate: 150,
    textStyle: { fontFamily: look.font, color: look.text2, fontSize: 12 },
    tooltip: {
      renderMode: "richText",
      confine: true,
      transitionDuration: 0,
      backgroundColor: look.surface,
      borderColor: look.line,
      padding: [8, 10],
      textStyle: { color: look.text, fontFamily: look.font, fontSize: 12, lineHeight: 18 },
    },
  };
}

/** Black or white, whichever reads better on a colour given as #rrggbb. */
export function inkOn(colour: string): string {
  const channel = (at: number): number => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return luminance > 0.179 ? "#0b141b" : "#ffffff";
}

/** The colour at `part` (0 to 1) of a ramp of #rrggbb stops. */
export function along(ramp: readonly string[], part: number): string {
  const place = Math.min(Math.max(part, 0), 1) * (ramp.length - 1);
  const from = ramp[Math.floor(place)] ?? "#000000";
  const to = ramp[Math.ceil(place)] ?? from;
  const share = place - Math.floor(place);
  const mix = (at: number): string => {
    const a = Number.parseInt(from.slice(at, at + 2), 16);
    const b = Number.parseInt(to.slice(at, at + 2), 16);
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${mix(1)}${mix(3)}${mix(5)}`;
}
