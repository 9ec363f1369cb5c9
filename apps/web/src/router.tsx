import { createRoute, createRouter } from '@tanstack/react-router'
import { NotFound } from './shell/not-found.tsx'
import { frameRoute, rootRoute } from './shell/routes.tsx'
import { StartPage } from './shell/start-page.tsx'
import { UnsentPage } from './shell/unsent-page.tsx'

const startRoute = createRoute({ getParentRoute: () => frameRoute, path: '/', component: StartPage })
const unsentRoute = createRoute({ getParentRoute: () => frameRoute, path: '/unsent', component: UnsentPage })
/** Whatever no slice claims; inside the frame, so that the menu is still there. */
const elsewhereRoute = createRoute({ getParentRoute: () => frameRoute, path: '$', component: NotFound })

const routeTree = rootRoute.addChildren([frameRoute.addChildren([startRoute, unsentRoute, elsewhereRoute])])

/** Makes the page's router. A new page: add its slice's routes to the tree above. */
export function makeRouter() {
  return createRouter({ routeTree, scrollRestoration: true, defaultPreload: false, defaultPendingMs: 300 })
}

declare module '@tanstack/react-router' {
  // A declaration can be merged only as an interface.
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
