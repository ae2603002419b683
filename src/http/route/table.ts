// Every route and who may use it. The door is built from these rows and from nothing else, so a route without a row,
// and a row without a `who`, cannot exist. tests/api walks all of them with every role.
import { accountRoutes } from '../account/routes.ts';
import { getCapture, getCaptures, postCapture } from '../epcis/capture.ts';
import { getEvent, getEvents } from '../epcis/get-events.ts';
import { postEvent } from '../epcis/post-event.ts';
import { credentialRoutes } from '../credential/routes.ts';
import { getLotClaims, getNotices, getReport, getVerdict } from '../claim/claim.ts';
import { getAudit, getCheckpoint, getProof, getTile, octets, plainText } from '../log/log.ts';
import { getEntry } from '../log/entry.ts';
import { getState, getStatements } from '../log/statements.ts';
import { flowRoutes } from '../flow/routes.ts';
import { getDoubts, postDoubt } from '../doubt/doubt.ts';
import { postStanding } from '../doubt/standing.ts';
import { evidenceType, getEvidence, getLot, getTrace } from '../lot/lot.ts';
import { getProfile } from '../facility/profile.ts';
import { getDocs, getOpenapi } from '../operate/docs.ts';
import { getHealth, getReady } from '../operate/health.ts';
import { operateRoutes } from '../operate/routes.ts';
import { getProblem, getProblems } from '../operate/problem-page.ts';
import { postPreview } from '../preview/preview.ts';
import { getRememberedLots } from '../record/remembered.ts';
import { recordRoutes } from '../record/routes.ts';
import { getKeys, postKey } from '../register/device.ts';
import * as register from '../register/register.ts';
import { json, jsonLd, sdJwt } from '../request/negotiate.ts';
import { trustRoutes } from '../trust/routes.ts';
import { webhookRoutes } from '../webhook/routes.ts';
import { workRoutes } from '../work/routes.ts';
import { getYields } from '../yield/yields.ts';
import { getSearch } from '../search/search.ts';
import type { Route } from './route.ts';

const writers = ['party', 'operator'] as const;
const readers = ['reader', 'party', 'operator'] as const;
const operators = ['operator'] as const;
const page = 'text/html';
const urlEncoded = 'application/x-www-form-urlencoded';
const captured = [json, jsonLd, sdJwt];
const events = [json, jsonLd];

