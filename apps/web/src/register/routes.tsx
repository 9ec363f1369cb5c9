// Lists of the register. Each page is fetched when it is first opened.
import { createRoute } from '@tanstack/react-router'
import { lazyPage } from '../shell/lazy-page.ts'
import { frameRoute } from '../shell/routes.tsx'
import { readCarerSearch } from './carer-filter.ts'
import { readChildSearch } from './child-filter.ts'

const childrenRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/children',
  validateSearch: readChildSearch,
  component: lazyPage(() => import('./children-page.tsx'), 'ChildrenPage'),
})

const carersRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/carers',
  validateSearch: readCarerSearch,
  component: lazyPage(() => import('./carers-page.tsx'), 'CarersPage'),
})

const facilitiesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/facilities',
  component: lazyPage(() => import('./facilities-page.tsx'), 'FacilitiesPage'),
})

export const registerRoutes = [childrenRoute, carersRoute, facilitiesRoute]
