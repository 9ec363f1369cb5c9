// The own copy: each part from a made-up life, in both languages; what must stay out; hostile text.
import { describe, expect, it } from 'vitest'
import { agencies, entry, people, testId } from '../example-entries.fixture.ts'
import * as assess from '../assess/kinds.ts'
import { complaintAnswered, complaintMade } from '../assess/complaint-kinds.ts'
import { sealedText } from '../chronicle/sealed-text.ts'
import { sealedWordsInPrint } from '../chronicle/sealed-words.ts'
import { emergencyOrdered } from '../care/emergency-kinds.ts'
import { childRegistered } from '../register/kinds.ts'
import { growthMeasured } from '../wellbeing/growth-kinds.ts'
import { copyParts, leftOutGrounds, type CopyPart } from './own-copy-kinds.ts'
import { ownCopyPage } from './own-copy-page.ts'
import { factsOf, life, secret } from './own-copy.fixture.ts'
import { ownCopy } from './own-copy.ts'
import { cambodia } from '../../../../policies/kh/policy.ts'

const pack = cambodia()
const factsIn = (entries: Parameters<typeof factsOf>[0], more?: Parameters<typeof factsOf>[2]) =>
  factsOf(entries, pack, more)

const { child } = people
const copyOf = (more: Record<string, ReturnType<typeof entry>> = {}, language: 'en' | 'km' = 'en') =>
  ownCopy(factsIn(Object.values({ ...life(), ...more })), language)
const said = (id: CopyPart, copy = copyOf()): string[] =>
  copy.sections
    .find((section) => section.id === id)
    ?.lines.map(({ when, words, quote }) => [when, words, quote].filter((part) => part !== '').join(' | ')) ?? []

