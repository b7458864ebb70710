import { avatar } from './avatar.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import { act } from './server.ts';
import { app, listen, personOf, store } from './store.ts';

const rotateMs = 2500;

/** "Crosswalk is looking at yesterday's orders…" under a conversation or thread, with a Stop button where the app can be stopped. */
export const statusLine = (channel: string, threadTs: string | null): HTMLElement => {
  const words = h('span', { class: 'status-words' });
  const stop = h(
    'button',
    {
      type: 'button',
      class: 'button small',
      onclick: () => void act('stopAgent', { channel, threadTs: current() }),
    },
    icon('stop', 14),
    'Stop',
  );
  const line = h(
    'div',
    { class: 'status-line', role: 'status' },
    avatar(personOf(app().userId), 'tiny'),
    words,
    h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
    stop,
  );
  let turn = 0;

  const here = <T extends { readonly channel: string; readonly threadTs: string }>(
    all: Iterable<T>,
  ): readonly T[] =>
    [...all].filter((one) => one.channel === channel && (threadTs === null || one.threadTs === threadTs));
  const working = () => here(store.sessions.values()).filter((session) => session.status === 'processing');
  const statuses = () => here(store.statuses.values()).filter((status) => status.text !== '');
  const current = (): string => threadTs ?? working()[0]?.threadTs ?? statuses()[0]?.threadTs ?? '';

  const draw = (): void => {
    const status = statuses().at(-1);
    const busy = working().length > 0;
    const loading = status?.loading ?? [];
    const text = loading.length > 0 ? loading[turn % loading.length] : status?.text;
    line.classList.toggle('hidden', status === undefined && !busy);
    stop.classList.toggle('hidden', !busy);
    words.textContent = `${app().name} ${text ?? 'is working…'}`;
  };
  setInterval(() => {
    turn += 1;
    if (line.isConnected) draw();
  }, rotateMs);
  listen('status', draw);
  draw();
  return line;
};
