import { localized, type FieldError, type FieldMeta } from '@penglai/sdk'
import { t } from '../text'
import { toWire, type FormValues } from './values'

const PATTERNS: Readonly<Partial<Record<FieldMeta['kind'], RegExp>>> = {
  integer: /^-?[\d,]+$/,
  decimal: /^-?[\d,]+(\.\d+)?$/,
  percent: /^-?[\d,]+(\.\d+)?$/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  url: /^(https?:\/\/)?[^\s/]+\.[^\s]+$/i,
  creditCode: /^[0-9A-HJ-NP-RTUWXY]{18}$/i,
}

const isBlank = (wire: unknown) => wire === null || (Array.isArray(wire) && wire.length === 0)

function checkField(field: FieldMeta, value: unknown): string | undefined {
  const wire = toWire(field, value)
  if (isBlank(wire)) return field.required ? 'required' : undefined
  const text = field.kind === 'money' ? (wire as { amount: string }).amount : typeof value === 'string' ? value.trim() : ''
  if (field.maxLength && typeof wire === 'string' && wire.length > field.maxLength) return 'tooLong'
  const pattern = field.kind === 'money' ? PATTERNS.decimal : PATTERNS[field.kind]
  return pattern && !pattern.test(text) ? `format.${field.kind}` : undefined
}

/** What the browser can tell before the server is asked; the server has the last word. */
export function checkForm(fields: readonly FieldMeta[], values: FormValues): FieldError[] {
  return fields.flatMap((field) => {
    const code = checkField(field, values[field.name])
    if (!code) return []
    return [{ field: field.name, code, message: t(`rule.${code}`, { field: localized(field.label), max: field.maxLength ?? 0 }) }]
  })
}
