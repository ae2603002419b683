// What stands around the events of a document: its form, context, version, and where its events are.
import { isJsonObject, type JsonObject } from '#verifier';
import type { Finding } from './finding.ts';
import { documentFormFindings } from './form.ts';
import { documentNameFindings } from './names.ts';
import { namesEpcis, type Namespaces, namespacesOf } from './namespaces.ts';

export type DocumentForm = 'document' | 'query document' | 'event';

export interface Frame {
  form: DocumentForm;
  errors: Finding[];
  warnings: Finding[];
  events: unknown[];
  pointerOf: (eventIndex: number) => string;
  namespaces: Namespaces;
}

/** The frame of a document, a query document or, for any other object, of a bare event. */
export function frameOf(value: JsonObject): Frame {
  const namespaces = namespacesOf(value['@context']);
  const context = contextFindings(value);
  if (value['type'] === 'EPCISDocument' || value['type'] === 'EPCISQueryDocument')
    return documentFrame(value, value['type'], namespaces, context);
  return { form: 'event', errors: context, warnings: [], events: [value], pointerOf: () => '', namespaces };
}

function documentFrame(value: JsonObject, type: string, namespaces: Namespaces, context: Finding[]): Frame {
  const form = documentFormFindings(value, type).filter(
    ({ pointer }) => pointer !== '/@context' || context.length === 0,
  );
  const path =
    type === 'EPCISDocument'
      ? ['epcisBody', 'eventList']
      : ['epcisBody', 'queryResults', 'resultsBody', 'eventList'];
  const list = path.reduce<unknown>((inner, name) => (isJsonObject(inner) ? inner[name] : undefined), value);
  const events = Array.isArray(list) ? list : [];
  const empty = { code: 'NO_EVENTS', pointer: `/${path.join('/')}`, detail: 'the document holds no events' };
  return {
    form: type === 'EPCISDocument' ? 'document' : 'query document',
    errors: [
      ...context,
      ...versionFindings(value),
      ...form,
      ...documentNameFindings(value, type, namespaces),
    ],
    warnings: events.length === 0 ? [empty] : [],
    events,
    pointerOf: (eventIndex) => `/${path.join('/')}/${eventIndex}`,
    namespaces,
  };
}

function contextFindings(value: JsonObject): Finding[] {
  const context = value['@context'];
  const pointer = '/@context';
  if (context === undefined)
    return [
      { code: 'CONTEXT_MISSING', pointer, detail: '@context is missing: nothing says that this is EPCIS' },
    ];
  if (namesEpcis(context)) return [];
  return [
    {
      code: 'CONTEXT_WITHOUT_EPCIS',
      pointer,
      detail: '@context must name https://ref.gs1.org/standards/epcis/epcis-context.jsonld',
    },
  ];
}

function versionFindings(value: JsonObject): Finding[] {
  const version = value['schemaVersion'];
  if (version === undefined || (typeof version === 'string' && /^2(\.\d+)*$/.test(version))) return [];
  return [
    {
      code: 'SCHEMA_VERSION_UNSUPPORTED',
      pointer: '/schemaVersion',
      detail: `schemaVersion ${version} is not 2.x`,
    },
  ];
}
