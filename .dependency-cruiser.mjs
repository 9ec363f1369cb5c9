// Which file may import which. Floors import only downward, slices only to their left: see docs/decisions.
// scripts/boundaries.test.ts plants violations and requires that they are found.

// From left to right. What needs several slices composes them in insight or on the page.
const SLICES = 'register law wellbeing conditions assess care justice entitlement training sharing insight'.split(' ')
const FOUNDATIONS = ['chronicle', 'time', 'access']
const FLOOR = '^(?:packages/(?:domain|contract)/src|apps/(?:server|web)/src)'
const TESTS = '\\.test\\.tsx?$'

const floors = [
  ['domain', '^packages/domain/', '^(packages/contract|apps|policies|e2e|bench)/'],
  ['contract', '^packages/contract/', '^(apps|policies|e2e|bench)/'],
  ['server', '^apps/server/', '^(apps/web|e2e|bench)/'],
  ['web', '^apps/web/', '^(apps/server|e2e|bench)/'],
  ['policies', '^policies/', '^(apps|e2e|bench)/'],
].map(([name, from, to]) => ({
  name: `floor-${name}`,
  comment: 'Floors import only downward: web and server → contract → domain.',
  severity: 'error',
  from: { path: from, pathNot: TESTS },
  to: { path: to },
}))

const slices = SLICES.slice(0, -1).map((slice, index) => ({
  name: `slice-${slice}`,
  comment: 'A slice imports only slices to its left.',
  severity: 'error',
  from: { path: `${FLOOR}/${slice}/`, pathNot: TESTS },
  to: { path: `${FLOOR}/(${SLICES.slice(index + 1).join('|')})/` },
}))

const foundations = FOUNDATIONS.map((foundation) => ({
  name: `foundation-${foundation}`,
  comment: 'Every slice stands on chronicle, time and access; these stand on no slice.',
  severity: 'error',
  from: { path: `${FLOOR}/${foundation}/`, pathNot: TESTS },
  to: { path: `${FLOOR}/(${SLICES.join('|')})/` },
}))

export default {
  forbidden: [
    ...floors,
    ...slices,
    ...foundations,
    {
      name: 'tables-late',
      comment:
        'The WHO tables weigh 200 kB: whoever scores passes them in, so that a rule that is on every page does not bring them. A child’s points are scored where its file is folded, which no first page does.',
      severity: 'error',
      from: { path: '^packages/domain/src/', pathNot: `${TESTS}|/wellbeing/growth-(?:tables|points)\\.ts$` },
      to: { path: '^packages/domain/src/wellbeing/(?:tables/|growth-tables\\.ts$)', dynamic: false },
    },
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'found', comment: 'What is imported exists.', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
