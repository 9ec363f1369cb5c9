// What browsers are told to forbid. The pages load nothing from elsewhere and hold no script or style of their own.
// Source: OWASP secure headers project; CSP level 3.
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

const oneYearSeconds = 31_536_000

/** Adds the headers to every answer. HSTS only where the public origin is https. */
export async function addSecurityHeaders(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  const isHttps = origins.every((origin) => origin.startsWith('https://'))
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // WebAssembly compiles Argon2id, which makes the key of a store from its password; it makes no script out of text.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ['blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    hsts: isHttps ? { maxAge: oneYearSeconds, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  })
  app.addHook('onSend', async (request, reply) => {
    // The microphone for spoken notes, asked for when one is begun. A photograph comes from the phone's own camera, as a file.
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()')
    // Nothing that the API says may stay in a shared computer's cache. By the route and not by the address, which can be written in many
    // ways; what is not the app's own file, and so says nothing of keeping, is kept by nobody either.
    const isOfApi = request.routeOptions.url?.startsWith('/v1/') === true
    if (isOfApi || !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}
