import { fieldOf, type FieldMeta, type TypeMeta } from '@penglai/sdk'
import type { FormValues } from '@penglai/ui/form'

const ALWAYS = ['labelZh', 'labelEn', 'name', 'kind', 'required', 'position', 'helpZh', 'helpEn', 'indexed']
const FINAL = new Set(['name', 'kind', 'maxLength', 'scale', 'target'])
const BY_KIND: Readonly<Record<string, string>> = { text: 'maxLength', decimal: 'scale', reference: 'target' }
/** Behind the kind, what belongs to it. */
const DETAIL_AT = 4

/** Whether fields of the kind have options. */
export const hasOptions = (kind: unknown): boolean => kind === 'picklist' || kind === 'choices'

/** The inputs for a custom field of a kind; what is final can only be given at first. */
export function inputsFor(
  meta: TypeMeta,
  kind: unknown,
  isNew: boolean,
  targets: readonly { code: string; label: FieldMeta['label'] }[],
): FieldMeta[] {
  const names = [...ALWAYS]
  const detail = BY_KIND[String(kind)]
  if (detail) names.splice(DETAIL_AT, 0, detail)
  return names
    .filter((name) => isNew || !FINAL.has(name))
    .map((name) => fieldOf(meta, name))
    .filter((field): field is FieldMeta => field !== undefined)
    .map((field) => {
      if (field.name === 'target') return { ...field, kind: 'picklist', options: [...targets], required: true }
      // Without one, the Chinese label serves both.
      return field.name === 'labelEn' ? { ...field, required: false } : field
    })
}

/** A name made of an English label: "Sales region" is salesRegion. */
export function nameFrom(label: string): string {
  const words = label.match(/[A-Za-z0-9]+/g) ?? []
  const name = words
    .map((word, at) => (at === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()))
    .join('')
  return /^[a-z]/.test(name) ? name.slice(0, 30) : ''
}

/** What is sent: only what the kind knows, with labels in both languages. */
export function sent(values: FormValues, wire: Record<string, unknown>): Record<string, unknown> {
  const zh = String(values['labelZh'] ?? '').trim()
  return { ...wire, ...(String(values['labelEn'] ?? '').trim() ? {} : { labelEn: zh }) }
}
