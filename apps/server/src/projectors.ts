// Every projector of the slices. `komar rebuild` runs all of them; an append those of the subjects that it touched.
import type { Projector } from './chronicle/projector.ts'

export const projectors: readonly Projector[] = []
