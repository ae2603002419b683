// Checks form with the compiled schemas and says what is wrong in sentences.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { isAbsoluteUri, parseInstant } from '#verifier';
import type { Finding } from './finding.ts';
import { documentSchemas, eventSchemas } from './schema.ts';
import * as cbv from './vocabulary.ts';

interface Format {
  check: (text: string) => boolean;
  code: string;
  sentence: string;
}

function wordsOf(vocabulary: cbv.Vocabulary, name: string): Format {
  return {
    check: (text) => cbv.belongsTo(vocabulary, text),
    code: 'NOT_IN_VOCABULARY',
    sentence: `is no ${name} of CBV 2.0: use one of its bare words, or a URI of your own vocabulary`,
  };
}

const formats: Record<string, Format> = {
  uri: { check: isAbsoluteUri, code: 'NOT_A_URI', sentence: 'is no absolute URI' },
  instant: {
    check: (text) => parseInstant(text) !== undefined,
    code: 'TIME_INVALID',
    sentence: 'is no real date and time with a zone',
  },
  unit: {
    check: (text) => /^[A-Z0-9]{2,3}$/.test(text),
    code: 'UNKNOWN_UNIT',
    sentence: 'is no unit code: two or three capitals or digits',
  },
  hex: {
    check: (text) => /^[0-9A-Fa-f]+$/.test(text),
    code: 'NOT_HEXADECIMAL',
    sentence: 'is not hexadecimal',
  },
  bizStep: wordsOf(cbv.bizSteps, 'business step'),
  disposition: wordsOf(cbv.dispositions, 'disposition'),
  transactionType: wordsOf(cbv.transactionTypes, 'business transaction type'),
  partyType: wordsOf(cbv.partyTypes, 'source or destination type'),
  errorReason: wordsOf(cbv.errorReasons, 'error reason'),
  component: wordsOf(cbv.components, 'component'),
  measurementType: wordsOf(cbv.measurementTypes, 'measurement type'),
  alertType: wordsOf(cbv.alertTypes, 'sensor alert type'),
};

const ajv = new Ajv({
  ...{ strict: true, allErrors: true, verbose: true, ownProperties: true, allowUnionTypes: true },
  formats: Object.fromEntries(Object.entries(formats).map(([name, { check }]) => [name, check])),
});
const forEvent = compiledWhenNeeded(eventSchemas);
const forDocument = compiledWhenNeeded(documentSchemas);

/** What is wrong with the form of an event of this type; pointers begin at the event. */
export function eventFormFindings(event: unknown, type: string): Finding[] {
  return findings(forEvent(Object.hasOwn(eventSchemas, type) ? type : 'extended'), event);
}

/** What is wrong with the form of a document around its events. */
export function documentFormFindings(document: unknown, type: string): Finding[] {
  return findings(forDocument(type), document);
}

/** Each when its first document comes: all of them at once take half the time that a command needs to start (measured). */
function compiledWhenNeeded(schemas: Readonly<Record<string, object>>): (type: string) => ValidateFunction {
  const made = new Map<string, ValidateFunction>();
  return (type) => {
    const found = made.get(type) ?? ajv.compile(schemas[type] as object);
    made.set(type, found);
    return found;
  };
}

const none: Finding[] = [];

function findings(validate: ValidateFunction, value: unknown): Finding[] {
  if (validate(value)) return none;
  // What one alternative of several lacks says nothing; that none of them fits is said once.
  return (validate.errors ?? []).filter(({ schemaPath }) => !/\/anyOf\/\d/.test(schemaPath)).map(finding);
}

function finding(error: ErrorObject): Finding {
  const pointer = error.instancePath;
  const { params } = error;
  const shown = `"${String(error.data).slice(0, 80)}"`;
  switch (error.keyword) {
    case 'required':
      return {
        code: 'PROPERTY_MISSING',
        pointer: `${pointer}/${params['missingProperty']}`,
        detail: `${params['missingProperty']} is missing`,
      };
    case 'additionalProperties':
      return {
        code: 'UNKNOWN_PROPERTY',
        pointer: `${pointer}/${params['additionalProperty']}`,
        detail: `${params['additionalProperty']} is no property of EPCIS here`,
      };
    case 'enum':
      return {
        code: 'VALUE_NOT_ALLOWED',
        pointer,
        detail: `${shown} is none of ${(params['allowedValues'] as string[]).join(', ')}`,
      };
    case 'format': {
      const format = formats[params['format'] as string] as Format;
      return { code: format.code, pointer, detail: `${shown} ${format.sentence}` };
    }
    case 'type':
      return { code: 'WRONG_TYPE', pointer, detail: `must be of type ${params['type']}` };
    case 'minItems':
    case 'minProperties':
      return { code: 'LIST_EMPTY', pointer, detail: 'needs at least one element' };
    case 'uniqueItems':
      return {
        code: 'DUPLICATE_EPC',
        pointer,
        detail: `elements ${params['j']} and ${params['i']} are the same`,
      };
    default:
      return {
        code: 'WRONG_TYPE',
        pointer,
        detail: 'must be a URI, or an object or list as the standard says',
      };
  }
}
