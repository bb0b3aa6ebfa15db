import {
  formatDate,
  formatDecimal,
  formatInstant,
  formatMoney,
  formatPhone,
  localized,
  type DateLength,
  type FieldMeta,
  type Money,
} from '@penglai/sdk'
import { t } from '../text'
import { withoutIds } from './mentions'
import { percentOf } from './share'

/** Label of an enumeration's code. */
export function optionLabel(field: FieldMeta, code: unknown): string {
  const option = field.options?.find((one) => one.code === code)
  return option ? localized(option.label) : String(code)
}

const titled = (value: object): string => ('title' in value ? String(value.title) : 'name' in value ? String(value.name) : '')

/** A field's value as plain text; empty when there is none. */
export function valueText(field: FieldMeta, value: unknown, dates: DateLength = 'medium'): string {
  if (value === null || value === undefined || value === '') return ''
  if (Array.isArray(value)) return value.map((one) => valueText({ ...field, multiple: false }, one, dates)).join(', ')
  switch (field.kind) {
    case 'boolean':
      return value ? t('yes') : t('no')
    case 'integer':
    case 'decimal':
      return formatDecimal(value as string)
    case 'percent':
      return `${formatDecimal(percentOf(String(value)))}%`
    case 'date':
      return formatDate(String(value), dates)
    case 'instant':
      return formatInstant(String(value), dates)
    case 'money':
      return formatMoney((value as Money).amount, (value as Money).currency)
    case 'enumeration':
    case 'picklist':
    case 'choices':
      return optionLabel(field, value)
    case 'phone':
      return formatPhone(String(value))
    case 'longText':
      return withoutIds(String(value))
    default:
      return typeof value === 'object' ? titled(value) : String(value)
  }
}

const NUMERIC = new Set(['integer', 'decimal', 'percent', 'money'])

/** Numbers stand right-aligned in tables. */
export const isNumeric = (field: FieldMeta): boolean => NUMERIC.has(field.kind)
