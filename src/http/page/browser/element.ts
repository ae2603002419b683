// Building what is shown. Text goes in as text only: nothing that a file says can become markup.
import type { Words } from '../language/words.ts';

export type Child = Node | string;

/** `tag.class`, attributes, children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A sentence of the verifier, which speaks English; marked where the page does not. */
export function english(tag: 'p' | 'span', text: string, { language }: Words): HTMLElement {
  return element(tag, language === 'en' ? {} : { lang: 'en', dir: 'ltr' }, text);
}

/** What somebody is called, whichever way that is written. */
export function name(tag: 'strong' | 'span', text: string): HTMLElement {
  return element(tag, { dir: 'auto' }, text);
}

/** A list as screen readers count it, also where its style takes the bullets away. */
export function list(name: string, items: readonly (readonly Child[])[], label?: string): HTMLUListElement {
  const attributes = { class: name, role: 'list', ...(label !== undefined && { 'aria-label': label }) };
  return element('ul', attributes, ...items.map((children) => element('li', {}, ...children)));
}

/** Some now, the others made when somebody asks for them. */
export function listWithMore(
  name: string,
  items: readonly (() => readonly Child[])[],
  shownAtOnce: number,
  words: Words,
): Child[] {
  const first = list(
    name,
    items.slice(0, shownAtOnce).map((make) => make()),
  );
  const others = items.slice(shownAtOnce);
  if (others.length === 0) return [first];
  const more = element(
    'details',
    { class: 'more' },
    element('summary', {}, words.t('page.more', { count: others.length })),
  );
  const fill = (): void =>
    more.append(
      list(
        name,
        others.map((make) => make()),
      ),
    );
  more.addEventListener('toggle', fill, { once: true });
  return [first, more];
}
