import { html, type Html, type HtmlValue } from '../html/html.ts'
import type { FormProblems, FormValues } from './form.ts'

/** A form as it is shown: what was typed, and what is wrong with it. */
export interface FormView {
  readonly values: FormValues
  readonly problems: FormProblems
}

interface Field {
  readonly name: string
  readonly label: string
  readonly hint?: HtmlValue
}

export interface TextField extends Field {
  /** Characters that are expected, for the width. */
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30
  readonly type?: 'text' | 'password' | 'date' | 'email' | 'tel' | 'url' | 'datetime-local'
  readonly autocomplete?: string
  readonly inputmode?: 'numeric' | 'tel' | 'email' | 'url'
  readonly autofocus?: boolean
  /** Ids of what else describes the field. */
  readonly describedBy?: string
  /** Id of a datalist. */
  readonly list?: string
  /** Wide letters that are told apart: for codes and numbers. */
  readonly code?: boolean
  readonly min?: string
  readonly max?: string
  readonly labelHidden?: boolean
  /** For a field that stands in the form several times. */
  readonly id?: string
  readonly value?: string
}

export function textField({ values, problems }: FormView, field: TextField): Html {
  const { name, width, type = 'text', id = name } = field
  const problem = problems.get(id)
  const classes = [
    'govuk-input',
    width && `govuk-input--width-${width}`,
    field.code && 'cw-code-input',
    problem !== undefined && 'govuk-input--error',
  ]
  return group(
    { ...field, id },
    problem,
    html`<input
      class="${join(classes)}"
      id="${id}"
      name="${name}"
      type="${type}"
      value="${field.value ?? (type === 'password' ? '' : values.one(name))}"
      autocomplete="${field.autocomplete ?? 'off'}"
      spellcheck="false"
      ${dirOf(type)}${describe(field, id, problem)}${
        field.inputmode && html` inputmode="${field.inputmode}"`
      }${field.list && html` list="${field.list}"`}${field.min && html` min="${field.min}"`}${
        field.max && html` max="${field.max}"`
      }${field.autofocus && html` autofocus`}
    />`,
  )
}

export interface TextArea extends Field {
  readonly rows?: number
  readonly maxlength?: number
  readonly code?: boolean
  readonly autofocus?: boolean
  readonly describedBy?: string
}

export function textArea({ values, problems }: FormView, field: TextArea): Html {
  const { name, rows = 3 } = field
  const problem = problems.get(name)
  const classes = [
    'govuk-textarea',
    field.code && 'cw-code-input',
    problem !== undefined && 'govuk-textarea--error',
  ]
  // A line feed right after the start tag is dropped by browsers, so one is given for them to drop.
  return group(
    { ...field, id: name },
    problem,
    html`<textarea
      class="${join(classes)}"
      id="${name}"
      name="${name}"
      rows="${rows}"
      dir="auto"
      autocomplete="off"
      spellcheck="false"
      ${describe(field, name, problem)}${
        field.maxlength && html` maxlength="${field.maxlength}"`
      }${field.autofocus && html` autofocus`}
    >
${values.block(name)}</textarea>`,
  )
}

export interface FileField extends Field {
  /** Kinds of files that are offered. */
  readonly accept: string
}

export function fileField({ problems }: FormView, field: FileField): Html {
  const { name, accept } = field
  const problem = problems.get(name)
  return group(
    { ...field, id: name },
    problem,
    html`<input
      class="${join(['govuk-file-upload', problem !== undefined && 'govuk-file-upload--error'])}"
      id="${name}"
      name="${name}"
      type="file"
      accept="${accept}"
      ${describe(field, name, problem)}
    />`,
  )
}

export interface Option {
  readonly value: string
  readonly text: string
  readonly hint?: HtmlValue
}

export interface SelectField extends Field {
  readonly options: readonly Option[]
  /** Shown where nothing is chosen. Without it the first option is. */
  readonly empty?: string
  readonly value?: string
  readonly id?: string
  readonly labelHidden?: boolean
}

