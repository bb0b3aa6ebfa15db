import type { FieldMeta, Money, RecordData, RecordLink, Reference, Region } from '@penglai/sdk'
import { percentOf, shareOf, withMinorUnits, withoutZeros } from '../values/share'

/** What the controls of a form hold: texts as typed, references with their titles. */
export type FormValues = Record<string, unknown>

const TYPED = new Set(['integer', 'decimal', 'percent', 'text', 'longText', 'phone', 'email', 'url', 'creditCode'])

/** A field's value as its control wants it. */
export function controlValue(field: FieldMeta, value: unknown): unknown {
  if (value === null || value === undefined) {
    if (field.kind === 'tags' || field.kind === 'links' || field.multiple) return []
    if (field.kind === 'boolean') return false
    return TYPED.has(field.kind) ? '' : null
  }
  if (field.kind === 'percent') return percentOf(String(value))
  if (field.kind === 'decimal') return withoutZeros(String(value))
  if (field.kind === 'money') {
    const { amount, currency } = value as Money
    return { amount: withMinorUnits(amount, currency), currency }
  }
  return TYPED.has(field.kind) ? String(value) : value
}

/** Start values of a form: the record's, else the defaults of the metadata. */
export function controlValues(fields: readonly FieldMeta[], record: RecordData | undefined, preset: FormValues = {}): FormValues {
  return Object.fromEntries(
    fields.map((field) => {
      const given = record ? record[field.name] : (preset[field.name] ?? field.defaultValue)
      return [field.name, controlValue(field, given)]
    }),
  )
}

/** The value as the server takes it; null for an empty control. */
export function toWire(field: FieldMeta, value: unknown): unknown {
  if (typeof value === 'string') {
    const text = value.trim()
    if (text === '') return null
    if (field.kind === 'integer') return Number(text.replace(/,/g, ''))
    if (field.kind === 'percent') return shareOf(text.replace(/,/g, ''))
    return field.kind === 'decimal' ? text.replace(/,/g, '') : text
  }
  if (value === null || value === undefined) return null
  if (field.kind === 'reference') return Array.isArray(value) ? value.map((one: Reference) => one.id) : (value as Reference).id
  if (field.kind === 'links') return (value as RecordLink[]).map(({ type, id }) => ({ type, id }))
  if (field.kind === 'region') return (value as Region).code
  if (field.kind === 'money')
    return (value as Money).amount.trim() === ''
      ? null
      : { ...(value as Money), amount: (value as Money).amount.trim().replace(/,/g, '') }
  return value
}

/** What changed between two states of a form, ready to be sent. */
export function changesOf(fields: readonly FieldMeta[], before: FormValues, after: FormValues): Record<string, unknown> {
  const changes: Record<string, unknown> = {}
  for (const field of fields) {
    const next = toWire(field, after[field.name])
    if (JSON.stringify(next) !== JSON.stringify(toWire(field, before[field.name]))) changes[field.name] = next
  }
  return changes
}
