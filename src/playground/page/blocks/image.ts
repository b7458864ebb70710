import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import { h } from '../dom.ts';
import { fileUrl } from '../server.ts';
import { words } from './context.ts';

const fileIn = (url: string): readonly [string, string] | null => {
  const match = /\/(?:slack|workspace)\/files\/([A-Z0-9]+)\/([^/?]+)/.exec(url);
  return match === null ? null : [match[1] ?? '', decodeURIComponent(match[2] ?? '')];
};

/** A picture stored here; one from elsewhere is named, not fetched: the page loads nothing from outside. */
export const imageElement = (element: JsonObject): HTMLElement => {
  const stored = isObject(element['slack_file']) ? element['slack_file'] : {};
  const url = words(element, 'image_url') || words(stored, 'url');
  const alt = words(element, 'alt_text');
  const file = words(stored, 'id') === '' ? fileIn(url) : ([words(stored, 'id'), 'image'] as const);
  if (file !== null)
    return h('img', { class: 'picture', alt, src: fileUrl(file[0], file[1]), loading: 'lazy' });
  return h(
    'span',
    { class: 'picture-outside', role: 'img', 'aria-label': alt, title: url },
    alt === '' ? 'Picture from outside' : alt,
  );
};
