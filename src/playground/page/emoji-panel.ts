import { h } from './dom.ts';
import { emoji, emojiFor, quickReactions } from './text/emoji.ts';

/** A small board of emoji with a search field. */
export const emojiPanel = (choose: (name: string) => void): HTMLElement => {
  const board = h('div', { class: 'emoji-board' });
  const show = (names: readonly string[]): void => {
    board.replaceChildren(
      ...names.map((name) =>
        h(
          'button',
          {
            type: 'button',
            class: 'emoji-button',
            'aria-label': name.replaceAll('_', ' '),
            title: `:${name}:`,
            onclick: () => choose(name),
          },
          emojiFor(name),
        ),
      ),
    );
  };
  const field = h('input', {
    type: 'search',
    class: 'field',
    placeholder: 'Search emoji',
    'aria-label': 'Search emoji',
    oninput: () => {
      const query = field.value.trim().toLowerCase().replaceAll(' ', '_');
      show(query === '' ? usual : [...emoji.keys()].filter((name) => name.includes(query)));
    },
    onkeydown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      board.querySelector('button')?.click();
    },
  });
  const usual = [...new Set([...quickReactions, ...emoji.keys()])];
  show(usual);
  return h('div', { class: 'emoji-panel' }, field, board);
};
