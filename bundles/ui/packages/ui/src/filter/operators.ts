import { language, localized, type FieldMeta } from '@penglai/sdk'
import '../list/texts'
import { t } from '../text'
import { optionLabel, valueText } from '../values/text'
import { relativeText } from './relative'
import { contained, type Condition } from './rsql'

/** How the value of a condition is entered. */
export type Entry = 'none' | 'text' | 'texts' | 'number' | 'date' | 'options' | 'reference' | 'region' | 'link'

export type OperatorName =
  | 'contains'
  | 'containsNot'
  | 'startsWith'
  | 'is'
  | 'isNot'
  | 'moreThan'
  | 'lessThan'
  | 'atLeast'
  | 'atMost'
  | 'anyOf'
  | 'noneOf'
  | 'empty'
  | 'filled'
  | 'yes'
  | 'no'
  | 'isMe'
  | 'isNotMe'
  | 'on'
  | 'since'
  | 'until'
  | 'before'
  | 'after'

export interface Operator {
  /** Stable name for texts; several names may share a sign. */
  readonly name: OperatorName
  readonly sign: string
  readonly entry: Entry
  /** The value that goes with the name, where the user enters none. */
  readonly fixed?: string
  /** Of several that share a sign, the shape of the value that belongs to this one. */
  readonly fits?: (value: string) => boolean
}

const EMPTY: readonly Operator[] = [
  { name: 'filled', sign: '=null=', entry: 'none', fixed: 'false' },
  { name: 'empty', sign: '=null=', entry: 'none', fixed: 'true' },
]
const NUMBERS: readonly Operator[] = [
  { name: 'atLeast', sign: '=ge=', entry: 'number' },
  { name: 'atMost', sign: '=le=', entry: 'number' },
  { name: 'moreThan', sign: '=gt=', entry: 'number' },
  { name: 'lessThan', sign: '=lt=', entry: 'number' },
  { name: 'is', sign: '==', entry: 'number' },
  { name: 'isNot', sign: '!=', entry: 'number' },
]
const DATES: readonly Operator[] = [
  { name: 'since', sign: '=ge=', entry: 'date' },
  { name: 'until', sign: '=le=', entry: 'date' },
  { name: 'after', sign: '=gt=', entry: 'date' },
  { name: 'before', sign: '=lt=', entry: 'date' },
  { name: 'on', sign: '==', entry: 'date' },
]
const ME: readonly Operator[] = [
  { name: 'isMe', sign: '==', entry: 'none', fixed: 'me' },
  { name: 'isNotMe', sign: '!=', entry: 'none', fixed: 'me' },
]
const CONTAINS: Operator = { name: 'contains', sign: '=like=', entry: 'text', fits: (value) => value.startsWith('*') }
const STARTS: Operator = { name: 'startsWith', sign: '=like=', entry: 'text', fits: (value) => !value.startsWith('*') }

/** The comparisons offered for a field, the most useful first. */
export function operatorsOf(field: FieldMeta): readonly Operator[] {
  switch (field.kind) {
    case 'boolean':
      return [
        { name: 'yes', sign: '==', entry: 'none', fixed: 'true' },
        { name: 'no', sign: '==', entry: 'none', fixed: 'false' },
      ]
    case 'integer':
    case 'decimal':
    case 'percent':
    case 'money':
      return [...NUMBERS, ...EMPTY]
    case 'date':
    case 'instant':
      return [...DATES, ...EMPTY]
    case 'enumeration':
    case 'picklist':
    case 'choices':
      return [{ name: 'anyOf', sign: '=in=', entry: 'options' }, { name: 'noneOf', sign: '=out=', entry: 'options' }, ...EMPTY]
    case 'reference':
      return [
        ...(field.target === 'users' ? ME : []),
        { name: 'is', sign: '==', entry: 'reference' },
        { name: 'isNot', sign: '!=', entry: 'reference' },
        ...EMPTY,
      ]
    case 'links':
      return [{ name: 'is', sign: '==', entry: 'link' }, ...EMPTY]
    case 'tags':
      return [{ name: 'anyOf', sign: '=in=', entry: 'texts' }, { name: 'noneOf', sign: '=out=', entry: 'texts' }, ...EMPTY]
    case 'region':
      return [{ name: 'is', sign: '==', entry: 'region' }, { name: 'isNot', sign: '!=', entry: 'region' }, ...EMPTY]
    case 'phone':
    case 'creditCode':
      return [CONTAINS, { name: 'is', sign: '==', entry: 'text' }, ...EMPTY]
    default:
      return [
        CONTAINS,
        STARTS,
        { name: 'containsNot', sign: '!=', entry: 'text', fits: (value) => value.startsWith('*') },
        { name: 'is', sign: '==', entry: 'text' },
        { name: 'isNot', sign: '!=', entry: 'text' },
        ...EMPTY,
      ]
  }
}

/** The operator a condition was made with. */
export function operatorOf(field: FieldMeta, condition: Condition): Operator | undefined {
  const value = condition.values[0] ?? ''
  const fitting = operatorsOf(field).filter((one) => one.sign === condition.operator)
  return (
    fitting.find((one) => one.fixed !== undefined && one.fixed === value) ??
    fitting.find((one) => one.fits?.(value)) ??
    fitting.find((one) => one.fixed === undefined && !one.fits)
  )
}

/** Whether a value is a pattern with stars around what a person typed. */
export const isPattern = (operator: Operator): boolean => operator.fits !== undefined

const SINGLE: Readonly<Record<string, readonly string[]>> = {
  enumeration: ['==', '!='],
  picklist: ['==', '!='],
  choices: ['==', '!='],
  tags: ['==', '!='],
}

function operatorText(field: FieldMeta, condition: Condition): string {
  const operator = operatorOf(field, condition)
  if (operator) return t(`list.operator.${operator.name}`)
  if (SINGLE[field.kind]?.includes(condition.operator))
    return t(condition.operator === '==' ? 'list.operator.is' : 'list.operator.isNot')
  return condition.operator
}

function valuesText(field: FieldMeta, condition: Condition, titles: ReadonlyMap<string, string>): string {
  const operator = operatorOf(field, condition)
  const shown = condition.values.map((value) => {
    if (value === 'me') return t('me')
    if (field.kind === 'reference' || field.kind === 'links' || field.kind === 'region') return titles.get(value) ?? value
    if (field.kind === 'enumeration' || field.kind === 'picklist' || field.kind === 'choices') return optionLabel(field, value)
    if (field.kind === 'date' || field.kind === 'instant')
      return relativeText(value) ?? (/^\d{4}-\d\d-\d\d$/.test(value) ? valueText({ ...field, kind: 'date' }, value) : value)
    return (operator && isPattern(operator)) || condition.operator === '=like=' ? contained(value) : value
  })
  return shown.join(language.value === 'en' ? ', ' : '、')
}

/** What a chip says about a condition. */
export function conditionText(field: FieldMeta | undefined, condition: Condition, titles: ReadonlyMap<string, string>): string {
  if (!field) return `${condition.field} ${condition.operator} ${condition.values.join(', ')}`
  const fixed = operatorOf(field, condition)?.fixed !== undefined
  const parts = [localized(field.label), operatorText(field, condition)]
  return (fixed ? parts : [...parts, valuesText(field, condition, titles)]).join(' ')
}
