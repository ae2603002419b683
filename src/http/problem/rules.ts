// Codes of the rules and of the parsers behind the door that deserve another status than 400, or a word more than
// their own `detail`. A code that is missing here is answered with 400 and the general text.
import type { ProblemKind } from './catalogue.ts';

function forbidden(title: string, meaning: string): ProblemKind {
  return { status: 403, title, exception: 'SecurityException', meaning };
}

function invalid(title: string, meaning: string): ProblemKind {
  return { status: 400, title, exception: 'ValidationException', meaning };
}

export const ruleKinds: Readonly<Record<string, ProblemKind>> = {
  LOT_UNKNOWN: {
    status: 404,
    title: 'No statement mentions this lot',
    exception: 'NoSuchResourceException',
    meaning: 'The log of this node has no event about that id. Check the id, or ask the node of its maker.',
  },
  EVENT_ID_TAKEN: {
    status: 409,
    title: 'Another event has this eventID',
    exception: 'ResourceAlreadyExistsException',
    meaning:
      'An eventID names one event for ever; only its error declaration may repeat it. Give each event its own.',
  },
  KEY_OF_ANOTHER_PARTY: forbidden(
    'Signed with a key of another party',
    'The statement speaks for one party and is signed by another. Sign with a key of the party that speaks.',
  ),
  KEY_REVOKED: forbidden(
    'The key is revoked',
    'What a revoked key signs is not taken, whatever date the statement bears. Sign with a valid key.',
  ),
  NODE_KEY_IN_USE: {
    status: 409,
    title: 'This is the key that the node itself signs with',
    exception: 'ValidationException',
    meaning:
      'Taken back, the node could admit no party and take no key back any more. Whoever runs it puts a new one in its place: selvedge key rotate --party OPERATOR.',
  },
  KEY_UNKNOWN: forbidden(
    'The key is not enrolled',
    'A key counts once a statement in the log has enrolled it for its party.',
  ),
  NOT_YOURS_TO_SAY: forbidden(
    'This is for another party to say',
    'Parties, facilities and products are described by their own party, or by the operator; of records `detail` says whose word it is.',
  ),
  LOT_OF_ANOTHER_PARTY: forbidden(
    'The lot was made by another party',
    'Receive it and refer to it, or name your own lot.',
  ),
  EVENT_OF_ANOTHER_PARTY: forbidden(
    'The event was recorded by another party',
    'An event is recorded once, and only who recorded it can declare it an error.',
  ),
  FACILITY_OF_ANOTHER_PARTY: forbidden(
    'The facility belongs to another party',
    'Only its own party can say what was made or used up there.',
  ),
  NO_CUSTODIAL_KEY: invalid(
    'The node holds no key for this party',
    'Send statements that the party has signed itself, or have the operator admit it with a custodial key.',
  ),
  LOT_OVERDRAWN: invalid(
    'More is drawn than the lot holds',
    'A lot gives no more than was produced. `asked` and `available` are in the base unit of `dimension`; `decidedBy` is the entry that used the rest.',
  ),
  UNIT_INSIDE_ITSELF: invalid(
    'The unit would lie in itself',
    'Of two units one lies in the other, never both: check `parentID` against what was packed into what before.',
  ),
  UNIT_USED_UP: invalid(
    'The unit was used up before',
    'What lies in a unit is used up with it. What was packed or taken out before may be told later, with its own time; `decidedBy` is the entry that drew the unit.',
  ),
  NET_WEIGHT_ZERO: invalid(
    'The net weight is zero',
    'Tell what one piece weighs in whole grams, at least 1, or leave it out.',
  ),
  OUTPUT_EXCEEDS_INPUT: invalid(
    'More comes out than went in',
    'Nothing is made out of nothing. Check the quantities and their units.',
  ),
  SIZE_UNKNOWN: {
    status: 400,
    title: 'The log never had that size',
    exception: 'QueryParameterException',
    meaning:
      '`since` is the size of a checkpoint that this log has issued; it cannot be above the present one.',
  },
  SIGNATURE_INVALID: invalid(
    'The signature does not fit',
    'The bytes are not what the key signed. Send the statement exactly as it was signed.',
  ),
  STATEMENT_FROM_THE_FUTURE: invalid(
    'The statement is dated in the future',
    'Check the clock of the device that signed it.',
  ),
  EVENT_IN_THE_FUTURE: invalid(
    'The event has not happened yet',
    'eventTime lies after now. Check clock and zone of the sender.',
  ),
  DUPLICATE_EVENT_ID: invalid('Two events of the document share an eventID', 'Give each event its own.'),
  EVENT_TWICE: invalid('The document holds an event twice', 'Send each event once.'),
  ITEM_ALREADY_EXISTS: invalid(
    'The item exists already',
    'A serial number is given once. Check the serial, or send another action.',
  ),
  JSON_TRUNCATED: invalid(
    'The JSON ends too early',
    'The sender was cut off in the middle of a value. Send the whole document.',
  ),
  BAD_CHECK_DIGIT: invalid(
    'A check digit is wrong',
    'The last digit of a GS1 key follows from the others (GS1 General Specifications 7.9). Check for a typing error.',
  ),
  UNKNOWN_UNIT: invalid(
    'The unit is not known',
    'Units are UN/ECE Recommendation 20 codes such as KGM, MTR, MTK, H87.',
  ),
  QUANTITY_NEGATIVE: invalid(
    'A quantity is negative',
    'What goes out is drawn by another event, not by a negative quantity.',
  ),
  UNDECLARED_PREFIX: invalid(
    'A prefix is not declared',
    'Every prefix of an extension is declared in @context.',
  ),
  CONTEXT_MISSING: invalid(
    'There is no @context',
    'Documents and bare events carry the EPCIS 2.0 context, and that of each extension.',
  ),
  ILMD_WITHOUT_ADD: invalid(
    'ilmd without ADD',
    'Instance and lot master data describe what comes into being: action ADD or a transformation.',
  ),
  NOT_A_DOCUMENT: invalid(
    'This is no EPCIS document',
    'Send an EPCISDocument, an EPCISQueryDocument or one bare event as a JSON object.',
  ),
  CONTEXT_WITHOUT_EPCIS: invalid(
    '@context leaves EPCIS out',
    'Name the EPCIS 2.0 context first, then those of extensions.',
  ),
  PROPERTY_MISSING: invalid(
    'A property is missing',
    '`pointer` names the place, `detail` the property that EPCIS 2.0 asks for there.',
  ),
  UNKNOWN_PROPERTY: invalid(
    'A property is not known',
    'EPCIS 2.0 has no such property there. Own properties carry a prefix that @context declares.',
  ),
  WRONG_TYPE: invalid(
    'A value is of the wrong type',
    'Numbers are JSON numbers without quotes, lists are lists. `pointer` names the place.',
  ),
  VALUE_NOT_ALLOWED: invalid(
    'A value is none of those allowed',
    '`detail` lists the values that EPCIS 2.0 allows there.',
  ),
  NOT_IN_VOCABULARY: invalid(
    'A word is not in the vocabulary',
    'Use a word of CBV 2.0, or your own as an absolute URI.',
  ),
  NOT_A_URI: invalid('This must be a URI', 'Words that are not of the standard are absolute URIs.'),
  TIME_INVALID: invalid(
    'This is no date and time',
    'Write 2026-01-31T12:00:00Z, with a zone; the day must exist.',
  ),
  ZONE_INVALID: invalid(
    'This is no offset',
    'eventTimeZoneOffset is the local offset from UTC, from -14:00 to +14:00.',
  ),
  CLASS_ID_IN_EPC_LIST: invalid(
    'A lot stands where single things stand',
    'State a lot in a quantityList, with its quantity.',
  ),
  INSTANCE_ID_AS_CLASS: invalid(
    'A single thing stands where lots stand',
    'State an item by its serial number in an epcList.',
  ),
  QUANTITY_BELOW_BASE: invalid(
    'A quantity is finer than the base unit',
    'Quantities are kept as whole grams, millimetres, square millimetres or pieces. Round it.',
  ),
  QUANTITY_TOO_LARGE: invalid('A quantity is too large', 'It is beyond 2^53 base units. Check the unit.'),
  NOT_AN_IDENTIFIER: invalid(
    'This is no identifier',
    'Write a GS1 Digital Link URI, an EPC URN or another absolute URI.',
  ),
};
