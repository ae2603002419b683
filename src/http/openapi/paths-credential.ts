import { profiles } from '../../credential/conformity.ts';
import { purposes } from '../../credential/status-list.ts';
import { importSchema } from '../credential/import.ts';
import { readerSchema } from '../document/document.ts';
import { documentTypes, partTypes } from '../document/type.ts';
import { uploadSchema } from '../document/upload.ts';
import { doubtFormSchema, doubtKinds, doubtSchema, doubtStandings, standingSchema } from '../doubt/form.ts';
import { scanSchema } from '../scan/scan.ts';
import { answersEmpty, answersWith, inPath, operation, type Paths, ref } from './operation.ts';

const json = 'application/json';
const jwt = { 'application/vc+jwt': { type: 'string' } };
const documents = 'Documents';
const credentials = 'Credentials';
const readersWord = 'Doubts of readers';
const anyDocument = Object.fromEntries(
  documentTypes.map((type) => [type, { type: 'string', format: 'binary' }]),
);
const digest = inPath('digest', 'SHA-256 of the document, base64url, as records name it');
const partyInPath = inPath('party', 'Id of the party, URL-encoded');

export const credentialPaths: Paths = {
  '/documents': {
    post: operation(documents, {
      summary: 'Keep a document beside the log, encrypted',
      description:
        'Only whoever brings it, whom they name, and the operator can read it. Records name it by its digest.',
      query: {
        party: {
          type: 'string',
          description: 'For whom; a party key brings for its own party only. The operator if left out',
        },
      },
      takes: anyDocument,
      answers: { '201': answersWith('It is kept', { [json]: ref('KeptDocument') }, ['Location']) },
      needs: 'key',
    }),
  },
  '/documents/uploads': {
    post: operation(documents, {
      summary: 'Begin a document that comes in parts',
      description: 'For lines that break. Forgotten after seven days if it is not finished.',
      query: {
        party: {
          type: 'string',
          description: 'For whom; a party key brings its own. The operator if left out',
        },
      },
      takes: { [json]: ref('UploadWish') },
      answers: { '201': answersWith('The upload', { [json]: ref('Upload') }, ['Location', 'Upload-Offset']) },
      problems: ['429'],
      needs: 'key',
    }),
  },
  '/documents/uploads/{id}': {
    parameters: [inPath('id', 'Id of the upload')],
    get: operation(documents, {
      summary: 'How much of it is here',
      answers: { '200': answersWith('The upload', { [json]: ref('Upload') }, ['Upload-Offset']) },
      needs: 'key',
    }),
    post: operation(documents, {
      summary: 'Send the next part',
      description:
        'At most 1 MiB, taken whole or not at all. With the last part `digest` names the document.',
      headers: {
        'Upload-Offset': { type: 'integer', minimum: 0, description: 'Place of the first byte of the part' },
      },
      takes: Object.fromEntries(partTypes.map((type) => [type, { type: 'string', format: 'binary' }])),
      answers: { '200': answersWith('The upload', { [json]: ref('Upload') }, ['Upload-Offset']) },
      problems: ['409'],
      needs: 'key',
    }),
  },
  '/documents/{digest}': {
    parameters: [digest],
    get: operation(documents, {
      summary: 'A document as it was brought',
      answers: { '200': answersWith('Its bytes, to be saved', anyDocument, ['Content-Disposition']) },
      needs: 'key',
    }),
  },
  '/documents/{digest}/readers': {
    parameters: [digest],
    post: operation(documents, {
      summary: 'Let one more party read it',
      takes: { [json]: readerSchema },
      example: { party: 'urn:uuid:0b8a4a0e-3a8e-4d6c-9a43-6f4f5d0a9c11' },
      answers: { '200': answersWith('Who may read it now', { [json]: ref('DocumentReaders') }) },
      needs: 'key',
    }),
  },
  '/certificates/import': {
    post: operation(credentials, {
      summary: 'Hand in a certificate that was issued elsewhere, as a W3C credential',
      description:
        'Signature, dates, form and status are checked; nothing is fetched. The holder says it, the document is kept. It counts as a credential where the issuer is admitted here or the operator brings its keys, the holder adds nothing of its own, and its status is not open; else as a document.',
      takes: { [json]: importSchema },
      answers: { '201': answersWith('As it is now in the log', { [json]: ref('HandedIn') }, ['Location']) },
      problems: ['409', '422'],
      needs: 'key',
    }),
  },
  '/certificates/{id}/credential': {
    parameters: [inPath('id', 'Its id, URL-encoded, or its log entry')],
    get: operation(credentials, {
      summary: 'A certificate as a W3C credential 2.0 (UNTP 0.7.0 Digital Conformity Credential)',
      description:
        'For keys that are shown all of it. Signed with a key of its issuer where the node holds one, else by the operator, which the credential says.',
      query: {
        profile: {
          type: 'string',
          enum: [...profiles],
          default: profiles[0],
          description:
            'untp-0.7.0: one status entry, its index a number. w3c: revocation and suspension, indexes as texts',
        },
      },
      answers: { '200': answersWith('JWS in compact form', jwt) },
      needs: 'key',
    }),
  },
  '/credentials/status/{party}/{purpose}': {
    parameters: [partyInPath, inPath('purpose', 'Of the list', { type: 'string', enum: [...purposes] })],
    get: operation(credentials, {
      summary: 'Status list of the certificates of a party (W3C Bitstring Status List v1.0)',
      description:
        'The certificate that the party said k-th, from 0, has index k. revocation: revoked or withdrawn, for ever. suspension: whatever does not count now.',
      answers: {
        '200': answersWith('A credential of type BitstringStatusListCredential', jwt, ['Cache-Control']),
      },
      needs: 'open',
    }),
  },
  '/credentials/keys/{party}': {
    parameters: [partyInPath],
    get: operation(credentials, {
      summary: 'With which key credentials of a party are signed here',
      answers: {
        '200': answersWith('Controlled identifier document (W3C)', { [json]: ref('KeyDocument') }, [
          'Cache-Control',
        ]),
      },
      needs: 'open',
    }),
  },
  '/doubts': {
    post: operation(readersWord, {
      summary: 'Report a doubt about a product, lot or item',
      description:
        'For whoever reads a public page, without an account. Nothing is kept of who wrote it. A few an hour from one address, not too many from all. The form of the page sends application/x-www-form-urlencoded and is led back to the page.',
      takes: { 'application/x-www-form-urlencoded': doubtFormSchema, [json]: doubtSchema },
      answers: {
        '204': answersEmpty('It is kept for the operator and the parties concerned'),
        '303': answersEmpty('It is kept: back to the page whose form sent it', ['Location']),
      },
      problems: ['429'],
      needs: 'maybe',
    }),
    get: operation(readersWord, {
      summary: 'What readers doubt, the newest first',
      description:
        'For the operator all of it; for a party what is about its products, or about lots and items of its making. A doubt decides nothing: who may, opens a case.',
      query: {
        offset: { type: 'integer', minimum: 0, default: 0, description: 'First doubt of the page' },
        limit: {
          type: 'integer',
          minimum: 1,
          maximum: 500,
          default: 100,
          description: 'Most doubts of the page',
        },
        standing: {
          enum: [...doubtStandings, 'open'],
          description: 'Only those that stand so for the caller; open: new and read. All if left out',
        },
      },
      answers: { '200': answersWith('Doubts', { [json]: ref('DoubtList') }) },
      needs: 'key',
    }),
  },
  '/doubts/{id}/standing': {
    parameters: [inPath('id', 'Id of the doubt')],
    post: operation(readersWord, {
      summary: 'Say that a doubt was read, or is settled and by what',
      description:
        'For whoever may read the doubt. Each side, a party or the operator, says it for itself: a doubt that a party has settled is as new to the operator as before. It stands beside the doubt, not in the log; that it was said stands in the audit trail. Said once more, it changes nothing.',
      takes: { [json]: ref('DoubtStandingWish') },
      example: { standing: 'settled', note: 'The label was printed wrong. The batch was taken back.' },
      answers: { '200': answersWith('The doubt', { [json]: ref('Doubt') }) },
      needs: 'key',
    }),
  },
  '/scans': {
    post: operation(documents, {
      summary: 'Tell that the label of an item was read',
      description:
        'For apps that read labels themselves. Opening the public page of an item counts without it.',
      takes: { [json]: scanSchema },
      example: { item: 'https://id.gs1.org/01/09520161000011/21/S1', country: 'DE' },
      answers: { '204': answersEmpty('Noted, or once too often to be noted again') },
      needs: 'key',
    }),
  },
};

