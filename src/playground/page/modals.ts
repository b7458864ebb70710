import { isObject, objectsOf } from '../json.ts';
import type { ShownView } from '../protocol.ts';
import { renderBlocks } from './blocks/blocks.ts';
import { words } from './blocks/context.ts';
import { freshId, h, replace } from './dom.ts';
import { icon } from './icons.ts';
import { act } from './server.ts';
import { listen, store } from './store.ts';

/** The windows that the app opened, the topmost in front. */

const textIn = (view: ShownView, field: string, usual: string): string =>
  isObject(view.view[field]) ? words(view.view[field], 'text') || usual : usual;

const closeView = (view: ShownView, all: boolean): void => void act('close', { view: view.id, all });

const form = (view: ShownView, depth: number): HTMLElement => {
  const titleId = freshId('modal');
  const problem = h('div', { class: 'form-problem', role: 'alert' });
  const body = h('div', { class: 'window-body' });
  const submit = h('button', { type: 'submit', class: 'button primary' }, textIn(view, 'submit', 'Submit'));

  const draw = (errors: Readonly<Record<string, string>>): void => {
    const blocks = objectsOf(view.view['blocks']);
    replace(
      body,
      ...renderBlocks({ surface: 'modal', container: view.id, where: { view: view.id }, errors }, blocks),
    );
    body.querySelector<HTMLElement>('.wrong input, .wrong textarea, .wrong button')?.focus();
  };
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    submit.classList.add('busy');
    submit.disabled = true;
    const outcome = await act('submit', { view: view.id, state: store.filled.get(view.id) ?? {} });
    submit.classList.remove('busy');
    submit.disabled = false;
    const errors = (outcome['errors'] ?? {}) as Readonly<Record<string, string>>;
    problem.textContent = outcome.ok ? '' : (outcome.problem ?? '');
    if (Object.keys(errors).length > 0) draw(errors);
    if (outcome['closed'] === true) store.filled.delete(view.id);
  };
  draw({});
  const hasSubmit = isObject(view.view['submit']);
  return h(
    'form',
    {
      class: 'window-form',
      'aria-labelledby': titleId,
      novalidate: true,
      onsubmit: (event: Event) => void send(event),
    },
    h(
      'header',
      { class: 'window-head' },
      h('h2', { id: titleId, dir: 'auto' }, textIn(view, 'title', '')),
      h(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: () => closeView(view, true) },
        icon('close'),
      ),
    ),
    body,
    problem,
    h(
      'footer',
      { class: 'window-foot' },
      h(
        'button',
        { type: 'button', class: 'button', onclick: () => closeView(view, false) },
        textIn(view, 'close', depth > 1 ? 'Back' : hasSubmit ? 'Cancel' : 'Close'),
      ),
      hasSubmit ? submit : null,
    ),
  );
};

/** Shows the app's windows as they come and go. */
export const modals = (): HTMLElement => {
  const window = h('dialog', { class: 'window modal', 'aria-label': 'Window of the app' });
  let shown: ShownView | undefined;
  window.addEventListener('cancel', (event) => {
    event.preventDefault();
    if (shown !== undefined) closeView(shown, false);
  });
  const draw = (): void => {
    const top = store.snapshot.views.at(-1);
    if (top === undefined) {
      shown = undefined;
      if (window.open) window.close();
      replace(window);
      return;
    }
    if (shown?.id === top.id && JSON.stringify(shown.view) === JSON.stringify(top.view)) return;
    shown = top;
    replace(window, form(top, store.snapshot.views.length));
    if (!window.open) window.showModal();
    window
      .querySelector<HTMLElement>('.window-body input, .window-body textarea, .window-body button')
      ?.focus();
  };
  listen('views', draw);
  queueMicrotask(draw);
  return window;
};
