// The packs of countries that have written down their age limit and no rules of the work: small enough to come in one file together, so
// that a device which keeps the app keeps them too.
import { parseSmallPack, type SmallPack } from '@komar/domain/policy'

// Their options are read by the bundler, so they are written out.
const heads = import.meta.glob<unknown>('../../../../policies/*/pack.json', { eager: true, import: 'default' })
const laws = import.meta.glob<unknown>(['../../../../policies/*/law.json', '!../../../../policies/kh/law.json'], {
  eager: true,
  import: 'default',
})

/** @throws where the country has no small pack */
export function smallPack(country: string): SmallPack {
  const folder = `../../../../policies/${country}`
  const [head, law] = [heads[`${folder}/pack.json`], laws[`${folder}/law.json`]]
  if (head === undefined || law === undefined) throw new Error('no policy pack for the country of this host')
  return parseSmallPack({ head, law })
}
