import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject } from 'vitest';
import type { Welcome } from '#src/playground/protocol.ts';
import type { SampleApp } from '#test/support/sample-app.ts';
import { startSampleApp } from '#test/support/sample-app.ts';
import type { RunningWorkspace } from '#test/support/workspace-server.ts';
import { runWorkspace } from '#test/support/workspace-server.ts';

/** A workspace with a real Bolt app, and browser windows in it. */
export type Stage = {
  readonly running: RunningWorkspace;
  readonly sample: SampleApp;
  /** Opens a window as somebody; `at` is a place such as `app/home`. */
  readonly visit: (person: string, at?: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Console errors of this kind belong to the test. */
  readonly forgive: (expected: RegExp) => void;
};

export const wide = { width: 1360, height: 850 };
export const phone = { width: 390, height: 844 };

const flags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

const welcome: Welcome = {
  title: 'Ask the shop in your own words',
  lead: 'Every department asks in its own words and gets figures that are right.',
  questions: {
    marketing: ['Net revenue last week by country', 'How did the spring campaign do?', 'Sessions yesterday'],
    warehouse: ['How many blue mugs are left?', 'What has to be picked today?', 'What runs out this week?'],
  },
  data: [{ title: 'A demo shop, living', text: 'New orders come in while you watch.' }],
  connections: [
    { name: 'Demo shop', connected: true, unlocks: 'Everything on this page.', how: '' },
    { name: 'Your shop', connected: false, unlocks: 'Your own orders and stock.', how: 'Set SHOPIFY_TOKEN.' },
  ],
};

const path = inject('chromium');

/** Tests in a browser, each with a workspace of its own; they fail on a console error or a policy violation. */
export const inBrowser = (name: string, tests: (stage: () => Stage) => void): void => {
  const title = path === null ? `${name} (skipped: there is no Chromium on this machine)` : name;
  describe.skipIf(path === null)(title, () => {
    let browser: Browser;
    let stage: Stage;
    let problems: string[] = [];
    let forgiven: RegExp | null = null;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: path ?? '', args: flags });
    });
    afterAll(() => browser.close());
    beforeEach(async () => {
      problems = [];
      forgiven = null;
      const running = await runWorkspace({ welcome: () => welcome });
      const sample = await startSampleApp(running);
      stage = {
        running,
        sample,
        forgive: (expected) => {
          forgiven = expected;
        },
        visit: async (person, at = '', options = {}) => {
          const context = await browser.newContext({
            viewport: wide,
            locale: 'en-GB',
            timezoneId: 'Europe/Berlin',
            ...options,
          });
          const page = await context.newPage();
          page.setDefaultTimeout(5000);
          page.on('console', (message) => {
            if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
          });
          page.on('pageerror', (error) => problems.push(error.message));
          await page.goto(`${running.address}/?as=${person}${at === '' ? '' : `#/${at}`}`);
          await page.waitForSelector('.frame');
          return page;
        },
      };
    });
    afterEach(async () => {
      for (const context of browser.contexts()) await context.close();
      await stage.sample.stop();
      await stage.running.stop();
      expect(problems.filter((problem) => forgiven?.test(problem) !== true)).toEqual([]);
    });
    tests(() => stage);
  });
};

/** The field to write in, of the conversation or of the thread. */
export const composer = (page: Page, where: 'middle' | 'thread' = 'middle') =>
  page.locator(`.${where} .composer-field`);

export const send = async (
  page: Page,
  text: string,
  where: 'middle' | 'thread' = 'middle',
): Promise<void> => {
  await composer(page, where).fill(text);
  await page.keyboard.press('Enter');
};

/** Opens a conversation from the list. */
export const open = (page: Page, name: string): Promise<void> =>
  page.locator('.sidebar .entry', { hasText: name }).first().click();

/** The last message that the app wrote. */
export const lastByApp = (page: Page, where: 'middle' | 'thread' = 'middle') =>
  page.locator(`.${where} .message`, { has: page.locator('.badge', { hasText: 'APP' }) }).last();
