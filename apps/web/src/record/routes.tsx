// The addresses of the forms. All that a form needs is loaded when the first one is opened.
import { createRoute } from '@tanstack/react-router'
import { askings } from '../assess/forms/askings.ts'
import { lazyPage } from '../shell/lazy-page.ts'
import { frameRoute } from '../shell/routes.tsx'

const page = () => import('./record-page.tsx')
const questionnaire = () => import('../assess/forms/questionnaire-page.tsx')
const getParentRoute = () => frameRoute

export const recordRoutes = [
  ...askings.map(({ name }) =>
    createRoute({
      getParentRoute,
      path: `/children/$id/record/${name}`,
      component: lazyPage(questionnaire, 'QuestionnaireRoute'),
    }),
  ),
  ...['/children/$id/paper/$name', '/children/$id/paper/$name/$assessment'].map((path) =>
    createRoute({
      getParentRoute,
      path,
      component: lazyPage(() => import('../assess/forms/paper-page.tsx'), 'PaperPage'),
    }),
  ),
  createRoute({
    getParentRoute,
    path: '/children/$id/release-pack',
    component: lazyPage(() => import('../care/release-pack-page.tsx'), 'ReleasePackPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/children/$id/letter/$entry',
    component: lazyPage(() => import('../assess/forms/letter-page.tsx'), 'LetterPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/children/$id/record/$form',
    component: lazyPage(page, 'ChildRecordPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/carers/$id/record/$form',
    component: lazyPage(page, 'CarerRecordPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/facilities/$id/record/$form',
    component: lazyPage(page, 'FacilityRecordPage'),
  }),
  createRoute({ getParentRoute, path: '/record/$form', component: lazyPage(page, 'OwnRecordPage') }),
]
