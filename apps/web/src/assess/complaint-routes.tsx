import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../shell/routes.tsx'

const complaintsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/complaints',
  component: lazyRouteComponent(() => import('./complaints-page.tsx'), 'ComplaintsPage'),
})

export const complaintRoutes = [complaintsRoute]
