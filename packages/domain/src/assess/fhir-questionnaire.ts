// Gives a questionnaire to others as an HL7 FHIR R4 Questionnaire in one language (hl7.org/fhir/R4/questionnaire.html).
// Ids, texts, options, conditions and bounds travel; who may see a section, the ★ items and the concern rules stay here,
// because a receiver could not keep them. Sections become groups. A question that is not asked of every age becomes
// optional for the receiver, which cannot know the age. Dates travel as strings: FHIR has no "about 2005".
import { everyItem, isQuestion, optionsOf } from './questionnaire.ts'
import type { Comparison, Questionnaire, QuestionnaireItem, QuestionnaireLanguage } from './questionnaire.ts'

type Json = string | number | boolean | Json[] | { [key: string]: Json }
type JsonObject = { [key: string]: Json }

const minValueUrl = 'http://hl7.org/fhir/StructureDefinition/minValue'
const maxValueUrl = 'http://hl7.org/fhir/StructureDefinition/maxValue'
const unitUrl = 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit'

/** The questionnaire as FHIR R4 JSON in one language. */
export function toFhirQuestionnaire(whole: Questionnaire, language: QuestionnaireLanguage): JsonObject {
  return {
    resourceType: 'Questionnaire',
    id: whole.id,
    language,
    version: whole.version,
    status: whole.status,
    title: whole.title[language],
    subjectType: ['Patient'],
    item: whole.sections.map((section) => ({
      linkId: section.id,
      type: 'group',
      text: section.title[language],
      item: section.item.map((item) => fhirItem(whole, item, language)),
    })),
  }
}

function fhirItem(whole: Questionnaire, item: QuestionnaireItem, language: QuestionnaireLanguage): JsonObject {
  const options = optionsOf(whole, item)
  const extension = extensions(item)
  return {
    linkId: item.linkId,
    type: item.type === 'date' ? 'string' : item.type,
    text: item.text[language],
    ...(isQuestion(item) && item.required === true && { required: item.age === undefined }),
    ...(item.repeats === true && { repeats: true }),
    ...(item.enableWhen && { enableWhen: item.enableWhen.map((each) => fhirCondition(whole, each)) }),
    ...(item.enableWhen && item.enableWhen.length > 1 && { enableBehavior: item.enableBehavior ?? 'all' }),
    ...(options.length > 0 && {
      answerOption: options.map(({ code, text }) => ({ valueCoding: { code, display: text[language] } })),
    }),
    ...(item.initial !== undefined && { initial: [fhirInitial(item, item.initial)] }),
    ...(extension.length > 0 && { extension }),
    ...(item.item && { item: item.item.map((inner) => fhirItem(whole, inner, language)) }),
  }
}

function fhirCondition(whole: Questionnaire, { question, operator, answer }: Comparison): JsonObject {
  const asked = findQuestion(whole, question)
  if (operator === 'exists' || typeof answer === 'boolean') return { question, operator, answerBoolean: answer }
  if (typeof answer === 'string') return { question, operator, answerCoding: { code: answer } }
  if (asked?.type !== 'quantity') return { question, operator, answerInteger: answer }
  return { question, operator, answerQuantity: { value: answer, unit: asked.unit ?? '' } }
}

function findQuestion(whole: Questionnaire, linkId: string): QuestionnaireItem | undefined {
  return whole.sections.flatMap((section) => everyItem(section.item)).find((item) => item.linkId === linkId)
}

function fhirInitial(item: QuestionnaireItem, value: boolean | number | string): JsonObject {
  if (typeof value === 'boolean') return { valueBoolean: value }
  if (typeof value === 'number') return { valueInteger: value }
  return item.type === 'choice' || item.type === 'open-choice'
    ? { valueCoding: { code: value } }
    : { valueString: value }
}

function extensions(item: QuestionnaireItem): JsonObject[] {
  const bound = (url: string, value: number | undefined): JsonObject[] =>
    value === undefined ? [] : [item.type === 'integer' ? { url, valueInteger: value } : { url, valueDecimal: value }]
  const unit = item.unit === undefined ? [] : [{ url: unitUrl, valueCoding: { code: item.unit, display: item.unit } }]
  return [...bound(minValueUrl, item.minimum), ...bound(maxValueUrl, item.maximum), ...unit]
}
