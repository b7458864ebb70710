import { newId } from '../ids.ts';
import type { Json, JsonObject } from '../json.ts';
import { isList, isObject, objectsOf, textOf } from '../json.ts';
import type { Problem } from './check.ts';
import { check } from './check.ts';
import { views } from './layout.ts';
import type { Surface } from './shape.ts';
import { typed } from './shape.ts';

/** Blocks that may be shown, with the ids that were left out filled in; or why not, by Slack's error name. */
export type Acceptance =
  | { readonly kind: 'accepted'; readonly blocks: readonly JsonObject[] }
  | { readonly kind: 'refused'; readonly error: string; readonly problems: readonly Problem[] };

const most: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };

const refuse = (error: string, ...problems: readonly Problem[]): Acceptance => ({
  kind: 'refused',
  error,
  problems,
});

/** Every block, those inside others included. */
const flat = (blocks: readonly JsonObject[]): readonly JsonObject[] =>
  blocks.flatMap((block) => [
    block,
    ...flat(objectsOf(block['child_blocks'])),
    ...(block['type'] === 'carousel' ? flat(objectsOf(block['elements'])) : []),
  ]);

const ofType = (blocks: readonly JsonObject[], type: string): readonly JsonObject[] =>
  blocks.filter((block) => block['type'] === type);

const cellCharacters = (table: JsonObject): number =>
  charactersIn(isList(table['rows']) ? table['rows'] : [], false);

