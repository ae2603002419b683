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

const screens = [screen('/', () => import('./screens/home/home.tsx'), 'Home')];

export const router = createRouter({
  routeTree: root.addChildren(screens),
  basepath: '/app',
  defaultPreload: 'intent',
  defaultPendingComponent: Busy,
  defaultErrorComponent: ({ error, reset }) => <Trouble fault={error} onRetry={reset} />,
});
