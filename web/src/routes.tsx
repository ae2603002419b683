// Every screen and its address. Screens are fetched when somebody goes there.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
} from '@tanstack/react-router';
import { Busy } from './design/parts/show.tsx';
import { Trouble } from './design/parts/trouble.tsx';
import { farTexts } from './language/load.ts';
import { farStyle } from './shell/far-style.ts';
import { Frame } from './shell/frame.tsx';
import { NotFound } from './shell/not-found.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

type Load = () => Promise<Record<string, RouteComponent>>;

/** Opened first, or without a line: its texts and styles come with the application. web/build/screens.ts reads these lines. */
function near(path: string, load: Load, name: string) {
  return createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load, name),
    validateSearch: (search: Record<string, unknown>) => search as Record<string, string | undefined>,
  });
}

/** All others: with the first of them the rest of the texts and styles is fetched. */
function screen(path: string, load: Load, name: string) {
  return near(path, async () => (await Promise.all([load(), farTexts(), farStyle()]))[0], name);
}

const screens = [
  near('/', () => import('./screens/home/home.tsx'), 'Home'),
  near('/setup', () => import('./screens/account/setup.tsx'), 'Setup'),
  near('/sign-in', () => import('./screens/account/sign-in.tsx'), 'SignIn'),
  near('/join', () => import('./screens/account/join.tsx'), 'Join'),
  near('/reset', () => import('./screens/account/reset.tsx'), 'Reset'),
  near('/today', () => import('./screens/today/today.tsx'), 'Today'),
  screen('/lots', () => import('./screens/lots/lots.tsx'), 'Lots'),
  screen('/lots/$id', () => import('./screens/lots/lot.tsx'), 'Lot'),
  screen('/trades', () => import('./screens/trade/trades.tsx'), 'Trades'),
  screen('/trades/$trade', () => import('./screens/trade/trade.tsx'), 'Trade'),
  screen('/ship', () => import('./screens/trade/ship.tsx'), 'Ship'),
  screen('/papers', () => import('./screens/papers/papers.tsx'), 'MyPapers'),
  screen('/seen', () => import('./screens/seen/seen.tsx'), 'Seen'),
  screen('/people', () => import('./screens/people/people.tsx'), 'People'),
  near('/capture', () => import('./screens/capture/capture.tsx'), 'Capture'),
  near('/capture/run', () => import('./screens/capture/record.tsx'), 'Run'),
  near('/capture/harvest', () => import('./screens/capture/record.tsx'), 'Harvest'),
  near('/capture/split', () => import('./screens/capture/record.tsx'), 'Split'),
  near('/capture/merge', () => import('./screens/capture/record.tsx'), 'Merge'),
  near('/capture/pack', () => import('./screens/capture/record.tsx'), 'Pack'),
  near('/capture/unpack', () => import('./screens/capture/record.tsx'), 'Unpack'),
  near('/capture/correct', () => import('./screens/capture/correct.tsx'), 'Correct'),
  near('/queue', () => import('./screens/queue/queue.tsx'), 'Queue'),
  screen('/settings', () => import('./screens/settings/settings.tsx'), 'Settings'),
  screen('/upload', () => import('./screens/upload/upload.tsx'), 'Upload'),
  screen('/products', () => import('./screens/products/products.tsx'), 'Products'),
  screen('/products/$id', () => import('./screens/products/product.tsx'), 'Product'),
  screen('/trace/$id', () => import('./screens/trace/trace.tsx'), 'Trace'),
  screen('/recall/$id', () => import('./screens/recall/recall.tsx'), 'Recall'),
  screen('/search', () => import('./screens/search/search.tsx'), 'Search'),
  screen('/log', () => import('./screens/log/log.tsx'), 'Log'),
  screen('/log/$index', () => import('./screens/log/entry.tsx'), 'LogEntry'),
  screen('/verify', () => import('./screens/verify/verify.tsx'), 'Verify'),
  screen('/operate', () => import('./screens/operate/operate.tsx'), 'Operate'),
  screen('/operate/backups', () => import('./screens/operate/backups.tsx'), 'Backups'),
  screen('/operate/jobs', () => import('./screens/operate/jobs.tsx'), 'Jobs'),
  screen('/operate/keys', () => import('./screens/operate/keys.tsx'), 'Keys'),
  screen('/webhooks', () => import('./screens/webhooks/webhooks.tsx'), 'Webhooks'),
  screen('/webhooks/$id', () => import('./screens/webhooks/webhook.tsx'), 'Webhook'),
  screen('/facilities/$id', () => import('./screens/facility/facility.tsx'), 'Facility'),
  screen('/claims', () => import('./screens/claims/board.tsx'), 'Claims'),
  screen('/claims/new', () => import('./screens/claims/new.tsx'), 'NewClaim'),
  screen('/claims/$id', () => import('./screens/claims/claim.tsx'), 'Claim'),
  screen('/certificates', () => import('./screens/certificates/list.tsx'), 'Certificates'),
  screen('/certificates/new', () => import('./screens/certificates/new.tsx'), 'NewCertificate'),
  screen('/certificates/$id', () => import('./screens/certificates/certificate.tsx'), 'Certificate'),
  screen('/review', () => import('./screens/review/review.tsx'), 'Review'),
  screen('/cases', () => import('./screens/cases/cases.tsx'), 'Cases'),
  screen('/doubts', () => import('./screens/cases/doubts.tsx'), 'Doubts'),
  screen('/cases/$id', () => import('./screens/cases/case.tsx'), 'Case'),
  screen('/suppliers', () => import('./screens/suppliers/suppliers.tsx'), 'Suppliers'),
];

export const router = createRouter({
  routeTree: root.addChildren(screens),
  basepath: '/app',
  defaultPreload: 'intent',
  defaultPendingComponent: Busy,
  defaultErrorComponent: ({ error, reset }) => <Trouble fault={error} onRetry={reset} />,
});
