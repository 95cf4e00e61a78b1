/** Where everything of one series is drawn. Units are pixels of a reader with text of 16 px. */
export interface PanelLayout {
  width: number;
  height: number;
  labels: Label[];
  /** Figures as bars from the line of zero; a figure of 0 has a bar of no length. */
  bars: Bar[];
  ticks: Tick[];
  /** Stretches from top to bottom through which the lines of the ticks run. */
  grid: Stretch[];
  /** Stretches of the line of zero: there is none beside a figure that is absent. */
  baseline: Stretch[];
  breaks: Break[];
}

export interface Label {
  text: string;
  role: 'title' | 'row' | 'value' | 'absent' | 'tick' | 'break';
  x: number;
  /** Of the line that the characters stand on. */
  y: number;
  size: number;
  anchor: 'start' | 'middle' | 'end';
}

export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Tick {
  value: number;
  x: number;
}

export interface Stretch {
  top: number;
  bottom: number;
}

/** The room between two rows where another edition begins. */
export interface Break extends Stretch {
  isComparable: boolean;
}

/** Narrow enough for a screen of 320 px, less its margins. */
export const panelWidth = 280;

export const textSize = 13;
export const titleSize = 14;
export const smallSize = 12;
