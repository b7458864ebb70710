import { composerFor } from './conversation.ts';
import { h, name, replace } from './dom.ts';
import { closeThread } from './go.ts';
import { icon } from './icons.ts';
import { statusLine } from './status-line.ts';
import { channelOf, channelTitle, listen, listenToPushes, store } from './store.ts';
import { createTimeline } from './timeline.ts';

/** The thread beside the conversation. */
export const threadPane = (): HTMLElement => {
  const pane = h('aside', { class: 'thread', 'aria-label': 'Thread' });
  let shown = '';
  let close = (): void => undefined;

  const draw = (): void => {
    const { thread } = store;
    const key = thread === null ? '' : `${thread.channel}/${thread.ts}`;
    if (key === shown) return;
    close();
    close = () => undefined;
    shown = key;
    const channel = thread === null ? undefined : channelOf(thread.channel);
    if (thread === null || channel === undefined) {
      replace(pane);
      return;
    }
    const timeline = createTimeline({
      channel: thread.channel,
      threadTs: thread.ts,
      intro: () => null,
      seen: () => undefined,
    });
    const composer = composerFor(channel, thread.ts);
    const title = h('h2', {}, 'Thread');
    const stop = listenToPushes((push) => {
      if (push.kind === 'title' && push.threadTs === thread.ts) title.textContent = push.title;
    });
    close = () => {
      timeline.close();
      stop();
    };
    replace(
      pane,
      h(
        'header',
        { class: 'thread-head' },
        h(
          'button',
          { type: 'button', class: 'icon-button back', 'aria-label': 'Back', onclick: closeThread },
          icon('back'),
        ),
        title,
        h('span', { class: 'thread-where' }, channel.name === '' ? '' : '#', name(channelTitle(channel))),
        h('span', { class: 'spring' }),
        h(
          'button',
          {
            type: 'button',
            class: 'icon-button',
            'aria-label': 'Close thread',
            title: 'Close (Esc)',
            onclick: closeThread,
          },
          icon('close'),
        ),
      ),
      timeline.element,
      statusLine(thread.channel, thread.ts),
      composer.element,
    );
    void timeline.reload();
    composer.focus();
  };
  listen('thread', draw);
  draw();
  return pane;
};