describe('the parts, in the order of a life', () => {
  it.each(['en', 'km'] as const)('all stand in %s, each with something of this life', (language) => {
    const copy = copyOf({}, language)
    expect(copy.sections.map(({ id }) => id)).toEqual([...copyParts])
    for (const { id, heading, lines } of copy.sections) {
      expect([id, heading.length > 2]).toEqual([id, true])
      expect([id, lines.length > 0]).toEqual([id, true])
    }
    const texts = copy.sections.flatMap(({ lines }) => lines.map(({ words }) => words))
    expect(texts.filter((text) => /undefined|null|NaN|\[object/u.test(text))).toEqual([])
  })

  it('are Khmer where the copy is Khmer, but for names and what others wrote', () => {
    for (const { lines, heading } of copyOf({}, 'km').sections) {
      expect(heading).toMatch(/\p{Script=Khmer}/u)
      for (const { words } of lines) expect(words).toMatch(/\p{Script=Khmer}/u)
    }
  })

  it('say that nothing was written down, and not that there was nothing', () => {
    const bare = ownCopy(factsIn([life()['registered'] ?? life()['born']].filter((each) => each !== undefined)), 'en')
    const school = bare.sections.find(({ id }) => id === 'school')
    expect(school).toMatchObject({ lines: [], nothing: 'Nothing was written down.' })
  })

  it('who I am, my mother and family', () => {
    expect(said('me').slice(0, 4)).toEqual([
      'My name: Sok Dara',
      'Born: 10 February 2011',
      'Boy',
      'The code of my record: T-0001',
    ])
    expect(said('mother')).toEqual([
      'My mother: សុខ បុប្ផា · Sok Bopha',
      'I have a brother or sister',
      'When we lived apart, my mother and I met 1 time and spoke by telephone 0 times.',
      'A meeting or call that was planned did not happen 1 time.',
    ])
  })

  it('when I came and left, where I lived, my school', () => {
    expect(said('stays')).toEqual([
      '10 February 2011 | I lived in Test prison.',
      '15 October 2013 | I left Test prison: to relatives.',
    ])
    expect(said('lived')).toContain('15 October 2013 | I went to live with relatives: Sok Mealea.')
    expect(said('school')).toEqual(['1 November 2018 | I went to school, grade 1, most days.'])
  })

  it('my health with the results of questionnaires, and that their words are unverified', () => {
    const health = said('health')
    expect(health).toContain('11 February 2011 | Vaccine: BCG, dose 1')
    expect(health).toContain('between 1 June 2012 and 30 June 2012 | I was ill: fever.')
    expect(health.join()).toMatch(/answered by a teacher\. All in all: very high\./u)
    expect(health.at(-1)).toMatch(/unverified/u)
    expect(health.join()).not.toMatch(/mother/u) // whose illness it was is hers
  })

  it('where questionnaires cannot be read by who makes it, it says who has them', () => {
    const copy = ownCopy(factsIn(Object.values(life()), { unread: ['psychology'] }), 'en')
    expect(said('health', copy).at(-1)).toMatch(/with the specialists/u)
  })

  it('what I said, and who decided what and why', () => {
    expect(said('views')).toContain('10 January 2027 | My own version of my story: | I was never a prisoner.')
    const decisions = said('decisions')
    expect(decisions).toContain('Decided by: Office of social affairs, A small NGO.')
    expect(decisions).toContain('The reasons: | The limit is near and the aunt is willing.')
  })

  it('complaints of mine with their answers, letters, and who has seen it', () => {
    expect(said('complaints')).toEqual([
      '1 July 2013 | My mother complained about something owed that was not given.',
      '10 July 2013 | It was answered: the complaint was right. The answer: | The child gets its own food. Decided by [name left out].',
    ])
    expect(said('letters')).toEqual([
      '25 September 2013 | A letter to Director, Test prison: what was owed to me.',
      '10 October 2013 | The answer: it was promised.',
    ])
    expect(said('readers')).toContain('A small NGO: monitors, 3 times')
  })
})

describe('the growth chart', () => {
  it('is drawn from the weights, and not where the sex is unknown', () => {
    const chart = copyOf().sections.find(({ id }) => id === 'growth')?.chart
    expect(chart?.svg.match(/<circle/gu)).toHaveLength(2)
    const unknown = {
      registered: entry(1, childRegistered, child, '2011-02-10', {
        names: { latin: 'A B' },
        sex: 'unknown',
        code: 'T-0001',
      }),
    }
    expect(copyOf(unknown).sections.find(({ id }) => id === 'growth')?.chart).toBeNull()
  })

  it('leaves out of the drawing what cannot be right, and keeps it among the figures', () => {
    const absurd = { absurd: entry(120, growthMeasured, child, '2012-08-10', { weightKg: 900 }) }
    expect(
      copyOf(absurd)
        .sections.find(({ id }) => id === 'growth')
        ?.chart?.svg.match(/<circle/gu),
    ).toHaveLength(2)
    expect(said('growth', copyOf(absurd))).toContain('10 August 2012 | 900 kg')
  })

  it('reaches to ten years where something was measured after five', () => {
    const older = { later: entry(121, growthMeasured, child, '2018-02-10', { weightKg: 20 }) }
    expect(copyOf(older).sections.find(({ id }) => id === 'growth')?.chart?.svg).toContain('>10</text>')
  })
})

describe('what is left out', () => {
  it.each(['en', 'km'] as const)('is said ground by ground, in %s, the same for every record', (language) => {
    const { leftOut } = copyOf({}, language)
    expect(leftOut.lines).toHaveLength(leftOutGrounds.length)
    expect(new Set(leftOut.lines).size).toBe(leftOutGrounds.length)
    const other = ownCopy(factsIn([]), language).leftOut
    expect(other).toEqual(leftOut)
  })

  it.each(['en', 'km'] as const)('is in no part of the copy in %s, nor in the page', (language) => {
    const copy = copyOf({}, language)
    expect(JSON.stringify(copy)).not.toContain(secret)
    expect(ownCopyPage(copy, 'AAAA')).not.toContain(secret)
  })

  it('a birth in custody: how the child came is never printed', () => {
    expect(JSON.stringify(copyOf())).not.toMatch(/born in (custody|prison)/iu)
    const elsewhere = {
      arrived: { ...life()['arrived'], body: { salt: 'A'.repeat(22), how: 'mothers-request' } } as ReturnType<
        typeof entry
      >,
    }
    expect(copyOf(elsewhere)).toEqual(copyOf())
  })

  it('a complaint that names somebody, until it is answered; then without the name', () => {
    expect(said('complaints').join()).not.toMatch(/^.*\bI complained/u)
    const answer = entry(130, complaintAnswered, child, '2013-08-01', {
      complaint: testId(1112),
      outcome: 'partly-upheld',
      answer: 'Officer Heng Vuthy was told.',
      answeredBy: 'Chan Dara',
      toldHow: 'in-person',
      isCourtRouteTold: true,
    })
    const named = entry(112, complaintMade, child, '2013-07-02', {
      complainant: 'child',
      way: 'voice',
      words: 'Heng Vuthy shouts at us.',
      about: ['person'],
      isAppeal: false,
      againstOthers: 'Heng Vuthy',
      againstAccounts: [people.officer],
    })
    expect(said('complaints', copyOf({ named, answer }))).toEqual(
      expect.arrayContaining([
        '2 July 2013 | I complained about a person. | [name left out] shouts at us.',
        '1 August 2013 | It was answered: the complaint was partly right. The answer: | Officer [name left out] was told.',
      ]),
    )
  })

  it.each(['en', 'km'] as const)(
    'a complaint that its agency sealed: that it was made, not its words, in %s',
    (language) => {
      const sealed = sealedText(testId(900), btoa(`age-encryption.org/v1\n${'x'.repeat(600)}`))
      const complained = entry(94, complaintMade, child, '2013-07-01', {
        complainant: 'child',
        way: 'voice',
        words: sealed,
        againstOthers: sealed,
        about: ['person'],
        isAppeal: false,
      })
      const lines = said('complaints', copyOf({ complained }, language))
      expect(lines.join('\n')).toContain(sealedWordsInPrint[language])
      expect(JSON.stringify(copyOf({ complained }, language))).not.toContain('komar-sealed')
    },
  )

  it.each(['en', 'km'] as const)(
    'a death, and what happened to the mother: one word for each such ground, in %s',
    (language) => {
      const grounds = ['mother-dead', 'mother-in-hospital', 'mother-gone', 'mother-asks-in-crisis']
      const copies = grounds.map((ground) =>
        copyOf(
          {
            order: entry(140, emergencyOrdered, child, '2013-06-01', {
              ground,
              whatHappened: secret,
              on: '2013-06-01',
              place: 'known-kin',
              placesTried: [],
              until: '2013-06-14',
            }),
          },
          language,
        ),
      )
      for (const copy of copies) expect(copy).toEqual(copies[0])
      expect(said('decisions', copies[0]).length).toBe(said('decisions', copyOf({}, language)).length + 1)
      expect(JSON.stringify(copies)).not.toContain(secret)
    },
  )

  it('what was corrected or withdrawn', () => {
    const view = entry(90, assess.viewHeard, child, '2018-05-01', {
      whose: 'child',
      about: 'general',
      stance: 'agrees',
      words: secret,
    })
    const withdrawn = entry(
      131,
      assess.viewHeard,
      child,
      '2018-05-02',
      { reason: 'wrong child' },
      { retracts: testId(1090) },
    )
    expect(JSON.stringify(copyOf({ own: view, withdrawn }))).not.toContain(secret)
  })

  it('names of others, known to the record, in free words: relatives, members of panels, sisters who lived elsewhere', () => {
    const decided = life()['decided']
    const reasons =
      'Vannak Chea spoke for it. Sok Chanthy and CHANTHY agree; Chanthya is a town. សុខ ចាន់ធី ក៏ដូចគ្នា។ Sok Mealea and Sok Bopha too.'
    const panel = [
      {
        name: 'Vannak Chea',
        agency: agencies.welfare.id,
        presence: 'in-person',
        part: 'votes',
        isChair: true,
        isAssessor: false,
        opinion: 'for',
      },
    ]
    const more = { decided: { ...decided, body: { ...decided?.body, reasons, panel } } as ReturnType<typeof entry> }
    expect(said('decisions', copyOf(more)).join()).toContain(
      '[name left out] spoke for it. [name left out] and CHANTHY agree; Chanthya is a town. [name left out] ក៏ដូចគ្នា។ Sok Mealea and Sok Bopha too.',
    )
  })
})

describe('hostile text', () => {
  const nasty = '\u202eevil\u2066 <script>alert(1)</script> "\'& \u0000#panic("x")\u200f\n{end} ]]>'
  const hostile = {
    registered: entry(1, childRegistered, child, '2011-02-10', {
      names: { latin: nasty, km: `សុខ${nasty}` },
      sex: 'male',
      code: 'T-0001',
    }),
    own: entry(90, assess.viewHeard, child, '2018-05-01', {
      whose: 'child',
      about: 'general',
      stance: 'agrees',
      words: nasty,
    }),
  }

  it('turns nothing round and hides nothing', () => {
    const copy = JSON.stringify(copyOf(hostile))
    expect(copy).toContain('evil')
    expect(copy).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\\u0000/u)
  })

  it('is text in the page: no element, no attribute, no script, nothing fetched', () => {
    const page = ownCopyPage(copyOf(hostile), 'AA+/==) } </style><script>')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;')
    expect(page).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|javascript:|@import/iu)
    expect(page.match(/url\([^)]*\)/gu)).toEqual(['url(data:font/ttf;base64,AA+/==/stylescript)'])
    expect(page.match(/https?:\/\/[^"\s]+/gu)).toEqual(['http://www.w3.org/2000/svg'])
  })
})
