import type { ShownMessage } from '../protocol.ts';
import { h } from './dom.ts';
import { emojiPanel } from './emoji-panel.ts';
import { openThread } from './go.ts';
import { icon } from './icons.ts';
import type { MenuItem } from './overlay.ts';
import { dialog, menu, notice, popover } from './overlay.ts';
import { act } from './server.ts';
import { app, store } from './store.ts';
import { emojiFor } from './text/emoji.ts';
import { plain } from './text/mrkdwn.ts';

const where = (message: ShownMessage) => ({ channel: message.channel, ts: message.ts });

const say = async (name: string, given: Readonly<Record<string, unknown>>): Promise<void> => {
  const outcome = await act(name, given);
  if (!outcome.ok) notice(outcome.problem ?? 'That did not work.');
};

const reactWith = (message: ShownMessage, name: string): void =>
  void say('react', { ...where(message), name });

/** Edits one's own message in a window. */
export const editMessage = (message: ShownMessage): void => {
  const field = h('textarea', { class: 'field', rows: 5, 'aria-label': 'Message', dir: 'auto' });
  field.value = plain(message.text);
  dialog({
    title: 'Edit message',
    body: [field],
    confirm: { label: 'Save', run: () => say('edit', { ...where(message), text: field.value }) },
  });
  field.focus();
};

const deleteMessage = (message: ShownMessage): void => {
  dialog({
    title: 'Delete message',
    body: [h('p', {}, 'This cannot be undone.')],
    confirm: { label: 'Delete', danger: true, run: () => say('delete', where(message)) },
  });
};

const copyLink = async (message: ShownMessage): Promise<void> => {
  await navigator.clipboard.writeText(
    `${location.origin}/#/${message.channel}/${message.threadTs ?? message.ts}`,
  );
  notice('Link copied.');
};

const items = (message: ShownMessage): readonly MenuItem[] => {
  const mine = message.user === store.snapshot.me;
  const shortcuts = app().shortcuts.filter((shortcut) => shortcut.kind === 'message');
  return [
    { kind: 'item', label: 'Copy link', icon: 'attach', run: () => void copyLink(message) },
    ...(mine
      ? ([
          { kind: 'item', label: 'Edit message', icon: 'edit', run: () => editMessage(message) },
          {
            kind: 'item',
            label: 'Delete message',
            icon: 'trash',
            danger: true,
            run: () => deleteMessage(message),
          },
        ] as const)
      : []),
    ...(shortcuts.length > 0
      ? ([{ kind: 'line' }, { kind: 'heading', label: 'Message shortcuts' }] as const)
      : []),
    ...shortcuts.map(
      (shortcut): MenuItem => ({
        kind: 'item',
        label: shortcut.name,
        detail: app().name,
        icon: 'bolt',
        run: () => void say('shortcut', { ...where(message), callbackId: shortcut.callbackId }),
      }),
    ),
  ];
};

const tool = (label: string, content: Node | string, run: (anchor: HTMLElement) => void): HTMLElement =>
  h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': label,
      title: label,
      onclick: (event: Event) => run(event.currentTarget as HTMLElement),
    },
    content,
  );

/** Chooses a reaction for a message. */
export const chooseReaction = (message: ShownMessage, anchor: HTMLElement): void => {
  const panel = emojiPanel((name) => {
    close();
    reactWith(message, name);
  });
  const close = popover(anchor, panel);
  panel.querySelector('input')?.focus();
};

/** The buttons that appear over a message: reactions, thread, and everything else behind the dots. */
export const messageTools = (message: ShownMessage, inThread: boolean): HTMLElement => {
  if (message.only)
    return h(
      'div',
      { class: 'message-tools', role: 'toolbar', 'aria-label': 'Message actions' },
      tool('Dismiss', icon('close', 18), () => void say('delete', where(message))),
    );
  const quick = ['white_check_mark', 'eyes', 'raised_hands'].map((name) =>
    tool(`React with ${name.replaceAll('_', ' ')}`, h('span', { class: 'emoji' }, emojiFor(name)), () =>
      reactWith(message, name),
    ),
  );
  return h(
    'div',
    { class: 'message-tools', role: 'toolbar', 'aria-label': 'Message actions' },
    ...quick,
    tool('Add reaction', icon('smile', 18), (anchor) => chooseReaction(message, anchor)),
    inThread
      ? null
      : tool('Reply in thread', icon('reply', 18), () =>
          openThread(message.channel, message.threadTs ?? message.ts),
        ),
    tool('More actions', icon('more', 18), (anchor) => menu(anchor, items(message), 'More actions')),
  );
};
