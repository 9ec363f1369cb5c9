// The addresses of the forms. All that a form needs is loaded when the first one is opened.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { askings } from '../assess/forms/askings.ts'
import { frameRoute } from '../shell/routes.tsx'

const page = () => import('./record-page.tsx')
const questionnaire = () => import('../assess/forms/questionnaire-page.tsx')
const getParentRoute = () => frameRoute

export const recordRoutes = [
  ...askings.map(({ name }) =>
    createRoute({
      getParentRoute,
      path: `/children/$id/record/${name}`,
      component: lazyRouteComponent(questionnaire, 'QuestionnaireRoute'),
    }),
  ),
  ...['/children/$id/paper/$name', '/children/$id/paper/$name/$assessment'].map((path) =>
    createRoute({
      getParentRoute,
      path,
      component: lazyRouteComponent(() => import('../assess/forms/paper-page.tsx'), 'PaperPage'),
    }),
  ),
  createRoute({
    getParentRoute,
    path: '/children/$id/release-pack',
    component: lazyRouteComponent(() => import('../care/release-pack-page.tsx'), 'ReleasePackPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/children/$id/letter/$entry',
    component: lazyRouteComponent(() => import('../assess/forms/letter-page.tsx'), 'LetterPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/children/$id/record/$form',
    component: lazyRouteComponent(page, 'ChildRecordPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/carers/$id/record/$form',
    component: lazyRouteComponent(page, 'CarerRecordPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/facilities/$id/record/$form',
    component: lazyRouteComponent(page, 'FacilityRecordPage'),
  }),
  createRoute({ getParentRoute, path: '/record/$form', component: lazyRouteComponent(page, 'OwnRecordPage') }),
]
