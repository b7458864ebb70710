type Handler = (event: never) => void;
type Attribute = string | number | boolean | null | undefined | Handler;
export type Attributes = Readonly<Record<string, Attribute>>;
export type Child = Node | string | null | undefined | false | readonly Child[];

const append = (parent: Element, child: Child): void => {
  if (child === null || child === undefined || child === false) return;
  if (Array.isArray(child)) for (const one of child as readonly Child[]) append(parent, one);
  else parent.append(child as Node | string);
};

const set = (element: Element, name: string, value: Attribute): void => {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === 'function')
    element.addEventListener(name.slice(2).toLowerCase(), value as EventListener);
  else element.setAttribute(name, value === true ? '' : String(value));
};

/**
 * Makes an element. Texts only ever become text nodes, so nothing that comes from outside is read as markup.
 * `onclick: handler` listens; null, undefined and false leave an attribute or child out.
 */
export const h = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  append(element, children);
  return element;
};

/** The same for drawings. */
export const svg = (tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  append(element, children);
  return element;
};

export const replace = (parent: Element, ...children: readonly Child[]): void => {
  parent.replaceChildren();
  append(parent, children);
};

/** A number that no other element's id has. */
let used = 0;
export const freshId = (prefix: string): string => {
  used += 1;
  return `${prefix}-${used}`;
};

/** A name from outside: kept apart from the text around it, whichever way it is written. */
export const name = (text: string, className?: string): HTMLElement => h('bdi', { class: className }, text);
