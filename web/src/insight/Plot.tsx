import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useFormat } from "../i18n/format";
import type { Bars } from "./Chart";

const HEIGHT = 220;

/** The drawing itself; it is loaded when there is something to draw. */
export default function Plot({ bars }: { bars: Bars }) {
  const box = useRef<HTMLDivElement>(null);
  const { zone, date } = useFormat();
  useEffect(() => {
    const into = box.current;
    if (!into) return;
    const draw = () => new uPlot(optionsOf(bars, zone, into, date), stacked(bars), into);
    let plot = draw();
    const resized = new ResizeObserver(() => plot.setSize({ width: into.clientWidth, height: HEIGHT }));
    resized.observe(into);
    // The colours are read when it is drawn, so another theme means another drawing.
    const redraw = () => {
      plot.destroy();
      plot = draw();
    };
    const theme = new MutationObserver(redraw);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", redraw);
    return () => {
      resized.disconnect();
      theme.disconnect();
      dark.removeEventListener("change", redraw);
      plot.destroy();
    };
  }, [bars, zone, date]);
  return <div ref={box} aria-hidden />;
}

/** Each part upon those before it; the highest is drawn first, so that the others lie before it. */
function stacked(bars: Bars): uPlot.AlignedData {
  const sums = bars.at.map(() => 0);
  const heights = bars.parts.map((part) =>
    part.values.map((value, index) => (sums[index] = (sums[index] ?? 0) + value)),
  );
  return [bars.at.map((at) => Date.parse(at) / 1000), ...heights.reverse()];
}

function optionsOf(bars: Bars, zone: string, box: HTMLElement, date: (at: number) => string): uPlot.Options {
  const colour = (name: string) => colourOf(box, `var(${name})`);
  const axis = {
    stroke: colour("--text-soft"),
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { stroke: colour("--line"), width: 1 },
    font: "12px system-ui, sans-serif",
  };
  const hour = new Intl.DateTimeFormat(undefined, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  });
  return {
    width: box.clientWidth || 280,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: true, range: (_, least, most) => around(least, most, bars) },
      y: { range: (_, __, most) => [0, most || 1] },
    },
    axes: [
      {
        ...axis,
        space: bars.interval === "hour" ? 50 : 80,
        values: (_, splits) =>
          splits.map((at) => (bars.interval === "hour" ? hour.format(at * 1000) : date(at * 1000))),
        ...(bars.interval === "day" && { incrs: [1, 2, 7, 14, 30, 60].map((days) => days * 86_400) }),
      },
      { ...axis, size: 46, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] },
    ],
    series: [
      {},
      ...bars.parts
        .map((part) => ({
          fill: colourOf(box, `color-mix(in srgb, var(--${part.tone}) 70%, var(--surface))`),
          width: 0,
          points: { show: false },
          ...(uPlot.paths.bars && { paths: uPlot.paths.bars({ size: [0.72, 60] }) }),
        }))
        .reverse(),
    ],
  };
}

/** Half an interval more at each end, where the first and the last bar stand. */
function around(least: number, most: number, bars: Bars): [number, number] {
  const half = (bars.interval === "hour" ? 3600 : 86_400) / 2;
  return [least - half, most + half];
}

/** What an expression is as a colour: a canvas knows neither variables nor `light-dark`. */
function colourOf(box: HTMLElement, expression: string): string {
  const probe = document.createElement("span");
  probe.style.color = expression;
  box.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
