import { language, localized, type FieldMeta } from '@penglai/sdk'
import { t } from '../text'
import { optionLabel, valueText } from '../values/text'
import { contained, type Condition } from './rsql'

/** How the value of a condition is entered. */
export type Entry = 'none' | 'text' | 'number' | 'date' | 'options' | 'reference'

export interface Operator {
  /** Stable name for texts; several names may share a sign. */
  readonly name:
    | 'contains'
    | 'is'
    | 'isNot'
    | 'atLeast'
    | 'atMost'
    | 'anyOf'
    | 'noneOf'
    | 'empty'
    | 'filled'
    | 'yes'
    | 'no'
    | 'isMe'
  readonly sign: string
  readonly entry: Entry
  /** The value that goes with the name, where the user enters none. */
  readonly fixed?: string
}

const EMPTY: readonly Operator[] = [
  { name: 'filled', sign: '=null=', entry: 'none', fixed: 'false' },
  { name: 'empty', sign: '=null=', entry: 'none', fixed: 'true' },
]
const range = (entry: Entry): Operator[] => [
  { name: 'atLeast', sign: '=ge=', entry },
  { name: 'atMost', sign: '=le=', entry },
  { name: 'is', sign: '==', entry },
]
const isMe: Operator = { name: 'isMe', sign: '==', entry: 'none', fixed: 'me' }

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
      return [...range('number'), ...EMPTY]
    case 'date':
    case 'instant':
      return [...range('date'), ...EMPTY]
    case 'enumeration':
    case 'picklist':
      return [{ name: 'anyOf', sign: '=in=', entry: 'options' }, { name: 'noneOf', sign: '=out=', entry: 'options' }, ...EMPTY]
    case 'reference':
      return [...(field.target === 'users' ? [isMe] : []), { name: 'is', sign: '==', entry: 'reference' }, ...EMPTY]
    case 'tags':
    case 'region':
      return [{ name: 'is', sign: '==', entry: 'text' }, ...EMPTY]
    default:
      return [
        { name: 'contains', sign: '=like=', entry: 'text' },
        { name: 'is', sign: '==', entry: 'text' },
        { name: 'isNot', sign: '!=', entry: 'text' },
        ...EMPTY,
      ]
  }
}

/** The operator a condition was made with. */
export function operatorOf(field: FieldMeta, condition: Condition): Operator | undefined {
  const fitting = operatorsOf(field).filter((one) => one.sign === condition.operator)
  return (
    fitting.find((one) => one.fixed !== undefined && one.fixed === condition.values[0]) ??
    fitting.find((one) => one.fixed === undefined)
  )
}

const SINGLE: Readonly<Record<string, readonly string[]>> = { enumeration: ['==', '!='], picklist: ['==', '!='] }

function operatorText(field: FieldMeta, condition: Condition): string {
  const operator = operatorOf(field, condition)
  if (operator) return t(`operator.${operator.name}`)
  if (SINGLE[field.kind]?.includes(condition.operator)) return t(condition.operator === '==' ? 'operator.is' : 'operator.isNot')
  return condition.operator
}

function valuesText(field: FieldMeta, condition: Condition, titles: ReadonlyMap<string, string>): string {
  const shown = condition.values.map((value) => {
    if (value === 'me') return t('me')
    if (field.kind === 'reference') return titles.get(value) ?? value
    if (field.kind === 'enumeration' || field.kind === 'picklist') return optionLabel(field, value)
    if (field.kind === 'date' && /^\d{4}-/.test(value)) return valueText(field, value)
    return condition.operator === '=like=' ? contained(value) : value
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
