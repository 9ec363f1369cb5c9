import type { Command } from '../cli/command.ts'

const usage = `komar score: questionnaires scored by item number, for a table

  komar score sdq --informant parent|teacher|self --form 2-4|4-17|11-17 in.csv [-o out.csv] [--json]
  komar score scas-child|scas-parent|scas-preschool in.csv [-o out.csv] [--json]

sdq reads i1…i25 (0, 1, 2; empty or NA when left out) and, where the table has them, difficulties, distress, home, friends,
learning, leisure (0 to 3). It adds emotional, conduct, hyperactivity, peer, prosocial, total, externalising, internalising,
impact; for each scale with bands …_band4 and …_band3; missing, notes, the status of both tables of bands, and the norms.
A scale is scored from three answers of five on. Every band is British: there are no Cambodian norms.

scas-child reads i1…i44, scas-parent i1…i38 (0 to 3), scas-preschool i1…i28 (0 to 4). It adds the sub-scales, total, and for each
how many answers are missing; a sub-scale with one missing has no score, and no total then.

Other columns are copied. No question is shown: the wording belongs to its authors.

  --informant WHO   who filled in the SDQ; a carer fills in the parent's form
  --form AGES       of the SDQ
  -o, --out FILE    where to write; "-" is standard output (and, as input, standard input)
  --json            JSON: one object a row
  --help            this text

Exits 0 done, 1 a problem (rows at fault are named by line and column), 2 misuse.
`

export const scoreCommand = {
  name: 'score',
  summary: 'SDQ and SCAS scored by item number, for a table',
  usage,
  async run(args, io) {
    const { runScore } = await import('./run-score.ts')
    return runScore(args, io)
  },
} satisfies Command