export function selectField({ values, problems }: FormView, field: SelectField): Html {
  const { name, options, empty, id = name } = field
  const problem = problems.get(id)
  const chosen = field.value ?? values.one(name)
  const option = ({ value, text }: Option) =>
    html`<option value="${value}" ${value === chosen && html` selected`}>${text}</option>`
  return group(
    { ...field, id },
    problem,
    html`<select
      class="${join(['govuk-select', problem !== undefined && 'govuk-select--error'])}"
      id="${id}"
      name="${name}"
      ${describe(field, id, problem)}
    >
      ${empty !== undefined && option({ value: '', text: empty })}${options.map(option)}
    </select>`,
  )
}

export interface ChoiceField {
  readonly name: string
  readonly legend: string
  readonly hint?: HtmlValue
  readonly options: readonly Option[]
  /** In a row rather than in a column. */
  readonly inline?: boolean
}

export function radios(view: FormView, field: ChoiceField): Html {
  const chosen = view.values.one(field.name)
  return choices(view, field, 'radios', (value) => value === chosen)
}

export function checkboxes(view: FormView, field: ChoiceField): Html {
  const chosen = view.values.all(field.name)
  return choices(view, field, 'checkboxes', (value) => chosen.includes(value))
}

function choices(
  { problems }: FormView,
  { name, legend, hint, options, inline }: ChoiceField,
  kind: 'radios' | 'checkboxes',
  isChosen: (value: string) => boolean,
): Html {
  const problem = problems.get(name)
  const item = ({ value, text, hint: about }: Option, index: number) => {
    // The link of the error summary leads to the first one.
    const id = index === 0 ? name : `${name}-${index + 1}`
    return html`<div class="govuk-${kind}__item">
      <input
        class="govuk-${kind}__input"
        id="${id}"
        name="${name}"
        type="${kind === 'radios' ? 'radio' : 'checkbox'}"
        value="${value}"
        ${isChosen(value) && html` checked`}${about && html` aria-describedby="${id}-item-hint"`}
      />
      <label class="govuk-label govuk-${kind}__label" for="${id}">${text}</label>
      ${about && html`<div class="govuk-hint govuk-${kind}__hint" id="${id}-item-hint">${about}</div>`}
    </div>`
  }
  const described = join([hint && `${name}-hint`, problem !== undefined && `${name}-error`])
  return html`<div class="${groupClasses(problem)}">
    <fieldset class="govuk-fieldset" ${described && html` aria-describedby="${described}"`}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${legend}</legend>
      ${hint && html`<div class="govuk-hint" id="${name}-hint">${hint}</div>`}${errorMessage(name, problem)}
      <div class="govuk-${kind} govuk-${kind}--small${inline && html` govuk-${kind}--inline`}">
        ${options.map(item)}
      </div>
    </fieldset>
  </div>`
}

function group(
  { id, label, hint, labelHidden }: Field & { readonly id: string; readonly labelHidden?: boolean },
  problem: string | undefined,
  control: Html,
): Html {
  return html`<div class="${groupClasses(problem)}">
    <label class="${join(['govuk-label', labelHidden && 'govuk-visually-hidden'])}" for="${id}"
      >${label}</label
    >
    ${hint && html`<div class="govuk-hint" id="${id}-hint">${hint}</div>`}${errorMessage(id, problem)}${control}
  </div>`
}

function errorMessage(id: string, problem: string | undefined): HtmlValue {
  return (
    problem !== undefined &&
    html`<p id="${id}-error" class="govuk-error-message">
      <span class="govuk-visually-hidden">Error:</span> ${problem}
    </p>`
  )
}

function describe(
  { hint, describedBy }: { readonly hint?: HtmlValue; readonly describedBy?: string },
  id: string,
  problem: string | undefined,
): HtmlValue {
  const ids = join([describedBy, hint && `${id}-hint`, problem !== undefined && `${id}-error`])
  return ids !== '' && html` aria-describedby="${ids}"${problem !== undefined && html` aria-invalid="true"`}`
}

function dirOf(type: string): HtmlValue {
  return type === 'text' && html` dir="auto"`
}

function groupClasses(problem: string | undefined): string {
  return join(['govuk-form-group', problem !== undefined && 'govuk-form-group--error'])
}

function join(parts: readonly unknown[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' ')
}
