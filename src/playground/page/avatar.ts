import type { ShownPerson } from '../protocol.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import { app } from './store.ts';

const shades = 10;

/** Everybody keeps their colour: it follows from the id. */
const shadeOf = (id: string): number =>
  ([...id].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16_777_619), 2_166_136_261) >>> 3) %
  shades;

const initials = (realName: string): string => {
  const parts = realName.split(/\s+/).filter(Boolean);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map(
    (part) => [...(part ?? '')][0] ?? '',
  );
  return letters.join('').toUpperCase();
};

/** The coloured square with somebody's initials; the app's has stripes. */
export const avatar = (
  person: ShownPerson,
  size: 'tiny' | 'small' | 'normal' | 'large' = 'normal',
): HTMLElement => {
  if (person.id === app().userId)
    return h('span', { class: `avatar ${size} app`, 'aria-hidden': 'true' }, icon('zebra'));
  return h('span', {
    class: `avatar ${size} shade-${shadeOf(person.id)}`,
    'aria-hidden': 'true',
    'data-initials': initials(person.realName),
  });
};
