import type { ChartView } from '../../src/chart/chart-view.ts';
import { descendants, parseXml, type XmlElement } from './xml.ts';

/** A panel as it is drawn: read from the SVG, not from what it was made of. */
export interface Drawing {
  root: XmlElement;
  elements: XmlElement[];
  width: number;
  height: number;
  bars: Box[];
  labels: DrawnLabel[];
  /** Left end of all bars. */
  zero: number;
  title: string;
  description: string;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface DrawnLabel extends Box {
  text: string;
  role: string;
  /** Where the text is put. */
  x: number;
  y: number;
}

export function drawingsOf({ panels }: ChartView): Drawing[] {
  return panels.map(drawingOf);
}

function drawingOf(svg: string): Drawing {
  const root = parseXml(svg);
  const elements = descendants(root);
  const [, , width, height] = root.attributes.viewBox!.split(' ').map(Number);
  const labels = elements.filter(({ name }) => name === 'text').map(labelOf);
  const zeroTick = labels.find(({ role, text }) => role === 'tick' && text === '0')!;
  return {
    root,
    elements,
    width: width!,
    height: height!,
    bars: elements.filter(({ name }) => name === 'rect').map(boxOf),
    labels,
    zero: zeroTick.x,
    title: elements.find(({ name }) => name === 'title')!.text,
    description: elements.find(({ name }) => name === 'desc')!.text,
  };
}

/** Texts of one role, from top to bottom. */
export function textsOf({ labels }: Drawing, ...roles: string[]): string[] {
  return labels
    .filter(({ role }) => roles.includes(role))
    .sort((a, b) => a.y - b.y)
    .map(({ text }) => text);
}

/**
 * How long the bar of each row is, from top to bottom, in row order: 0 for a figure without bar,
 * null for a row that says in words that it has no figure.
 */
export function lengthsOf({ labels, bars }: Drawing): (number | null)[] {
  return labels
    .filter(({ role }) => role === 'value' || role === 'absent')
    .sort((a, b) => a.y - b.y)
    .map(({ role, y }) => {
      if (role === 'absent') return null;
      const bar = bars.find(({ top, bottom }) => top < y && y < bottom);
      return bar ? bar.right - bar.left : 0;
    });
}

function boxOf({ attributes }: XmlElement): Box {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) =>
    Number(attributes[name]),
  ) as [number, number, number, number];
  return { left: x, right: x + width, top: y, bottom: y + height };
}

function labelOf({ attributes, text }: XmlElement): DrawnLabel {
  const x = Number(attributes.x);
  const y = Number(attributes.y);
  const size = Number(attributes['font-size']);
  const width = size * [...text].reduce((sum, character) => sum + widthOfCharacter(character), 0);
  const anchor = attributes['text-anchor'] ?? 'start';
  const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
  const role = /chart-label-(\w+)/.exec(attributes.class!)![1]!;
  return {
    text,
    role,
    x,
    y,
    left,
    right: left + width,
    top: y - size * 0.88,
    bottom: y + size * 0.2,
  };
}

/** Widest usual advance, in type sizes: Arial's digits have 0.556, Noto Sans SC's 0.555. */
function widthOfCharacter(character: string): number {
  if (/[0-9 .,:]/.test(character)) return 0.6;
  if (/[a-z()<>'"/&;=]/.test(character)) return /[mw]/.test(character) ? 0.95 : 0.62;
  return 1;
}

/** Labels that lie upon each other, or upon a bar. */
export function overlaps({ labels, bars }: Drawing): string[] {
  const boxes = [...labels, ...bars.map((bar) => ({ ...bar, text: 'a bar' }))];
  return labels.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.text} / ${b.text}`),
  );
}
