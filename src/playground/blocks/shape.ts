import type { JsonObject } from '../json.ts';

/** Where blocks can stand. */
export type Surface = 'message' | 'modal' | 'home';

/** What a field may hold. Lengths are characters, as Slack counts them. */
export type Rule =
  | {
      readonly kind: 'string';
      readonly min?: number;
      readonly max?: number;
      readonly oneOf?: readonly string[];
      readonly pattern?: RegExp;
    }
  | {
      readonly kind: 'number';
      readonly min?: number;
      readonly max?: number;
      readonly above?: number;
      readonly whole?: true;
    }
  | { readonly kind: 'flag' }
  | { readonly kind: 'list'; readonly of: Rule; readonly min?: number; readonly max?: number }
  | { readonly kind: 'object'; readonly shape: Shape }
  /** An object whose shape is chosen by its `type`, out of a family; `only` narrows the family. */
  | { readonly kind: 'typed'; readonly family: Family; readonly only?: readonly string[] }
  | { readonly kind: 'anything' };

export type Family = 'text' | 'block' | 'element' | 'richBlock' | 'richElement' | 'cell' | 'chart' | 'chunk';

/** The fields of an object, and what a look at single fields cannot say. */
export type Shape = {
  readonly required?: Readonly<Record<string, Rule>>;
  readonly optional?: Readonly<Record<string, Rule>>;
  readonly also?: (value: JsonObject) => readonly string[];
  /** Where it may stand; everywhere when left out. */
  readonly surfaces?: readonly Surface[];
};

export type Shapes = Readonly<Record<string, Shape>>;

export const text = (max: number, min = 1): Rule => ({ kind: 'string', min, max });
export const oneOf = (...values: readonly string[]): Rule => ({ kind: 'string', oneOf: values });
export const flag: Rule = { kind: 'flag' };
export const whole = (min: number, max: number): Rule => ({ kind: 'number', min, max, whole: true });
export const listOf = (of: Rule, min: number, max: number): Rule => ({ kind: 'list', of, min, max });
export const object = (shape: Shape): Rule => ({ kind: 'object', shape });
export const typed = (family: Family, ...only: readonly string[]): Rule =>
  only.length === 0 ? { kind: 'typed', family } : { kind: 'typed', family, only };
export const identifier: Rule = { kind: 'string', max: 255 };
export const url = (max: number): Rule => ({
  kind: 'string',
  min: 1,
  max,
  pattern: /^(https?|mailto|slack):/i,
});

const textObject = (types: readonly string[], max: number, min: number): Rule => ({
  kind: 'object',
  shape: {
    required: { type: { kind: 'string', oneOf: types }, text: { kind: 'string', min, max } },
    optional: { emoji: flag, verbatim: flag },
  },
});

export const plainText = (max: number, min = 1): Rule => textObject(['plain_text'], max, min);
export const mrkdwn = (max: number, min = 1): Rule => textObject(['mrkdwn'], max, min);
export const anyText = (max: number, min = 1): Rule => textObject(['plain_text', 'mrkdwn'], max, min);
