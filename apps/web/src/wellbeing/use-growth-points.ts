import { growthPoints, type GrowthPoint } from '@komar/domain/wellbeing/growth-points'
import { useMemo } from 'react'
import type { WellbeingFile } from './wellbeing-file.ts'

/** Every measurement of the child, oldest first, beside the WHO's lines. */
export function useGrowthPoints({ wellbeing, register }: WellbeingFile): GrowthPoint[] {
  return useMemo(
    () => growthPoints(wellbeing, { sex: register.sex, birth: register.birth.range }),
    [wellbeing, register],
  )
}
