import type { ShownMessage } from '../protocol.ts';
import { closeThread, go, openThread } from './go.ts';
import { chooseReaction, editMessage } from './message-tools.ts';
import { act } from './server.ts';
import { showKeys } from './sidebar.ts';
import { openChannelId, store } from './store.ts';
import { switcher } from './switcher.ts';

/** The parts of the page that F6 goes through. */
const regions = [
  '.sidebar .entry.open, .sidebar .entry',
  '.middle .timeline, .middle [tabindex="0"]',
  '.middle .composer-field',
  '.thread .composer-field',
];

const nextRegion = (back: boolean): void => {
  const targets = regions
    .map((selector) => document.querySelector<HTMLElement>(selector))
    .filter((one) => one !== null);
  const here = targets.findIndex(
    (one) => one === document.activeElement || one.contains(document.activeElement),
  );
  const to = (here + (back ? -1 : 1) + targets.length) % targets.length;
  targets[to]?.focus();
};

/** The conversations in the order of the list. */
const neighbour = (step: number): void => {
  const entries = [...document.querySelectorAll<HTMLElement>('.sidebar .entry')];
  const at = entries.findIndex((entry) => entry.classList.contains('open'));
  entries[(at + step + entries.length) % entries.length]?.click();
};

const focusMessage = (from: HTMLElement, step: number): void => {
  const rows = [...(from.closest('.timeline-list')?.querySelectorAll<HTMLElement>('.message') ?? [])];
  const row = rows[rows.indexOf(from) + step];
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
};

const findMessage = async (row: HTMLElement): Promise<ShownMessage | undefined> => {
  const channel = row.closest('.thread') === null ? openChannelId() : (store.thread?.channel ?? null);
  const ts = row.dataset['ts'] ?? '';
  const outcome = await act('replies', { channel, ts });
  return ((outcome['messages'] ?? []) as readonly ShownMessage[]).find((message) => message.ts === ts);
};

const onMessage: Readonly<Record<string, (row: HTMLElement, message: ShownMessage) => void>> = {
  t: (_, message) => openThread(message.channel, message.threadTs ?? message.ts),
  r: (row, message) => chooseReaction(message, row),
  e: (_, message) => message.user === store.snapshot.me && editMessage(message),
};

const messageKeys = (event: KeyboardEvent, row: HTMLElement): void => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    focusMessage(row, event.key === 'ArrowDown' ? 1 : -1);
    return;
  }
  const run = event.ctrlKey || event.metaKey || event.altKey ? undefined : onMessage[event.key.toLowerCase()];
  if (run === undefined) return;
  event.preventDefault();
  void findMessage(row).then((message) => message !== undefined && run(row, message));
};

const withCommand = (event: KeyboardEvent): (() => void) | undefined => {
  const { key } = event;
  const channel = openChannelId();
  if (key === 'k') return switcher;
  if (key === '/') return showKeys;
  return key === 'f' && channel !== null ? () => go({ kind: 'search', text: `in:${channel} ` }) : undefined;
};

const global = (event: KeyboardEvent): (() => void) | undefined => {
  if (event.ctrlKey || event.metaKey) return withCommand(event);
  if (event.key === 'F6') return () => nextRegion(event.shiftKey);
  if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown'))
    return () => neighbour(event.key === 'ArrowUp' ? -1 : 1);
  return event.key === 'Escape' && store.thread !== null && document.querySelector('dialog[open]') === null
    ? closeThread
    : undefined;
};

/** From the list itself, ArrowUp goes to the newest message. */
const intoList = (event: KeyboardEvent, list: HTMLElement): void => {
  const last = [...list.querySelectorAll<HTMLElement>('.message')].at(-1);
  if (event.key !== 'ArrowUp' || last === undefined) return;
  event.preventDefault();
  last.focus();
};

/** Everything can be done from the keyboard. */
export const startKeyboard = (): void => {
  document.addEventListener('keydown', (event) => {
    const run = global(event);
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (run !== undefined) {
      event.preventDefault();
      run();
    } else if (target?.matches('.message') === true) messageKeys(event, target);
    else if (target?.matches('.timeline') === true) intoList(event, target);
  });
};
