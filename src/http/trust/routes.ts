// The rows of the route table for the claims board, certificates, cases, certifiers and suppliers.
import { getBoard, postClaimPreview } from '../claim/board.ts';
import { json } from '../request/negotiate.ts';
import type { Route } from '../route/route.ts';
import { getCourse } from './course.ts';
import { getStanding } from './paper.ts';
import { getReview } from './review.ts';
import { getSuppliers } from './suppliers.ts';

const readers = ['reader', 'party', 'operator'] as const;
const writers = ['party', 'operator'] as const;

export const trustRoutes: readonly Route[] = [
  { method: 'GET', path: '/claims/board', who: readers, judges: true, gives: [json], handle: getBoard },
  {
    method: 'POST',
    path: '/claims/preview',
    who: writers,
    judges: true,
    takes: [json],
    gives: [json],
    handle: postClaimPreview,
  },
  { method: 'GET', path: '/certificates/:id/standing', who: readers, gives: [json], handle: getStanding },
  { method: 'GET', path: '/cases/:id/course', who: readers, judges: true, gives: [json], handle: getCourse },
  { method: 'GET', path: '/review', who: writers, gives: [json], handle: getReview },
  { method: 'GET', path: '/parties/:id/suppliers', who: readers, gives: [json], handle: getSuppliers },
];
