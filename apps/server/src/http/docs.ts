// The API's documentation: OpenAPI 3.1 from the contract, and a page for people made of the same document.
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { docsPage, docsStyle } from './docs-page.ts'
import { problemTable } from './problems.ts'

/** Collects the routes registered after this. */
export async function collectDocs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Komar',
        version: '1',
        description:
          'Sign in with a session cookie or a bearer token. Errors are RFC 9457 problem details with a stable `code`.',
      },
      components: {
        securitySchemes: {
          cookie: { type: 'apiKey', in: 'cookie', name: '__Host-komar' },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
  })
}

/** GET /v1/openapi.json and the page. */
export function serveDocs(app: FastifyInstance): void {
  const hidden = { schema: { hide: true } }
  app.get('/v1/openapi.json', hidden, async () => app.swagger())
  app.get('/v1/docs', hidden, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(docsPage(app.swagger(), problemTable())),
  )
  app.get('/v1/docs.css', hidden, async (_request, reply) => reply.type('text/css; charset=utf-8').send(docsStyle))
}
