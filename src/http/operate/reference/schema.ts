// What a schema says, in words and as a table.
import { type Html, html } from '../../page/html.ts';
import type { Schema } from '../../openapi/operation.ts';
import { refName, schemas } from './read.ts';

/** One line: `text`, `whole number or null`, `list of Lot` with a link. */
export function inWords(schema: Schema): Html {
  const name = refName(schema);
  if (name !== undefined) return html`<a href="#schema-${name}">${name}</a>`;
  if (Array.isArray(schema['enum'])) return html`one of ${choices(schema['enum'])}`;
  if (Object.hasOwn(schema, 'const')) return html`<code>${JSON.stringify(schema['const'])}</code>`;
  const ways = (schema['oneOf'] ?? schema['anyOf'] ?? schema['allOf']) as Schema[] | undefined;
  if (ways !== undefined) return html`${ways.map((way, at) => html`${at > 0 && ' or '}${inWords(way)}`)}`;
  const { type } = schema as { type?: string | string[] };
  const types = [type ?? []].flat();
  return html`${types.length === 0 && 'anything'}${types.map((one, at) => html`${at > 0 && ' or '}${ofType(one, schema)}`)}${limits(schema)}`;
}

/** A table of the members of an object; a line for everything else. */
export function schemaPart(name: string): Html {
  const schema = schemas[name] ?? {};
  const members = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const required = (schema['required'] ?? []) as string[];
  return html`<section class="schema" id="schema-${name}">
<h3>${name}</h3>
${typeof schema['description'] === 'string' && html`<p>${schema['description']}</p>`}
${members.length === 0 ? html`<p>${inWords(schema)}</p>` : html`<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Member</th><th scope="col">Is</th><th scope="col">Means</th></tr></thead><tbody>${members.map(([member, one]) => html`<tr><th scope="row"><code>${member}</code>${!required.includes(member) && html`<small>may be absent</small>`}</th><td>${inWords(one)}</td><td>${typeof one['description'] === 'string' && one['description']}</td></tr>`)}</tbody></table></div>`}
</section>`;
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  null: 'null',
};

function ofType(type: string, schema: Schema): Html | string {
  if (type === 'array') return html`list of ${inWords((schema['items'] ?? {}) as Schema)}`;
  if (type !== 'object') return typeWords[type] ?? type;
  const members = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  if (members.length === 0) return 'object';
  return html`object with ${members.map(([name, one], at) => html`${at > 0 && ', '}<code>${name}</code> (${inWords(one)})`)}`;
}

function choices(values: readonly unknown[]): Html {
  return html`${values.map((value, at) => html`${at > 0 && ', '}<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`)}`;
}

function limits(schema: Schema): Html | false {
  const said = [
    ['minimum', 'at least'],
    ['maximum', 'at most'],
    ['minLength', 'characters at least'],
    ['maxLength', 'characters at most'],
    ['maxItems', 'members at most'],
    ['format', 'format'],
    ['pattern', 'pattern'],
    ['default', 'if left out'],
  ].filter(([name = '']) => Object.hasOwn(schema, name));
  if (said.length === 0) return false;
  return html` <small>(${said.map(([name = '', words], at) => html`${at > 0 && ', '}${words} <code>${String(schema[name])}</code>`)})</small>`;
}
