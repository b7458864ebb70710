import { fold } from '#src/lib/text.ts';

/** Words shops use for the two options that questions can split by. */
const words: Readonly<Record<'colour' | 'size', readonly string[]>> = {
  colour: ['colour', 'color', 'farbe', 'couleur', 'kleur', 'colore'],
  size: ['size', 'grosse', 'groesse', 'taille', 'talla', 'maat', 'taglia', 'eu size', 'shoe size'],
};

/** Option values of a variant under the names that questions use; other options keep their own names. */
export const optionsOf = (
  pairs: readonly { readonly name: string; readonly value: string }[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    pairs
      .filter(({ value }) => value.trim() !== '')
      .map(({ name, value }) => {
        const folded = fold(name).trim();
        const known = Object.entries(words).find(([, names]) => names.includes(folded));
        return [known?.[0] ?? folded, value.trim()];
      }),
  );
