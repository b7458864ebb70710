import type { Synonyms } from './define.ts';

/**
 * What a figure can be split and filtered by. `name`: the shop's own values, found in its data; `enum`: our values,
 * with the words for each; `time`: calendar units; `id`: numbers of single things. Synonyms are folded (no accents).
 */
export type Dimension = {
  readonly kind: 'name' | 'enum' | 'time' | 'id';
  readonly label: string;
  readonly plural: string;
  readonly synonyms: Synonyms;
  /** Whether every source knows it by nature, or only those that say so (coverage). */
  readonly recorded: 'always' | 'by_source';
  readonly values?: Readonly<Record<string, Synonyms>>;
  /** False for steps that come once: they are set against the step at the same place, not the one of the same name. */
  readonly repeats?: boolean;
};

const words = (list: string): readonly string[] => (list === '' ? [] : list.split(', '));

const shape =
  (kind: Dimension['kind']) =>
  (label: string, plural: string, en: string, de = '', es = ''): Dimension => ({
    kind,
    recorded: kind === 'name' ? 'by_source' : 'always',
    label,
    plural,
    synonyms: { en: words(en), de: words(de), es: words(es) },
  });

export const name = shape('name');
/** Names that every source knows. */
export const alwaysNamed = (...of: Parameters<typeof name>): Dimension => ({
  ...name(...of),
  recorded: 'always',
});
export const time = shape('time');
export const id = shape('id');
/** A step of the calendar. */
export const grain = (...of: Parameters<typeof time>): Dimension => ({ ...time(...of), repeats: false });

/** A dimension with values of our own, each with its words (English, German, Spanish). */
export const enumeration = (
  of: Dimension,
  values: Readonly<Record<string, readonly [string, string?, string?]>>,
): Dimension => ({
  ...of,
  kind: 'enum',
  recorded: 'always',
  values: Object.fromEntries(
    Object.entries(values).map(([value, [en, de = '', es = '']]) => [
      value,
      { en: words(en), de: words(de), es: words(es) },
    ]),
  ),
});
