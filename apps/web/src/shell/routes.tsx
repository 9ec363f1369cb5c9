// The trunk that every slice's routes grow from; each slice keeps its own routes in <slice>/routes.tsx.
import { createRootRoute, createRoute } from '@tanstack/react-router'
import { Frame } from './frame.tsx'
import { NotFound } from './not-found.tsx'
import { Failed, Root } from './root.tsx'

export const rootRoute = createRootRoute({ component: Root, errorComponent: Failed })

/** Parent of every page that needs someone signed in. */
export const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: Failed,
})
