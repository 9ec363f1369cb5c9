import { createRoute } from '@tanstack/react-router'
import { lazyPage } from '../shell/lazy-page.ts'
import { frameRoute } from '../shell/routes.tsx'

const complaintsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/complaints',
  component: lazyPage(() => import('./complaints-page.tsx'), 'ComplaintsPage'),
})

export const complaintRoutes = [complaintsRoute]
