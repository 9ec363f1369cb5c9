// Every projector of the slices. `komar rebuild` runs all of them; an append those of the subjects that it touched.
import type { Projector } from './chronicle/projector.ts'
import { childProjector } from './insight/project.ts'
import { carerProjector, facilityProjector } from './register/project.ts'
import { adviceProjector } from './sharing/project.ts'

export const projectors: readonly Projector[] = [childProjector, carerProjector, facilityProjector, adviceProjector]
