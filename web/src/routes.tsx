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
import { Frame } from './shell/frame.tsx';
import { NotFound } from './shell/not-found.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

type Load = () => Promise<Record<string, RouteComponent>>;

function screen(path: string, load: Load, name: string) {
  return createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, RouteComponent>>, name),
    validateSearch: (search: Record<string, unknown>) => search as Record<string, string | undefined>,
  });
}

const screens = [
  screen('/', () => import('./screens/home/home.tsx'), 'Home'),
  screen('/setup', () => import('./screens/account/setup.tsx'), 'Setup'),
  screen('/sign-in', () => import('./screens/account/sign-in.tsx'), 'SignIn'),
  screen('/join', () => import('./screens/account/join.tsx'), 'Join'),
  screen('/reset', () => import('./screens/account/reset.tsx'), 'Reset'),
  screen('/today', () => import('./screens/today/today.tsx'), 'Today'),
  screen('/lots', () => import('./screens/lots/lots.tsx'), 'Lots'),
  screen('/lots/$id', () => import('./screens/lots/lot.tsx'), 'Lot'),
  screen('/trades', () => import('./screens/trade/trades.tsx'), 'Trades'),
  screen('/trades/$trade', () => import('./screens/trade/trade.tsx'), 'Trade'),
  screen('/ship', () => import('./screens/trade/ship.tsx'), 'Ship'),
  screen('/papers', () => import('./screens/papers/papers.tsx'), 'MyPapers'),
  screen('/seen', () => import('./screens/seen/seen.tsx'), 'Seen'),
  screen('/people', () => import('./screens/people/people.tsx'), 'People'),
  screen('/capture', () => import('./screens/capture/capture.tsx'), 'Capture'),
  screen('/capture/run', () => import('./screens/capture/record.tsx'), 'Run'),
  screen('/capture/harvest', () => import('./screens/capture/record.tsx'), 'Harvest'),
  screen('/capture/split', () => import('./screens/capture/record.tsx'), 'Split'),
  screen('/capture/merge', () => import('./screens/capture/record.tsx'), 'Merge'),
  screen('/capture/pack', () => import('./screens/capture/record.tsx'), 'Pack'),
  screen('/capture/unpack', () => import('./screens/capture/record.tsx'), 'Unpack'),
  screen('/capture/correct', () => import('./screens/capture/correct.tsx'), 'Correct'),
  screen('/queue', () => import('./screens/queue/queue.tsx'), 'Queue'),
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
  screen('/facilities/$id', () => import('./screens/facility/facility.tsx'), 'Facility'),
  screen('/claims', () => import('./screens/claims/board.tsx'), 'Claims'),
  screen('/claims/new', () => import('./screens/claims/new.tsx'), 'NewClaim'),
  screen('/claims/$id', () => import('./screens/claims/claim.tsx'), 'Claim'),
  screen('/certificates', () => import('./screens/certificates/list.tsx'), 'Certificates'),
  screen('/certificates/new', () => import('./screens/certificates/new.tsx'), 'NewCertificate'),
  screen('/certificates/$id', () => import('./screens/certificates/certificate.tsx'), 'Certificate'),
  screen('/review', () => import('./screens/review/review.tsx'), 'Review'),
  screen('/cases', () => import('./screens/cases/cases.tsx'), 'Cases'),
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
