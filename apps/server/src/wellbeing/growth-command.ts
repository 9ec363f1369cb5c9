import type { Command } from '../cli/command.ts'

const usage = `komar growth: z-scores by the WHO's standards (0 to 60 months) and reference (to 19 years), for a table

  komar growth in.csv [-o out.csv] [--json]

Columns read, in any order; others are copied:
  sex              male or female
  age_days         days since birth, empty when unknown (then only weight-for-length); a fraction is rounded half up
  weight_kg        empty or NA when not measured, as every measure
  height_cm        length or height as it was read; nothing corrected
  posture          lying, standing, or empty: as the age asks for
  oedema           y, n, or empty: no
  head_cm  muac_cm  triceps_mm  subscapular_mm       may be left out
  gestation_weeks  may be left out; adds the scores at the corrected age, to 24 months, beside the others

Columns added:
  haz waz whz baz hcz acz       length, weight, weight-for-length, BMI, head, arm: two decimals, empty when undefined
  flags                         with ";" between them: implausible-…, oedema, …-perhaps-…; not-read:COLUMN for a row at fault
  muac_class                    severe, moderate, adequate (6 to 59 months)
  acute_malnutrition            severe, moderate, none (under five), by any one of weight-for-length, arm, oedema
  tsz ssz                       when the table has skinfolds
  corrected_age_days, …_corrected   when the table has gestation_weeks

A flagged score is kept; leave it out of averages and shares. Nothing is corrected but the 0.7 cm between lying and standing.

  -o, --out FILE   where to write; "-" is standard output (and, as input, standard input)
  --json           JSON: one object a row
  --help           this text

Exits 0 done, 1 a problem (rows at fault are named by line and column), 2 misuse.
`

export const growthCommand = {
  name: 'growth',
  summary: "z-scores by the WHO's growth standards, for a table",
  usage,
  async run(args, io) {
    const { runGrowth } = await import('./run-growth.ts')
    return runGrowth(args, io)
  },
} satisfies Command
