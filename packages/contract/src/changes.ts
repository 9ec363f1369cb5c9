// "Something changed": a stream that carries a number and nothing else, so that open pages know when to pull.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const changeSchema = z.object({
  seq: z.string().optional().describe('Highest sequence number so far; absent when circles changed'),
})

export const streamChanges = endpoint({
  id: 'changes.stream',
  method: 'GET',
  path: '/v1/changes',
  summary: 'Server-sent events named "change", one after every accepted append; pull the feed on each',
  produces: 'events',
  allow: 'signed-in',
  input: {},
  output: changeSchema,
  example: {},
})
