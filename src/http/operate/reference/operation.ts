// One operation: what it is for, what it takes, what it answers, and a line to try it with.
import { type Html, html } from '../../page/html.ts';
import { exampleOf } from './example.ts';
import type { Parameter, Told } from './read.ts';
import { inWords } from './schema.ts';

const keyWords: Readonly<Record<Told['key'], string>> = {
  needed: 'Needs a key or a session.',
  'shows more': 'Answers everybody where the lots are public; a key or a session may be shown more.',
  'not needed': 'Answers everybody.',
};

// The anchor stands inside: a browser opens what it must to show it.
export function operationPart(told: Told): Html {
  const { anchor, method, path, summary, description, key, parameters, takes, answers, problems } = told;
  return html`<details class="operation">
<summary><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code> <span class="what">${summary}</span></summary>
<div id="${anchor}">
${description !== undefined && html`<p>${description}</p>`}
<p class="quiet">${keyWords[key]}</p>
${parameters.length > 0 && parametersTable(parameters)}
${takes.length > 0 && html`<h3>Body</h3>${takes.map(({ type, schema }) => html`<p><code>${type}</code>: ${inWords(schema)}</p>`)}${bodyExample(told)}`}
<h3>Answers</h3>
<ul class="answers">${answers.map(({ status, description: means, content }) => html`<li><code>${status}</code> ${means}${content.map(([type, schema]) => html`<br><small><code>${type}</code>: ${inWords(schema)}</small>`)}</li>`)}
${problems.length > 0 && html`<li><code>${problems.join(', ')}</code> A <a href="#schema-Problem">Problem</a> with a <a href="/problems">code</a></li>`}</ul>
${answerExample(told)}
<h3>Try it</h3>
<pre tabindex="0"><code>${curlOf(told)}</code></pre>
</div>
</details>`;
}

function parametersTable(parameters: readonly Parameter[]): Html {
  return html`<h3>Parameters</h3><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Name</th><th scope="col">Is</th><th scope="col">Means</th></tr></thead><tbody>${parameters.map((one) => html`<tr><th scope="row"><code>${one.name}</code><small>${one.in}${one.required && ', needed'}</small></th><td>${inWords(one.schema)}</td><td>${one.description}</td></tr>`)}</tbody></table></div>`;
}

function bodyExample({ takes }: Told): Html | false {
  const first = takes.find(({ type }) => type.includes('json'));
  if (first === undefined) return false;
  return jsonExample('Example of a body', first.example ?? exampleOf(first.schema));
}

function answerExample({ answers }: Told): Html | false {
  const json = answers.flatMap(({ content }) => content).find(([type]) => type.includes('json'));
  return json !== undefined && jsonExample('Example of an answer', exampleOf(json[1]));
}

/** What says nothing but "an object" is no example. */
function jsonExample(title: string, value: unknown): Html | false {
  const text = JSON.stringify(value, null, 2);
  if (text === '{}') return false;
  return html`<details><summary>${title}</summary><pre tabindex="0"><code>${text}</code></pre></details>`;
}

/** `$NODE` and `$KEY` are the reader's. */
export function curlOf({ method, path, parameters, takes, answers, key }: Told): string {
  const isText = (answers[0]?.content[0]?.[0] ?? '').startsWith('text/html');
  const needed = parameters.filter((one) => one.in === 'query' && one.required);
  const query = needed.map(({ name }) => `${name}=…`).join('&');
  const type = takes[0]?.type;
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"$NODE${path}${query === '' ? '' : `?${query}`}"`,
    ...(key === 'not needed' ? [] : ['-H "X-API-Key: $KEY"']),
    ...(isText ? ['-H "Accept: text/html"'] : []),
    ...(type === undefined ? [] : [`-H "Content-Type: ${type}"`, '--data-binary @body']),
  ].join(' \\\n  ');
}
