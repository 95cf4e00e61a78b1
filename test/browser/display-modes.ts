import type { CDPSession, MediaFeature, Page } from 'puppeteer-core';

/** As a reader may have the pages: what the system asks for, and what is chosen on the page. */
export interface DisplayMode {
  media: MediaFeature[];
  /** Attributes of the root element. */
  display: Readonly<Record<string, string>>;
}

const light = { name: 'prefers-color-scheme', value: 'light' };
const dark = { name: 'prefers-color-scheme', value: 'dark' };

export const displayModes = {
  light: { media: [light], display: {} },
  dark: { media: [dark], display: {} },
  'high contrast': { media: [light], display: { 'data-contrast': 'more' } },
  'high contrast, dark': { media: [dark], display: { 'data-contrast': 'more' } },
  'high contrast by the system': {
    media: [light, { name: 'prefers-contrast', value: 'more' }],
    display: {},
  },
  长者模式: { media: [light], display: { 'data-mode': 'elder' } },
  '长者模式, high contrast, dark': {
    media: [dark],
    display: { 'data-mode': 'elder', 'data-contrast': 'more' },
  },
  'larger text': { media: [light], display: { 'data-text': 'larger' } },
} satisfies Record<string, DisplayMode>;

export type DisplayModeName = keyof typeof displayModes;

const attributes = ['data-text', 'data-contrast', 'data-mode'];

/** What is emulated lasts as long as its session. */
const sessions = new WeakMap<Page, CDPSession>();

/** As `page.emulateMediaFeatures`, which knows nothing of `forced-colors`. */
export async function emulateMedia(page: Page, features: MediaFeature[]): Promise<void> {
  const session = sessions.get(page) ?? (await page.createCDPSession());
  sessions.set(page, session);
  await session.send('Emulation.setEmulatedMedia', { features });
}

/** Shows an open page as a reader has it in this mode, and in no other besides. */
export async function setDisplay(page: Page, { media, display }: DisplayMode): Promise<void> {
  await emulateMedia(page, media);
  await page.evaluate(`((display) => {
    for (const name of ${JSON.stringify(attributes)})
      if (name in display) document.documentElement.setAttribute(name, display[name]);
      else document.documentElement.removeAttribute(name);
  })(${JSON.stringify(display)})`);
}
