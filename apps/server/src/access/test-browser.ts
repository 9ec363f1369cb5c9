// For tests: a browser at a host, with its cookies, that comes in by the identity provider step by step.
import { addressOf } from '@komar/contract/client'
import type { Endpoint, Input, InputOf } from '@komar/contract/endpoint'
import * as contract from '@komar/contract/provider'
import type { LightMyRequestResponse } from 'fastify'
import { testOrigin, type TestHost } from '../http/test-host.ts'
import type { TestProvider } from './test-provider.ts'

export type Browser = {
  cookies: Map<string, string>
  call: <I extends Input>(endpoint: Endpoint<I>, input: InputOf<I>) => Promise<LightMyRequestResponse>
  /** Goes to the provider and back; answers what it was sent back with. `body`: with a link. */
  walk: (body?: InputOf<typeof contract.beginAtProvider.input>['body']) => Promise<Answer>
  prove: () => Promise<Answer>
  /** The provider forgets who signed in there with this browser. */
  leaveProvider: () => void
  /** The whole way; answers what the last call did. */
  comeIn: (body?: InputOf<typeof contract.comeInByProvider.input>['body']) => Promise<LightMyRequestResponse>
}

export type Answer = InputOf<typeof contract.takeProviderAnswer.input>['body']

let browsers = 0

/** A browser of its own at the host and at the provider. */
export function openBrowser(host: TestHost, provider: TestProvider): Browser {
  const cookies = new Map<string, string>()
  let goTo = provider.browser()
  // From an address of its own: how often one may ask is counted for each.
  browsers += 1
  const remoteAddress = `10.2.${Math.floor(browsers / 250)}.${browsers % 250}`
  const call: Browser['call'] = async (endpoint, input) => {
    const answer = await host.app.inject({
      method: endpoint.method,
      remoteAddress,
      url: addressOf(endpoint, input as { params?: Record<string, string> }), // InputOf is made of params, query and body
      headers: {
        origin: testOrigin,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(endpoint.method === 'GET' ? {} : { 'content-type': 'application/json' }),
      },
      ...(endpoint.method === 'GET' ? {} : { payload: JSON.stringify((input as { body?: object }).body ?? {}) }),
    })
    for (const { name, value } of answer.cookies as { name: string; value: string }[])
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    return answer
  }
  const goOn = async (begun: LightMyRequestResponse): Promise<Answer> => {
    if (begun.statusCode !== 201) throw new Error(begun.body)
    const back = await goTo(begun.json<{ address: string }>().address)
    return Object.fromEntries(back.searchParams) as Answer // what the provider sends back
  }
  const walk: Browser['walk'] = async (body = {}) => goOn(await call(contract.beginAtProvider, { body }))
  return {
    cookies,
    call,
    walk,
    leaveProvider: () => {
      goTo = provider.browser()
    },
    prove: async () => goOn(await call(contract.beginProofAtProvider, { body: {} })),
    comeIn: async (body = {}) => {
      const answer = await call(contract.takeProviderAnswer, { body: await walk() })
      return answer.statusCode === 200 ? call(contract.comeInByProvider, { body }) : answer
    },
  }
}
