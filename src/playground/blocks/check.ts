import type { Json, JsonObject } from '../json.ts';
import { entryOf, isList, isObject, textOf } from '../json.ts';
import { charts } from './charts.ts';
import { elements } from './elements.ts';
import { blocks, chunks } from './layout.ts';
import { cells, richBlocks, richElements } from './rich-text.ts';
import type { Family, Rule, Shape, Shapes, Surface } from './shape.ts';
import { text as textRule } from './shape.ts';

/** What is wrong at one place, in Slack's words; the place is a JSON pointer. */
export type Problem = { readonly pointer: string; readonly message: string };

const families: Readonly<Record<Family, Shapes>> = {
  text: {
    plain_text: { required: { text: textRule(3000) }, optional: { emoji: { kind: 'flag' } } },
    mrkdwn: { required: { text: textRule(3000) }, optional: { verbatim: { kind: 'flag' } } },
    image: elements['image'] ?? {},
  },
  block: blocks,
  element: elements,
  richBlock: richBlocks,
  richElement: richElements,
  cell: cells,
  chart: charts,
  chunk: chunks,
};

/** `null`: nesting does not change where a block stands, so children are not asked again. */
type Where = Surface | null;

const one = (pointer: string, message: string): readonly Problem[] => [{ pointer, message }];

const checkString = (
  rule: Rule & { readonly kind: 'string' },
  value: string,
  pointer: string,
): readonly Problem[] => {
  const { min = 0, max = Number.POSITIVE_INFINITY } = rule;
  if (value.length < min) return one(pointer, `must be more than ${min - 1} characters`);
  if (value.length > max) return one(pointer, `must be less than ${max + 1} characters`);
  if (rule.oneOf !== undefined && !rule.oneOf.includes(value))
    return one(pointer, `must be one of the following values: ${rule.oneOf.join(', ')}`);
  return rule.pattern !== undefined && !rule.pattern.test(value)
    ? one(pointer, 'must match the expected format')
    : [];
};

const checkNumber = (
  rule: Rule & { readonly kind: 'number' },
  value: number,
  pointer: string,
): readonly Problem[] => {
  if (rule.whole === true && !Number.isInteger(value)) return one(pointer, 'must be an integer');
  if (rule.min !== undefined && value < rule.min) return one(pointer, `must be at least ${rule.min}`);
  if (rule.max !== undefined && value > rule.max) return one(pointer, `must be at most ${rule.max}`);
  return rule.above !== undefined && value <= rule.above
    ? one(pointer, `must be greater than ${rule.above}`)
    : [];
};

const checkList = (
  rule: Rule & { readonly kind: 'list' },
  value: readonly Json[],
  pointer: string,
  where: Where,
): readonly Problem[] => {
  if (rule.max !== undefined && value.length > rule.max)
    return one(pointer, `no more than ${rule.max} items allowed`);
  if (rule.min !== undefined && value.length < rule.min)
    return one(pointer, `no fewer than ${rule.min} items allowed`);
  return value.flatMap((item, at) => check(rule.of, item, `${pointer}/${at}`, where));
};

const checkShape = (shape: Shape, value: JsonObject, pointer: string, where: Where): readonly Problem[] => {
  const required = Object.keys(shape.required ?? {});
  const known: Readonly<Record<string, Rule>> = { ...shape.required, ...shape.optional };
  const fields = Object.entries(value).filter(([, field]) => field !== undefined && field !== null);
  return [
    ...required
      .filter((name) => value[name] === undefined || value[name] === null)
      .map((name) => ({ pointer, message: `missing required field: ${name}` })),
    ...fields.flatMap(([name, field]) => {
      const rule = entryOf(known, name);
      if (rule !== undefined) return check(rule, field, `${pointer}/${name}`, where);
      return name === 'type' ? [] : one(pointer, `invalid additional property: ${name}`);
    }),
    ...(shape.also?.(value) ?? []).map((message) => ({ pointer, message })),
  ];
};

const checkTyped = (
  rule: Rule & { readonly kind: 'typed' },
  value: JsonObject,
  pointer: string,
  where: Where,
): readonly Problem[] => {
  const type = textOf(value['type']);
  if (type === null) return one(pointer, 'missing required field: type');
  const shape = entryOf(families[rule.family], type);
  const allowed = rule.only?.includes(type) ?? true;
  if (shape === undefined || !allowed) return one(`${pointer}/type`, `unsupported type: ${type}`);
  if (where !== null && shape.surfaces?.includes(where) === false)
    return one(`${pointer}/type`, `unsupported type: ${type} (not available in a ${where})`);
  return checkShape(shape, value, pointer, rule.family === 'block' ? childWhere(where, type) : where);
};

/** A container is for messages only, yet may hold inputs. */
const childWhere = (where: Where, type: string): Where => (type === 'container' ? null : where);

/** Everything that is wrong with a value, in the order of its fields. */
export const check = (
  rule: Rule,
  value: Json | undefined,
  pointer: string,
  where: Where,
): readonly Problem[] => {
  switch (rule.kind) {
    case 'string':
      return typeof value === 'string'
        ? checkString(rule, value, pointer)
        : one(pointer, 'must provide a string');
    case 'number':
      return typeof value === 'number'
        ? checkNumber(rule, value, pointer)
        : one(pointer, 'must provide a number');
    case 'flag':
      return typeof value === 'boolean' ? [] : one(pointer, 'must provide a boolean');
    case 'list':
      return isList(value) ? checkList(rule, value, pointer, where) : one(pointer, 'must provide an array');
    case 'object':
      return isObject(value)
        ? checkShape(rule.shape, value, pointer, where)
        : one(pointer, 'must provide an object');
    case 'typed':
      return isObject(value)
        ? checkTyped(rule, value, pointer, where)
        : one(pointer, 'must provide an object');
    case 'anything':
      return [];
    default:
      return rule satisfies never;
  }
};

/** How Slack writes a problem in `response_metadata.messages`. */
export const problemText = ({ pointer, message }: Problem): string =>
  `[ERROR] ${message} [json-pointer:${pointer}]`;
