// Every problem the door itself can answer with. The rules' own refusals come from the node with their own codes;
// those worth another status or more words stand in rules.ts and record-rules.ts.
import { accountKinds } from './account-rules.ts';
import { credentialKinds } from './credential-rules.ts';
import { operateKinds } from './operate-rules.ts';
import { recordKinds } from './record-rules.ts';
import { ruleKinds } from './rules.ts';
import { webhookKinds } from './webhook-rules.ts';

/** Exception names as in GS1's OpenAPI for EPCIS 2.0. */
export type EpcisException =
  | 'ValidationException'
  | 'QueryParameterException'
  | 'CaptureLimitExceededException'
  | 'URITooLongException'
  | 'NotAcceptableException'
  | 'UnsupportedMediaTypeException'
  | 'NoSuchResourceException'
  | 'ResourceAlreadyExistsException'
  | 'SecurityException'
  | 'ImplementationException';

export interface ProblemKind {
  status: number;
  title: string;
  exception: EpcisException;
  /** What it means and what to do: the text of the page at `/problems/<code>`. */
  meaning: string;
}

const doorKinds: Readonly<Record<string, ProblemKind>> = {
  JSON_INVALID: {
    status: 400,
    title: 'The body is not JSON',
    exception: 'ValidationException',
    meaning:
      'The bytes sent do not parse as one UTF-8 JSON value. Check that the body is complete and not cut off.',
  },
  JSON_TOO_DEEP: {
    status: 400,
    title: 'The JSON is nested too deep',
    exception: 'ValidationException',
    meaning: 'No document of this protocol needs such depth; docs/protocol/statement.md gives the limit.',
  },
  JSON_DUPLICATE_KEY: {
    status: 400,
    title: 'The JSON has a key twice',
    exception: 'ValidationException',
    meaning: 'What a repeated key means is open (RFC 8259 section 4), so it is refused.',
  },
  JSON_LONE_SURROGATE: {
    status: 400,
    title: 'The JSON has half a character',
    exception: 'ValidationException',
    meaning: 'A \\uD800 to \\uDFFF escape stands without its partner: no UTF-8 text can hold it.',
  },
  NOT_UTF8: {
    status: 400,
    title: 'The body is not UTF-8',
    exception: 'ValidationException',
    meaning: 'Text is taken as UTF-8 only. Convert the document before sending it.',
  },
  MALFORMED_STATEMENT: {
    status: 400,
    title: 'The body is not a signed statement',
    exception: 'ValidationException',
    meaning:
      'A signed statement is an SD-JWT in compact form: <JWT>~<disclosure>~...~ and nothing else on its line.',
  },
  BODY_CUT_OFF: {
    status: 400,
    title: 'The body did not arrive whole',
    exception: 'ValidationException',
    meaning: 'The connection ended in the middle of the body. Nothing was taken; send it again.',
  },
  BODY_EMPTY: {
    status: 400,
    title: 'The body is empty',
    exception: 'ValidationException',
    meaning: 'Send the document or the statement as the body of the request.',
  },
  FIELD_INVALID: {
    status: 400,
    title: 'A field is missing, unknown or of the wrong kind',
    exception: 'ValidationException',
    meaning: 'The body does not have the form that /openapi.json gives for it. `pointer` names the place.',
  },
  SINGLE_EVENT_EXPECTED: {
    status: 400,
    title: 'One event is expected here',
    exception: 'ValidationException',
    meaning: 'POST /events takes one bare event with its own @context. Send documents to POST /capture.',
  },
  HANDOVER_NOT_A_PAIR: {
    status: 400,
    title: 'A handover is two statements',
    exception: 'ValidationException',
    meaning:
      'POST /handovers takes the word of trade (a trade or an answer) and one event, each a signed statement on its own line. Send others to POST /capture.',
  },
  EVENT_REFUSED: {
    status: 400,
    title: 'The event was refused',
    exception: 'ValidationException',
    meaning: 'A rule said no. `errors` names each rule that did and the place in what was sent.',
  },
  ROLLBACK_NEEDS_ONE_STATEMENT: {
    status: 400,
    title: 'Several statements cannot be rolled back together',
    exception: 'ValidationException',
    meaning:
      'Each signed statement is recorded or refused by itself. Send one, or GS1-Capture-Error-Behaviour: proceed.',
  },
  HTTP_HEADER_INVALID: {
    status: 400,
    title: 'A header has a value that is not known',
    exception: 'ValidationException',
    meaning: 'OPTIONS on the same address lists what is understood.',
  },
  QUERY_PARAMETER_UNKNOWN: {
    status: 400,
    title: 'A query parameter is not known',
    exception: 'QueryParameterException',
    meaning:
      'A filter that is not understood is refused, because leaving it out would answer another question.',
  },
  QUERY_PARAMETER_INVALID: {
    status: 400,
    title: 'A query parameter has a value that cannot be used',
    exception: 'QueryParameterException',
    meaning: '`field` names the parameter. /openapi.json lists what each one takes.',
  },
  TILE_PATH_INVALID: {
    status: 400,
    title: 'This is not the path of a tile',
    exception: 'ValidationException',
    meaning:
      'Tiles are addressed as C2SP tlog-tiles says: tile/<level>/<index>[.p/<width>], three digits an element, x before all but the last.',
  },
  KEY_MISSING: {
    status: 401,
    title: 'An API key is needed',
    exception: 'SecurityException',
    meaning: 'Send Authorization: Bearer svk_<id>_<secret>, or the same key as X-API-Key.',
  },
  KEY_NOT_VALID: {
    status: 401,
    title: 'The API key is not valid',
    exception: 'SecurityException',
    meaning: 'The key is malformed, unknown or revoked. Which of these is not said.',
  },
  ROLE_NOT_ALLOWED: {
    status: 403,
    title: 'This key may not do that',
    exception: 'SecurityException',
    meaning: 'The role of the key does not include this call. Ask the operator of the node for another key.',
  },
  STATEMENT_OF_ANOTHER_PARTY: {
    status: 403,
    title: 'A party speaks only for itself',
    exception: 'SecurityException',
    meaning: 'The key belongs to one party, and what was sent speaks in the name of another.',
  },
  LEVEL_NOT_GRANTED: {
    status: 403,
    title: 'This key does not show that much',
    exception: 'SecurityException',
    meaning:
      'The levels are country, region, site and full. Ask for a lower one, or for a key that shows more.',
  },
  NO_SUCH_RESOURCE: {
    status: 404,
    title: 'There is nothing here',
    exception: 'NoSuchResourceException',
    meaning: 'The address is not known, or what it names is not known to this node or not to this key.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: 'The address does not take this method',
    exception: 'ImplementationException',
    meaning: 'The Allow header lists the methods that it takes.',
  },
  NOT_ACCEPTABLE: {
    status: 406,
    title: 'No form that you accept',
    exception: 'NotAcceptableException',
    meaning: 'The answer exists only in the media types and versions that `detail` lists.',
  },
  EVENT_ALREADY_RECORDED: {
    status: 409,
    title: 'The event is recorded already',
    exception: 'ResourceAlreadyExistsException',
    meaning: '`location` is where it is. Sending it again changes nothing.',
  },
  STATE_MOVED_ON: {
    status: 409,
    title: 'The log is longer by now',
    exception: 'ImplementationException',
    meaning:
      'The hash of the state is known for the log of now only. `size` is how long it is: ask for that.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    title: 'The Idempotency-Key was used for something else',
    exception: 'ValidationException',
    meaning:
      'A key stands for one request, for thirty days: the same again is answered again, and another one is refused. Take a new key.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    title: 'The body is too large',
    exception: 'CaptureLimitExceededException',
    meaning:
      'GS1-EPCIS-Capture-File-Size-Limit gives the bytes, GS1-EPCIS-Capture-Limit the events. Send several documents.',
  },
  TOO_MANY_EVENTS: {
    status: 413,
    title: 'The document holds too many events',
    exception: 'CaptureLimitExceededException',
    meaning: 'GS1-EPCIS-Capture-Limit gives the number of events. Send several documents.',
  },
  URI_TOO_LONG: {
    status: 414,
    title: 'The address is too long',
    exception: 'URITooLongException',
    meaning: 'An address, with its query, may have 8192 characters.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: 'The body has a media type that is not taken here',
    exception: 'UnsupportedMediaTypeException',
    meaning: '`detail` lists the media types. Content-Encoding is not taken, and the charset is UTF-8.',
  },
  NOT_HTTP: {
    status: 400,
    title: 'This is not an HTTP request',
    exception: 'ValidationException',
    meaning: 'The bytes could not be read as HTTP/1.1.',
  },
  REQUEST_TOO_SLOW: {
    status: 408,
    title: 'The request did not arrive in time',
    exception: 'ValidationException',
    meaning: 'Headers have 10 seconds, the whole request 5 minutes. Send large documents in parts.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    title: 'The headers are too large',
    exception: 'URITooLongException',
    meaning: 'Address and headers together may have 16 KiB.',
  },
  INTERNAL_FAULT: {
    status: 500,
    title: 'Something broke in the node',
    exception: 'ImplementationException',
    meaning: 'This is our fault, not yours. Nothing is half-done; the same request may be sent again.',
  },
  NOT_READY: {
    status: 503,
    title: 'The node is not ready',
    exception: 'ImplementationException',
    meaning: 'It is starting or stopping. Try again shortly.',
  },
};

/** Every problem with a page of its own. */
export const problemKinds: Readonly<Record<string, ProblemKind>> = {
  ...recordKinds,
  ...operateKinds,
  ...webhookKinds,
  ...accountKinds,
  ...credentialKinds,
  ...ruleKinds,
  ...doorKinds,
};

const refusedByRule: ProblemKind = {
  status: 400,
  title: 'A rule of the node said no',
  exception: 'ValidationException',
  meaning: 'The rules refused what was sent. `detail` says what to do about it; nothing was recorded.',
};

/** The kind of a code; a code that only the rules know is a refusal by a rule (400). */
export function problemKind(code: string): ProblemKind {
  return problemKinds[code] ?? refusedByRule;
}
