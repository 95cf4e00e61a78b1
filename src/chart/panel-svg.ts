import { escapeHtml } from '../prose/markdown.ts';
import type { Break, Label, PanelLayout } from './panel.ts';

export interface PanelText {
  /** Unique on the page; the ids within begin with it. */
  id: string;
  title: string;
  /** What a reader hears in place of the drawing. */
  description: string;
  /** From 1. */
  tone: number;
}

/** Lines on the ground of each fill, in a tile of 6 × 6. The first fill is plain. */
const textures = [
  '',
  '<path class="chart-texture" d="M-1 1l2-2M0 6l6-6M5 7l2-2"/>',
  '<circle class="chart-texture-dot" cx="3" cy="3" r="1.4"/>',
  '<path class="chart-texture" d="M3 0v6"/>',
  '<path class="chart-texture" d="M-1 5l2 2M0 0l6 6M5-1l2 2"/>',
  '<path class="chart-texture" d="M0 0l6 6M0 6l6-6"/>',
];

/** Fills there are; `chart.css` has a colour for each. */
const toneCount = textures.length;

/**
 * The drawing of one series, to stand in HTML. Looks come from `chart.css` alone: there are no
 * style attributes, and nothing is referred to but the fill.
 */
export function panelSvg(layout: PanelLayout, text: PanelText): string {
  const { width, height } = layout;
  const tone = ((text.tone - 1) % toneCount) + 1;
  const size = `${number(width)} ${number(height)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart-panel chart-tone-${tone}" viewBox="0 0 ${size}" width="${number(width)}" height="${number(height)}" role="img" aria-labelledby="${text.id}-title ${text.id}-description">`,
    `<title id="${text.id}-title">${escapeHtml(text.title)}</title>`,
    `<desc id="${text.id}-description">${escapeHtml(text.description)}</desc>`,
    `<defs><pattern id="${text.id}-fill" width="6" height="6" patternUnits="userSpaceOnUse"><path class="chart-${tone === 1 ? 'plain' : 'tint'}" d="M0 0h6v6h-6z"/>${textures[tone - 1]}</pattern></defs>`,
    path('chart-grid', gridPath(layout)),
    ...layout.bars.flatMap((bar) =>
      bar.width === 0
        ? []
        : `<rect class="chart-bar" x="${number(bar.x)}" y="${number(bar.y)}" width="${number(bar.width)}" height="${number(bar.height)}" fill="url(#${text.id}-fill)"/>`,
    ),
    path('chart-baseline', baselinePath(layout)),
    ...layout.breaks.map((one) => breakPath(one, width)),
    ...layout.labels.map(labelText),
    '</svg>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function gridPath({ ticks, grid }: PanelLayout): string {
  return ticks
    .flatMap(({ x }, at) => (at === 0 ? [] : grid.map(({ top, bottom }) => line(x, top, bottom))))
    .join('');
}

function baselinePath({ baseline, ticks }: PanelLayout): string {
  return baseline.map(({ top, bottom }) => line(ticks[0]!.x, top, bottom)).join('');
}

function line(x: number, top: number, bottom: number): string {
  return `M${number(x)} ${number(top)}V${number(bottom)}`;
}

/** A dashed line where figures go on to compare, a torn edge on either side where they do not. */
function breakPath({ top, bottom, isComparable }: Break, width: number): string {
  if (isComparable) return path('chart-change', `M0 ${number(top + 5)}H${number(width)}`);
  const teeth = 'l4-4l4 4'.repeat(Math.ceil(width / 8));
  return path('chart-break', `M0 ${number(top + 7)}${teeth}M0 ${number(bottom - 1)}${teeth}`);
}

function path(name: string, d: string): string {
  return d && `<path class="${name}" d="${d}"/>`;
}

const anchors = { start: '', middle: ' text-anchor="middle"', end: ' text-anchor="end"' };

function labelText({ text, role, x, y, size, anchor }: Label): string {
  return `<text class="chart-label chart-label-${role}" x="${number(x)}" y="${number(y)}" font-size="${size}"${anchors[anchor]}>${escapeHtml(text)}</text>`;
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
