import type { Child } from './dom.ts';
import { freshId, h } from './dom.ts';
import { icon } from './icons.ts';

/** Menus, windows and short notices that lie over the page. */

type Open = { readonly element: HTMLElement; readonly close: () => void };
let openPopover: Open | null = null;

const place = (element: HTMLElement, anchor: Element, prefer: 'below' | 'above'): void => {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  const roomBelow = innerHeight - box.bottom;
  const above = prefer === 'above' ? box.top > height + 8 : roomBelow < height + 8 && box.top > roomBelow;
  const left = Math.max(8, Math.min(box.left, innerWidth - width - 8));
  const top = above ? box.top - height - 4 : box.bottom + 4;
  element.style.left = `${left}px`;
  element.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
};

/** Shows an element beside an anchor until somebody clicks elsewhere or presses Escape; focus returns to the anchor. */
export const popover = (
  anchor: HTMLElement,
  element: HTMLElement,
  options: { readonly prefer?: 'below' | 'above'; readonly closed?: () => void } = {},
): (() => void) => {
  openPopover?.close();
  element.classList.add('popover');
  // A window lies over everything that is not in it.
  (anchor.closest('dialog') ?? document.body).append(element);
  place(element, anchor, options.prefer ?? 'below');
  const outside = (event: Event): void => {
    const target = event.target as Node;
    if (!element.contains(target) && !anchor.contains(target)) close();
  };
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    event.preventDefault();
    close();
    anchor.focus();
  };
  const close = (): void => {
    if (openPopover?.element !== element) return;
    openPopover = null;
    element.remove();
    document.removeEventListener('pointerdown', outside, true);
    document.removeEventListener('keydown', onEscape, true);
    anchor.setAttribute('aria-expanded', 'false');
    options.closed?.();
  };
  anchor.setAttribute('aria-expanded', 'true');
  document.addEventListener('pointerdown', outside, true);
  document.addEventListener('keydown', onEscape, true);
  openPopover = { element, close };
  return close;
};

export type MenuItem =
  | {
      readonly kind: 'item';
      readonly label: string;
      readonly detail?: string;
      readonly icon?: string;
      readonly danger?: boolean;
      readonly checked?: boolean;
      readonly run: () => void;
    }
  | { readonly kind: 'heading'; readonly label: string }
  | { readonly kind: 'line' };

const menuItem = (item: MenuItem, close: () => void): HTMLElement => {
  if (item.kind === 'line') return h('div', { class: 'menu-line', role: 'separator' });
  if (item.kind === 'heading') return h('div', { class: 'menu-heading', role: 'presentation' }, item.label);
  return h(
    'button',
    {
      type: 'button',
      class: item.danger === true ? 'menu-item danger' : 'menu-item',
      role: item.checked === undefined ? 'menuitem' : 'menuitemradio',
      'aria-checked': item.checked === undefined ? null : String(item.checked),
      tabindex: -1,
      onclick: () => {
        close();
        item.run();
      },
    },
    item.icon === undefined ? null : icon(item.icon, 18),
    h(
      'span',
      { class: 'menu-words' },
      h('span', { class: 'menu-label', dir: 'auto' }, item.label),
      item.detail === undefined || item.detail === ''
        ? null
        : h('span', { class: 'menu-detail', dir: 'auto' }, item.detail),
    ),
    item.checked === true ? icon('check', 16) : null,
  );
};

/** Arrow keys, Home and End walk through the items of a menu. */
export const walkWithArrows = (container: HTMLElement, selector: string): void => {
  container.addEventListener('keydown', (event) => {
    const items = [...container.querySelectorAll<HTMLElement>(selector)];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || items.length === 0) return;
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  });
};

/** Shows a menu at an anchor. */
export const menu = (anchor: HTMLElement, items: readonly MenuItem[], label: string): void => {
  const list = h('div', { class: 'menu', role: 'menu', 'aria-label': label });
  const close = popover(anchor, list);
  list.append(...items.map((item) => menuItem(item, close)));
  walkWithArrows(list, '.menu-item');
  place(list, anchor, 'below');
  list.querySelector<HTMLElement>('.menu-item')?.focus();
};

const noticeMs = 6000;

/** Says something for a few seconds; read aloud by screen readers. */
export const notice = (text: string): void => {
  const holder = document.querySelector<HTMLElement>('.notices');
  const element = h('div', { class: 'notice', role: 'status' }, text);
  holder?.append(element);
  // Shown anew, it comes to lie over any open window.
  holder?.hidePopover();
  holder?.showPopover();
  setTimeout(() => {
    element.remove();
    if (holder?.childElementCount === 0) holder.hidePopover();
  }, noticeMs);
};

export type Dialog = {
  readonly title: string;
  readonly body: readonly Child[];
  readonly confirm?: {
    readonly label: string;
    readonly danger?: boolean;
    readonly run: () => void | Promise<void>;
  };
  readonly cancel?: string;
  readonly wide?: boolean;
};

/** Shows a window over the page; Escape and the cross close it, the Tab key stays inside. */
export const dialog = (options: Dialog): (() => void) => {
  const titleId = freshId('dialog');
  const close = (): void => {
    element.close();
    element.remove();
  };
  const confirm = options.confirm;
  const element = h(
    'dialog',
    {
      class: options.wide === true ? 'window wide' : 'window',
      'aria-labelledby': titleId,
      oncancel: () => element.remove(),
    },
    h(
      'form',
      {
        method: 'dialog',
        class: 'window-form',
        onsubmit: (event: Event) => {
          event.preventDefault();
          close();
          void confirm?.run();
        },
      },
      h(
        'header',
        { class: 'window-head' },
        h('h2', { id: titleId }, options.title),
        h(
          'button',
          { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: close },
          icon('close'),
        ),
      ),
      h('div', { class: 'window-body' }, ...options.body),
      h(
        'footer',
        { class: 'window-foot' },
        h(
          'button',
          { type: 'button', class: 'button', onclick: close },
          options.cancel ?? (confirm === undefined ? 'Close' : 'Cancel'),
        ),
        confirm === undefined
          ? null
          : h(
              'button',
              { type: 'submit', class: confirm.danger === true ? 'button danger' : 'button primary' },
              confirm.label,
            ),
      ),
    ),
  );
  document.body.append(element);
  element.showModal();
  return close;
};
