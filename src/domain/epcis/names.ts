// Names of properties: those of the standard, and extensions whose prefix is declared.
import { isJsonObject, type JsonObject } from '#verifier';
import { type Finding, segment } from './finding.ts';
import { type Namespaces, prefixOf } from './namespaces.ts';
import * as schema from './schema.ts';

const namesOfEvents = new Map(
  Object.entries(schema.eventSchemas).map(([type, event]) => [type, schema.namesOf(event)]),
);
const namesOfLocation = schema.namesOf(schema.location);
const namesOfSensorElement = schema.namesOf(schema.sensorElement);
const namesOfSensorMetadata = schema.namesOf(schema.sensorMetadata);
const namesOfSensorReport = schema.namesOf(schema.sensorReport);
const namesOfErrorDeclaration = schema.namesOf(schema.errorDeclaration);
const noNames: ReadonlySet<string> = new Set();

/** Every name in an event that is neither the standard's nor an extension with a declared prefix. */
export function eventNameFindings(event: JsonObject, type: string, namespaces: Namespaces): Finding[] {
  const found: Finding[] = [];
  const names = namesOfEvents.get(type) ?? (namesOfEvents.get('ObjectEvent') as ReadonlySet<string>);
  checkNames(event, names, '', namespaces, found);
  checkNames(event['readPoint'], namesOfLocation, '/readPoint', namespaces, found);
  checkNames(event['bizLocation'], namesOfLocation, '/bizLocation', namespaces, found);
  checkNames(event['errorDeclaration'], namesOfErrorDeclaration, '/errorDeclaration', namespaces, found);
  checkNames(event['ilmd'], noNames, '/ilmd', namespaces, found);
  if (Array.isArray(event['sensorElementList'])) checkSensors(event['sensorElementList'], namespaces, found);
  return found;
}

/** The same for the properties of a document itself. */
export function documentNameFindings(document: JsonObject, type: string, namespaces: Namespaces): Finding[] {
  const found: Finding[] = [];
  checkNames(
    document,
    schema.namesOf(schema.documentSchemas[type] as object as { properties: object }),
    '',
    namespaces,
    found,
  );
  return found;
}

function checkSensors(elements: unknown[], namespaces: Namespaces, found: Finding[]): void {
  elements.forEach((element, at) => {
    const pointer = `/sensorElementList/${at}`;
    checkNames(element, namesOfSensorElement, pointer, namespaces, found);
    if (!isJsonObject(element)) return;
    checkNames(
      element['sensorMetadata'],
      namesOfSensorMetadata,
      `${pointer}/sensorMetadata`,
      namespaces,
      found,
    );
    const reports = Array.isArray(element['sensorReport']) ? element['sensorReport'] : [];
    reports.forEach((report, index) => {
      checkNames(report, namesOfSensorReport, `${pointer}/sensorReport/${index}`, namespaces, found);
    });
  });
}

function checkNames(
  value: unknown,
  names: ReadonlySet<string>,
  pointer: string,
  namespaces: Namespaces,
  found: Finding[],
): void {
  if (!isJsonObject(value)) return;
  for (const name in value) {
    if (names.has(name)) continue;
    const here = `${pointer}/${segment(name)}`;
    if (name.includes(':')) checkPrefix(name, here, namespaces, found);
    else
      found.push({
        code: 'UNKNOWN_PROPERTY',
        pointer: here,
        detail: `${name} is no property of EPCIS here; an extension needs a prefix, as in example:${name}`,
      });
    checkInside(value[name], here, namespaces, found);
  }
}

// Inside an extension bare names are its own business; only prefixes have to be declared.
function checkInside(value: unknown, pointer: string, namespaces: Namespaces, found: Finding[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const here = `${pointer}/${segment(name)}`;
    if (name.includes(':')) checkPrefix(name, here, namespaces, found);
    checkInside(inner, here, namespaces, found);
  }
}

/** A compact name or value whose prefix nobody declares. */
export function checkPrefix(name: string, pointer: string, namespaces: Namespaces, found: Finding[]): void {
  const prefix = prefixOf(name);
  if (prefix === undefined || namespaces.has(prefix)) return;
  const detail = `the prefix of ${name} is not declared: add "${prefix}" to @context in the document itself (contexts elsewhere are not fetched)`;
  found.push({ code: 'UNDECLARED_PREFIX', pointer, detail });
}
