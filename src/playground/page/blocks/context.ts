import type { JsonObject } from '../../json.ts';
import { isObject, textOf } from '../../json.ts';
import { h } from '../dom.ts';
import { dialog, notice } from '../overlay.ts';
import { act } from '../server.ts';
import { fill, store } from '../store.ts';
import { textObject } from '../text/mrkdwn.ts';

/** Where blocks are shown, and what they need to know of it. */
export type BlockContext = {
  readonly surface: 'message' | 'modal' | 'home';
  /** Under which what was filled in is remembered. */
  readonly container: string;
  /** What tells the server where it happened: `{channel, ts}` or `{view}`. */
  readonly where: Readonly<Record<string, string>>;
  /** What a form said was wrong, by block id. */
  readonly errors: Readonly<Record<string, string>>;
  /** Draws a block inside another one. */
  readonly render: (context: BlockContext, block: JsonObject) => Node;
};

export type ElementContext = BlockContext & {
  readonly blockId: string;
  readonly inInput: boolean;
  readonly label: string;
};

export const words = (object: JsonObject, name: string): string => textOf(object[name]) ?? '';

/** What is set in an element now, or undefined where nobody touched it. */
export const filledValue = (context: ElementContext, element: JsonObject): unknown =>
  store.filled.get(context.container)?.[context.blockId]?.[words(element, 'action_id')];

const ask = (confirm: JsonObject): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const label = (name: string, usual: string): string =>
    isObject(confirm[name]) ? (textOf(confirm[name]['text']) ?? usual) : usual;
  dialog({
    title: label('title', 'Are you sure?'),
    body: [h('p', {}, ...textObject(isObject(confirm['text']) ? confirm['text'] : null))],
    cancel: label('deny', 'No'),
    confirm: {
      label: label('confirm', 'Yes'),
      danger: confirm['style'] === 'danger',
      run: () => resolve(true),
    },
  });
  return promise;
};

/** Tells the app that somebody did something with an element; the element waits meanwhile. */
export const dispatch = async (
  context: ElementContext,
  element: JsonObject,
  value: unknown,
  source: HTMLElement,
): Promise<void> => {
  if (isObject(element['confirm']) && !(await ask(element['confirm']))) return;
  source.classList.add('busy');
  source.setAttribute('aria-busy', 'true');
  const outcome = await act('click', {
    ...context.where,
    blockId: context.blockId,
    actionId: words(element, 'action_id'),
    value,
    state: store.filled.get(context.container) ?? {},
  });
  source.classList.remove('busy');
  source.removeAttribute('aria-busy');
  if (!outcome.ok) notice(outcome.problem ?? 'That did not work.');
};

/** Remembers a value, and tells the app where the element is one that tells at once. */
export const setValue = (
  context: ElementContext,
  element: JsonObject,
  value: unknown,
  source: HTMLElement,
): void => {
  fill(context.container, context.blockId, words(element, 'action_id'), value);
  if (!context.inInput) void dispatch(context, element, value, source);
};