/** Characters of all texts in a value; tables have limits of their own and do not count twice. */
const charactersIn = (value: Json | undefined, skipTables: boolean): number => {
  if (isList(value)) return value.reduce<number>((sum, item) => sum + charactersIn(item, skipTables), 0);
  if (!isObject(value)) return 0;
  if (skipTables && ['table', 'data_table'].includes(textOf(value['type']) ?? '')) return 0;
  return Object.entries(value).reduce(
    (sum, [name, field]) =>
      sum + (name === 'text' && typeof field === 'string' ? field.length : charactersIn(field, skipTables)),
    0,
  );
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Limits that hold for a whole message. Sources: block reference pages; the total is measured (bolt-js issue 2509). */
const messageLimits: readonly (readonly [(blocks: readonly JsonObject[]) => boolean, string, string])[] = [
  [(all) => ofType(all, 'table').length > 1, 'invalid_blocks', 'only_one_table_allowed'],
  [
    (all) => sum(ofType(all, 'table').map(cellCharacters)) > 10_000,
    'invalid_blocks',
    'table cells must be less than 10001 characters in total',
  ],
  [
    (all) => sum(ofType(all, 'data_table').map(cellCharacters)) > 20_000,
    'invalid_blocks',
    'data_table cells must be less than 20001 characters in total',
  ],
  [
    (all) => ofType(all, 'data_visualization').length > 2,
    'invalid_blocks',
    'no more than 2 data_visualization blocks allowed',
  ],
  [
    (all) => sum(ofType(all, 'markdown').map((block) => (textOf(block['text']) ?? '').length)) > 12_000,
    'msg_blocks_too_long',
    'markdown blocks must be less than 12001 characters in total',
  ],
  [
    (all) => charactersIn(all, true) > 13_200,
    'msg_blocks_too_long',
    'blocks must be less than 13201 characters in total',
  ],
];

const repeated = (ids: readonly string[]): string | undefined =>
  ids.find((id, at) => id !== '' && ids.indexOf(id) < at);

const duplicates = (blocks: readonly JsonObject[]): readonly Problem[] => {
  const blockId = repeated(blocks.map((block) => textOf(block['block_id']) ?? ''));
  if (blockId !== undefined)
    return [{ pointer: '/blocks', message: `\`block_id\` already exists: ${blockId}` }];
  const actionId = blocks
    .map((block) => repeated(elementsOf(block).map((element) => textOf(element['action_id']) ?? '')))
    .find((id) => id !== undefined);
  return actionId === undefined
    ? []
    : [{ pointer: '/blocks', message: `\`action_id\` already exists: ${actionId}` }];
};

/** The interactive elements of a block, wherever the block keeps them. */
export const elementsOf = (block: JsonObject): readonly JsonObject[] => {
  const kept = [block['accessory'], block['element']].filter(isObject);
  const listed = ['actions', 'context_actions'].includes(textOf(block['type']) ?? '')
    ? objectsOf(block['elements'])
    : [];
  const cardActions = block['type'] === 'card' ? objectsOf(block['actions']) : [];
  return [...kept, ...listed, ...cardActions].filter((element) => element['type'] !== 'image');
};

const withActionId = (element: Json | undefined): Json | undefined =>
  isObject(element) && element['type'] !== 'image' && element['action_id'] === undefined
    ? { ...element, action_id: newId('', 5) }
    : element;

const named = (list: Json | undefined): readonly Json[] =>
  isList(list) ? list.map((item) => withActionId(item) ?? null) : [];

/** Slack gives every block and every element an id where the app gave none. */
export const withIds = (block: JsonObject): JsonObject => {
  const type = textOf(block['type']) ?? '';
  return {
    ...block,
    block_id: textOf(block['block_id']) ?? newId('', 5),
    ...(block['accessory'] === undefined ? {} : { accessory: withActionId(block['accessory']) }),
    ...(block['element'] === undefined ? {} : { element: withActionId(block['element']) }),
    ...(['actions', 'context_actions'].includes(type) ? { elements: named(block['elements']) } : {}),
    ...(type === 'card' && isList(block['actions']) ? { actions: named(block['actions']) } : {}),
    ...(type === 'carousel' ? { elements: objectsOf(block['elements']).map(withIds) } : {}),
    ...(type === 'container' ? { child_blocks: objectsOf(block['child_blocks']).map(withIds) } : {}),
  };
};

const anyBlock = typed('block');

/** Checks blocks for a surface against every limit. `value` is what the app sent, unchecked. */
export const acceptBlocks = (value: Json | undefined, surface: Surface): Acceptance => {
  if (!isList(value)) return refuse('invalid_blocks_format');
  if (value.length > most[surface])
    return refuse('invalid_blocks', {
      pointer: '/blocks',
      message: `no more than ${most[surface]} items allowed`,
    });
  const problems = value.flatMap((block, at) => check(anyBlock, block, `/blocks/${at}`, surface));
  if (problems.length > 0) return refuse('invalid_blocks', ...problems);
  const blocks = value.filter(isObject);
  const all = flat(blocks);
  const doubled = duplicates(all);
  if (doubled.length > 0) return refuse('invalid_blocks', ...doubled);
  const broken = surface === 'message' ? messageLimits.find(([exceeds]) => exceeds(all)) : undefined;
  if (broken !== undefined) return refuse(broken[1], { pointer: '/blocks', message: broken[2] });
  return { kind: 'accepted', blocks: blocks.map(withIds) };
};

export type ViewAcceptance =
  | { readonly kind: 'accepted'; readonly view: JsonObject }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/** Checks a view of the given type (`modal` or `home`). A modal that asks for something needs a submit button. */
export const acceptView = (value: Json | undefined, surface: 'modal' | 'home'): ViewAcceptance => {
  if (!isObject(value))
    return { kind: 'refused', problems: [{ pointer: '/view', message: 'must provide an object' }] };
  if (value['type'] !== surface)
    return {
      kind: 'refused',
      problems: [{ pointer: '/view/type', message: `must be one of the following values: ${surface}` }],
    };
  const shape = views[surface] ?? {};
  const problems = check({ kind: 'object', shape }, value, '/view', surface);
  const blocks = acceptBlocks(value['blocks'], surface);
  const inputs = ofType(objectsOf(value['blocks']), 'input');
  const missingSubmit =
    surface === 'modal' && inputs.length > 0 && value['submit'] === undefined
      ? [{ pointer: '/view', message: 'missing required field: submit' }]
      : [];
  const all = [
    ...problems,
    ...(blocks.kind === 'refused'
      ? blocks.problems.length > 0
        ? blocks.problems.map((problem) => ({ ...problem, pointer: `/view${problem.pointer}` }))
        : [{ pointer: '/view/blocks', message: 'must provide an array' }]
      : []),
    ...missingSubmit,
  ];
  if (all.length > 0 || blocks.kind === 'refused') return { kind: 'refused', problems: all };
  return { kind: 'accepted', view: { ...value, blocks: blocks.blocks } };
};
