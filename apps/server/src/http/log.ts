// The log says which route was called, how it ended and how long it took. Never a name, a body, a query, a path's values or an error's text.
import { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify'

/** Fastify's own lines are off, as they hold URLs. */
export function logOptions(isLogging: boolean): Pick<FastifyServerOptions, 'logger' | 'logController'> {
  const logger = {
    level: 'info',
    base: null,
    stream: { write: (line: string) => void process.stderr.write(line) },
    // What fastify itself logs of a request or an error may hold a URL or a value.
    serializers: { req: () => ({}), res: () => ({}), err: () => ({ type: '', message: '', stack: '' }) },
  }
  return { logger: isLogging ? logger : false, logController: new LogController({ disableRequestLogging: true }) }
}

/** One line for each call. */
export function logCalls(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({
      call: `${request.method} ${request.routeOptions.url ?? '(none)'}`,
      id: request.id,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    })
  })
}
