// Made-up people: common parts of Khmer names, put together by chance. Family name first, in both scripts.
import type { Names } from '@komar/domain/register/names'
import type { Random } from './random.ts'

type Part = readonly [km: string, latin: string]

const family: readonly Part[] = [
  ['សុខ', 'Sok'], ['ជា', 'Chea'], ['កែវ', 'Keo'], ['ចាន់', 'Chan'], ['ពេជ្រ', 'Pich'], ['ឡុង', 'Long'], ['ហេង', 'Heng'],
  ['មាស', 'Meas'], ['ញឹម', 'Nhem'], ['អ៊ុក', 'Ouk'], ['ប្រាក់', 'Prak'], ['រស់', 'Ros'], ['ទេព', 'Tep'], ['យឹម', 'Yim'],
  ['គង់', 'Kong'], ['ម៉ៅ', 'Mao'], ['នួន', 'Nuon'], ['សេង', 'Seng'], ['ទូច', 'Touch'], ['វង្ស', 'Vong'], ['ឈឹម', 'Chhim'],
  ['ខៀវ', 'Khiev'], ['លឹម', 'Lim'], ['សោម', 'Som'], ['ប៉ែន', 'Pen'], ['ឃឹម', 'Khim'], ['ភោគ', 'Phok'], ['ស៊ុន', 'Sun'],
] // prettier-ignore

const women: readonly Part[] = [
  ['ស្រីមុំ', 'Sreymom'], ['ស្រីនាង', 'Sreyneang'], ['បុប្ផា', 'Bopha'], ['គន្ធា', 'Kunthea'], ['ចន្ធូ', 'Chanthou'],
  ['សុភា', 'Sophea'], ['ដាវី', 'Davy'], ['រ៉ានី', 'Rany'], ['ម៉ាលី', 'Maly'], ['ផល្លា', 'Phalla'], ['ស៊ីណា', 'Sina'],
  ['ធីតា', 'Thida'], ['លក្ខិណា', 'Leakhena'], ['ណារី', 'Nary'], ['វណ្ណា', 'Vanna'], ['ចិន្តា', 'Chenda'], ['រស្មី', 'Reaksmey'],
  ['ពិសី', 'Pisey'], ['មាលា', 'Mealea'], ['កុឡាប', 'Kolab'], ['រំដួល', 'Romduol'], ['ម្លិះ', 'Mlis'], ['ចំប៉ី', 'Champei'],
  ['ណាវី', 'Navy'], ['សុធា', 'Sothea'], ['ភារុណ', 'Pharun'], ['ស្រីពៅ', 'Sreypov'], ['ធារី', 'Theary'],
] // prettier-ignore

const men: readonly Part[] = [
  ['តារា', 'Dara'], ['វិសាល', 'Visal'], ['រិទ្ធី', 'Rithy'], ['វុទ្ធី', 'Vuthy'], ['ពិសិដ្ឋ', 'Piseth'], ['បូរ៉ា', 'Bora'],
  ['ចំរើន', 'Chamroeun'], ['វាសនា', 'Veasna'], ['សំណាង', 'Samnang'], ['មករា', 'Makara'], ['ភិរុណ', 'Phirun'], ['កុសល', 'Kosal'],
  ['រតនៈ', 'Ratanak'], ['សម្បត្តិ', 'Sambath'], ['វីរៈ', 'Vireak'], ['និម្មល', 'Nimol'], ['ប៊ុណ្ណា', 'Bunna'], ['សុផល', 'Sophal'],
] // prettier-ignore

export type Gender = 'female' | 'male'

/** A name in both scripts; `surname` is kept for a relative. */
export function makeNames(
  random: Random,
  gender: Gender,
  surname: Part = random.pick(family),
): Names & { surname: Part } {
  const [km, latin] = random.pick(gender === 'female' ? women : men)
  const names = { km: `${surname[0]} ${km}`, latin: `${surname[1]} ${latin}` }
  return Object.defineProperty({ ...names, surname }, 'surname', { enumerable: false })
}
