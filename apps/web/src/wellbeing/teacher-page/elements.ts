// Elements of a page that has no framework: texts are set as text, never as HTML.

type Child = Node | string

/** An element with attributes and what is in it. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** A paragraph. */
export function paragraph(text: string, kind = ''): HTMLElement {
  return element('p', kind === '' ? {} : { class: kind }, text)
}

type Choices = {
  name: string
  legend: string
  /** One label for each answer, 0 first; then the one for an item left empty. */
  labels: readonly string[]
  empty: string
  chosen: number | null
  onChoose: (value: number | null) => void
}

/** One question: large buttons beside one another, of which one is pressed. */
export function choices({ name, legend, labels, empty, chosen, onChoose }: Choices): HTMLElement {
  const values = [...labels.map((label, value) => ({ label, value })), { label: empty, value: null }]
  const options = values.map(({ label, value }) => {
    const input = element('input', { type: 'radio', name })
    input.checked = value === chosen
    input.addEventListener('change', () => onChoose(value))
    return element('label', { class: value === null ? 'option option-empty' : 'option' }, input, label)
  })
  const group = element('fieldset', {}, element('legend', {}, legend))
  group.append(element('div', { class: 'options' }, ...options))
  return group
}

/** A button. */
export function button(label: string, kind: string, onPress: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: kind }, label)
  made.addEventListener('click', onPress)
  return made
}
