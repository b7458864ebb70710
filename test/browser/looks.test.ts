import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { general } from '#test/support/walks.ts';
import type { Stage } from './stage.ts';
import { composer, inBrowser, lastByApp, open, phone, send, wide } from './stage.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const folder = join(import.meta.dirname, '../../.data/screenshots');
mkdirSync(folder, { recursive: true });

type Finding = {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
};

/** Serious and critical findings of axe-core. Its script is put in past the page's policy, by the browser itself. */
const findings = async (page: Page): Promise<readonly string[]> => {
  await page.addScriptTag({ path: axe });
  const violations = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)',
  )) as readonly Finding[];
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
};

/** The views of the page that are looked at. */
const views: Readonly<Record<string, (page: Page, stage: Stage) => Promise<void>>> = {
  start: async (page) => page.locator('.ask').first().waitFor(),
  thread: async (page) => {
    await goTo(page, 'marketing');
    await send(page, '@Crosswalk how did last week go?');
    await page.locator('.thread-link').click();
    await page.locator('.thread .data-table').waitFor();
  },
  everything: async (page) => {
    await goTo(page, 'Crosswalk');
    await send(page, 'show all');
    await page.locator('.drawing.pie').waitFor();
  },
  charts: async (page) => {
    await goTo(page, 'Crosswalk');
    await send(page, 'show charts');
    await page.locator('.chart').nth(1).waitFor();
  },
  form: async (page) => {
    await goTo(page, 'general');
    await send(page, '/announce sale');
    await page.locator('dialog.modal').getByRole('button', { name: 'Save' }).click();
    await page.locator('.input-error').first().waitFor();
  },
  home: async (page) => {
    await goTo(page, 'Crosswalk');
    await page.getByRole('tab', { name: 'Home' }).click();
    await page.locator('.home .data-table').waitFor();
  },
  people: async (page) => {
    await page
      .locator('.back:visible')
      .click({ timeout: 500 })
      .catch(() => undefined);
    await page.locator('.me').click();
    await page.locator('.menu.people').waitFor();
  },
  completion: async (page) => {
    await goTo(page, 'general');
    await composer(page).pressSequentially('@');
    await page.locator('.suggestion').first().waitFor();
  },
};

const goTo = async (page: Page, name: string): Promise<void> => {
  if (await page.locator('.back:visible').count()) await page.locator('.back:visible').click();
  await open(page, name);
};

inBrowser('how the page looks', (stage) => {
  const themes = ['light', 'dark'] as const;
  const sizes = { wide, phone } as const;
  for (const theme of themes)
    for (const [size, viewport] of Object.entries(sizes))
      test(`axe-core finds nothing serious in ${theme}, ${size}, and pictures of it are taken`, async () => {
        const found: string[] = [];
        for (const [name, show] of Object.entries(views)) {
          stage().running.workspace.team.views.clear();
          const page = await stage().visit('lena', '', { viewport, colorScheme: theme, bypassCSP: true });
          await show(page, stage());
          await page.waitForTimeout(150);
          await page.screenshot({ path: join(folder, `${name}-${theme}-${size}.png`) });
          found.push(...(await findings(page)).map((one) => `${name}: ${one}`));
          await page.context().close();
        }
        expect(found).toEqual([]);
      }, 120_000);

  test('a phone shows one thing at a time: the list, a conversation, a thread, and back', async () => {
    const page = await stage().visit('lena', '', { viewport: phone, hasTouch: true });
    await page.locator('.back:visible').click();
    expect(await page.locator('.sidebar').isVisible()).toBe(true);
    expect(await page.locator('.middle').isVisible()).toBe(false);
    await open(page, 'marketing');
    await send(page, '@Crosswalk how did last week go?');
    await page.locator('.thread-link').click();
    await page.locator('.thread .data-table').waitFor();
    expect(await page.locator('.middle').isVisible()).toBe(false);
    await page.locator('.thread .back').click();
    await page.locator('.middle .message').first().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test('the whole page can be used from the keyboard', async () => {
    const page = await stage().visit('mia');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('wareh');
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'warehouse' }).waitFor();
    await page.keyboard.type('@cros');
    await page.locator('.suggestion').first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('how did last week go?');
    await page.keyboard.press('Enter');
    await page.locator('.thread-link').waitFor();
    await page.keyboard.press('Shift+F6');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('message');
    await page.keyboard.press('t');
    await page.locator('.thread .data-table').waitFor();
    await page.locator('.thread .sort').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.thread th[aria-sort=ascending]').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.locator('.thread').waitFor({ state: 'hidden' });
    await page.keyboard.press('Alt+ArrowDown');
    await page.locator('h1', { hasText: 'tech-status' }).waitFor();
    await page.locator('.me').focus();
    await page.keyboard.press('Enter');
    await page.locator('.menu.people').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('me');
  });

  test('2,000 messages: the first paint comes within 500 ms, and scrolling through them stays smooth', async () => {
    const { running, visit } = stage();
    for (let at = 0; at < 2000; at++)
      running.workspace.team.post({
        channel: general,
        user: [...running.workspace.team.people.keys()][at % 9] ?? '',
        text: `Message ${at}: *${at * 7}* parcels, \`SKU-${at}\` :package:`,
      });
    const page = await visit('mia');
    await page.evaluate(() => {
      const seen = new MutationObserver(() => {
        if (document.querySelectorAll('.middle .message').length < 20) return;
        requestAnimationFrame(() =>
          setTimeout(() => document.body.setAttribute('data-painted', String(performance.now()))),
        );
        seen.disconnect();
      });
      seen.observe(document.body, { childList: true, subtree: true });
    });
    const before = await page.evaluate(() => performance.now());
    await open(page, 'general');
    await page.waitForSelector('[data-painted]');
    const painted = Number(await page.locator('body').getAttribute('data-painted')) - before;
    expect(painted).toBeLessThan(500);
    expect(await lastByApp(page).count()).toBeGreaterThanOrEqual(0);
    await page.getByText('Message 1999').waitFor();

    const frames = (await page.evaluate(async () => {
      const list = document.querySelector('.middle .timeline');
      const times: number[] = [];
      let last = performance.now();
      for (let step = 0; step < 400 && list !== null; step++) {
        list.scrollTop -= 400;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        times.push(performance.now() - last);
        last = performance.now();
      }
      return {
        times,
        count: document.querySelectorAll('.middle .message').length,
        top: list?.scrollTop ?? -1,
      };
    })) as { readonly times: readonly number[]; readonly count: number };
    expect(frames.count).toBe(2000);
    const sorted = frames.times.toSorted((one, other) => one - other);
    const usual = sorted[Math.floor(sorted.length * 0.5)] ?? 0;
    const slow = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
    expect(usual).toBeLessThan(50);
    expect(slow).toBeLessThan(250);
    process.stdout.write(
      `first paint of 2,000 messages ${painted.toFixed(0)} ms, 95 % of frames under ${slow.toFixed(0)} ms while scrolling\n`,
    );
  }, 60_000);
});
