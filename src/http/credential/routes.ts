// The rows of the route table for documents, for credentials as they come in and go out, and for scans.
import { vcJwt } from '../../credential/jose.ts';
import { getDocument, postDocument, postReader } from '../document/document.ts';
import { documentTypes, partTypes } from '../document/type.ts';
import { getUpload, postPart, postUpload } from '../document/upload.ts';
import { json } from '../request/negotiate.ts';
import type { Route } from '../route/route.ts';
import { postScan } from '../scan/scan.ts';
import { getCredential, getKeys, getStatusList } from './given.ts';
import { postImport } from './import.ts';

const writers = ['party', 'operator'] as const;
const readers = ['reader', 'party', 'operator'] as const;
const everybody = 'everybody';
const form = { takes: [json], gives: [json] };

export const credentialRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/documents',
    who: writers,
    takes: documentTypes,
    gives: [json],
    handle: postDocument,
  },
  { method: 'POST', path: '/documents/uploads', who: writers, ...form, handle: postUpload },
  { method: 'GET', path: '/documents/uploads/:id', who: writers, gives: [json], handle: getUpload },
  {
    method: 'POST',
    path: '/documents/uploads/:id',
    who: writers,
    takes: partTypes,
    gives: [json],
    handle: postPart,
  },
  { method: 'GET', path: '/documents/:digest', who: writers, gives: documentTypes, handle: getDocument },
  { method: 'POST', path: '/documents/:digest/readers', who: writers, ...form, handle: postReader },
  { method: 'POST', path: '/certificates/import', who: writers, ...form, handle: postImport },
  {
    method: 'GET',
    path: '/certificates/:id/credential',
    who: readers,
    gives: [vcJwt],
    handle: getCredential,
  },
  {
    method: 'GET',
    path: '/credentials/status/:party/:purpose',
    who: everybody,
    gives: [vcJwt],
    handle: getStatusList,
  },
  { method: 'GET', path: '/credentials/keys/:party', who: everybody, gives: [json], handle: getKeys },
  { method: 'POST', path: '/scans', who: readers, ...form, handle: postScan },
];
