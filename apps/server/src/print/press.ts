// The press: a process of its own that sets one sheet after the other. A text that ends it ends nothing else. It is given no settings of
// the host: whoever breaks into it finds neither the database's address nor a key. Started by pdf.ts.
import { z } from 'zod'
import { OperatorProblem } from '../operator-problem.ts'
import { setPdf, templates } from './typst.ts'

const jobSchema = z.object({ template: z.enum(templates), data: z.string() })

process.on('message', (job) => {
  const { template, data } = jobSchema.parse(job)
  setPdf(template, JSON.parse(data)).then(
    (pdf) => process.send?.({ pdf }),
    // An error's own words may quote the data; those for an operator do not.
    (error: unknown) =>
      process.send?.({ fault: 'failed', operatorWords: error instanceof OperatorProblem ? error.message : null }),
  )
})
// The host has gone, however it went.
process.on('disconnect', () => process.exit())