const text = { type: 'string' };

export const credentialSchemas: Record<string, Record<string, unknown>> = {
  UploadWish: uploadSchema,
  Upload: {
    type: 'object',
    required: ['id', 'mediaType', 'size', 'received', 'expiresAt', 'digest'],
    properties: {
      id: { type: 'string' },
      mediaType: { type: 'string' },
      size: { type: 'integer' },
      received: { type: 'integer', description: 'How many of its first bytes are here' },
      expiresAt: { type: 'string', format: 'date-time' },
      digest: {
        type: ['string', 'null'],
        description: 'Of the document that it has become; null until then',
      },
    },
  },
  KeptDocument: {
    type: 'object',
    required: ['digest', 'size', 'mediaType'],
    properties: { digest: text, size: { type: 'integer' }, mediaType: text },
  },
  DocumentReaders: {
    type: 'object',
    required: ['digest', 'readers'],
    properties: { digest: text, readers: { type: 'array', items: { type: ['string', 'null'] } } },
  },
  HandedIn: {
    type: 'object',
    required: ['record', 'format', 'status', 'filled'],
    properties: {
      record: ref('Record'),
      format: { enum: ['credential', 'document'], description: 'As what it counts' },
      status: {
        enum: ['none', 'good', 'not-checked'],
        description: 'What the status lists that were handed in say of it',
      },
      filled: { type: 'array', items: text, description: 'Claims that are the word of its holder' },
    },
  },
  DoubtStandingWish: standingSchema,
  DoubtList: {
    type: 'object',
    required: ['counts', 'member'],
    properties: {
      counts: {
        type: 'object',
        description: 'Of all that the caller may read, by the standing that they have for the caller',
        required: [...doubtStandings],
        properties: Object.fromEntries(doubtStandings.map((name) => [name, { type: 'integer' }])),
      },
      member: { type: 'array', items: ref('Doubt') },
    },
  },
  DoubtMark: {
    type: 'object',
    required: ['party', 'partyName', 'personName', 'standing', 'note', 'at'],
    properties: {
      party: { type: ['string', 'null'], description: 'For whom it was said; null: the operator' },
      partyName: { type: ['string', 'null'] },
      personName: {
        type: ['string', 'null'],
        description: 'Who said it: for the same side and the operator; null: a program, or not shown',
      },
      standing: { enum: [...doubtStandings] },
      note: { type: ['string', 'null'], description: 'What was done' },
      at: { type: 'string', format: 'date-time' },
    },
  },
  Doubt: {
    type: 'object',
    required: ['id', 'about', 'at', 'kind', 'text', 'language', 'standing', 'marks'],
    properties: {
      id: text,
      about: { ...text, description: 'Canonical id of a product, lot, item or unit' },
      at: { type: 'string', format: 'date-time' },
      kind: { enum: [...doubtKinds] },
      text: { ...text, description: 'As it was written. Nobody has signed it' },
      language: { type: ['string', 'null'], description: 'ISO 639-1, of the text' },
      standing: { enum: [...doubtStandings], description: 'For the caller: what their side said last' },
      marks: {
        type: 'array',
        items: ref('DoubtMark'),
        description: 'What all sides have said of it, the newest first',
      },
    },
  },
  KeyDocument: {
    type: 'object',
    required: ['id', 'verificationMethod', 'assertionMethod'],
    properties: {
      id: text,
      alsoKnownAs: { type: 'array', items: text },
      verificationMethod: { type: 'array', items: { type: 'object' } },
      assertionMethod: { type: 'array', items: text },
    },
  },
};