export const routes: readonly Route[] = [
  { method: 'POST', path: '/capture', who: writers, takes: captured, gives: [json], handle: postCapture },
  {
    method: 'POST',
    path: '/capture/preview',
    who: writers,
    takes: captured,
    gives: [json],
    handle: postPreview,
  },
  { method: 'GET', path: '/capture', who: writers, gives: [json], handle: getCaptures },
  { method: 'GET', path: '/capture/:id', who: writers, gives: [json], handle: getCapture },
  {
    method: 'POST',
    path: '/events',
    who: writers,
    takes: captured,
    gives: [json, jsonLd],
    handle: postEvent,
  },
  { method: 'GET', path: '/events', who: readers, gives: events, handle: getEvents },
  { method: 'GET', path: '/events/:id', who: readers, gives: events, handle: getEvent },

  { method: 'GET', path: '/lots/:id', who: 'public-lots', gives: [json], handle: getLot },
  { method: 'GET', path: '/trace/:id', who: 'public-lots', gives: [json], handle: getTrace },
  {
    method: 'GET',
    path: '/evidence/:id',
    who: 'public-lots',
    gives: [evidenceType, json],
    handle: getEvidence,
  },

  {
    method: 'POST',
    path: '/parties',
    who: operators,
    takes: [json],
    gives: [json],
    handle: register.postParty,
  },
  { method: 'GET', path: '/parties', who: readers, gives: [json], handle: register.getParties },
  { method: 'GET', path: '/parties/:id', who: readers, gives: [json], handle: register.getParty },
  {
    method: 'POST',
    path: '/parties/:id/keys/:kid/revocation',
    who: writers,
    persons: ['manager', 'operator'],
    takes: [json],
    gives: [json],
    handle: register.postRevocation,
  },
  {
    method: 'POST',
    path: '/parties/:id/keys',
    who: writers,
    takes: [json],
    gives: [json],
    handle: postKey,
  },
  { method: 'GET', path: '/parties/:id/keys', who: writers, gives: [json], handle: getKeys },
  {
    method: 'POST',
    path: '/facilities',
    who: writers,
    takes: [json],
    gives: [json],
    handle: register.postFacility,
  },
  { method: 'GET', path: '/facilities', who: readers, gives: [json], handle: register.getFacilities },
  { method: 'GET', path: '/facilities/:id', who: readers, gives: [json], handle: register.getFacility },
  {
    method: 'POST',
    path: '/products',
    who: writers,
    takes: [json],
    gives: [json],
    handle: register.postProduct,
  },
  { method: 'GET', path: '/products', who: readers, gives: [json], handle: register.getProducts },
  { method: 'GET', path: '/products/:id', who: readers, gives: [json], handle: register.getProduct },

  ...workRoutes,
  ...flowRoutes,
  // Before the records, whose `/certificates/:id` would take `/certificates/import` for an id.
  ...credentialRoutes,
  ...trustRoutes,
  ...recordRoutes,
  { method: 'GET', path: '/trades/:id/lots', who: writers, gives: [json], handle: getRememberedLots },
  {
    method: 'GET',
    path: '/claims/:id/verdict',
    who: 'public-lots',
    judges: true,
    gives: [json],
    handle: getVerdict,
  },
  {
    method: 'GET',
    path: '/lots/:id/claims',
    who: 'public-lots',
    judges: true,
    gives: [json],
    handle: getLotClaims,
  },
  { method: 'GET', path: '/report', who: ['reader', 'operator'], gives: [json], handle: getReport },
  { method: 'GET', path: '/yields', who: readers, gives: [json], handle: getYields },
  { method: 'GET', path: '/notices', who: writers, gives: [json], handle: getNotices },

  {
    method: 'POST',
    path: '/doubts',
    who: 'public-lots',
    takes: [urlEncoded, json],
    gives: [page, json],
    handle: postDoubt,
  },
  { method: 'GET', path: '/doubts', who: writers, gives: [json], handle: getDoubts },
  {
    method: 'POST',
    path: '/doubts/:id/standing',
    who: writers,
    takes: [json],
    gives: [json],
    handle: postStanding,
  },

  { method: 'GET', path: '/search', who: 'public-lots', gives: [json], handle: getSearch },
  {
    method: 'GET',
    path: '/facilities/:id/profile',
    who: 'public-lots',
    gives: [json],
    handle: getProfile,
  },

  { method: 'GET', path: '/log/entries/:index', who: 'public-lots', gives: [json], handle: getEntry },
  { method: 'GET', path: '/log/checkpoint', who: 'everybody', gives: [plainText], handle: getCheckpoint },
  { method: 'GET', path: '/log/tile/:path{.+}', who: 'everybody', gives: [octets], handle: getTile },
  { method: 'GET', path: '/log/proof/:index', who: 'everybody', gives: [plainText], handle: getProof },
  { method: 'GET', path: '/log/audit/:index', who: 'public-lots', gives: [json], handle: getAudit },
  {
    method: 'GET',
    path: '/log/statements/:bundle{.+}',
    who: ['reader', 'operator'],
    gives: [plainText],
    handle: getStatements,
  },
  { method: 'GET', path: '/log/state', who: ['reader', 'operator'], gives: [json], handle: getState },

  ...accountRoutes,
  ...operateRoutes,
  ...webhookRoutes,

  { method: 'GET', path: '/health', who: 'everybody', gives: [json], handle: getHealth },
  { method: 'GET', path: '/ready', who: 'everybody', gives: [json], handle: getReady },
  { method: 'GET', path: '/openapi.json', who: 'everybody', gives: [json], handle: getOpenapi },
  { method: 'GET', path: '/docs', who: 'everybody', gives: [page], handle: getDocs },
  { method: 'GET', path: '/problems', who: 'everybody', gives: [json, page], handle: getProblems },
  { method: 'GET', path: '/problems/:code', who: 'everybody', gives: [json, page], handle: getProblem },
];
