import type { FieldMeta, Reference, TypeMeta } from '@penglai/sdk'
import { readFilter, writeFilter, type Condition } from '../filter/rsql'
import { t } from '../text'
import { valueText } from '../values/text'

const KINDS = new Set<FieldMeta['kind']>(['enumeration', 'picklist', 'reference', 'boolean'])

/** Fields whose values make groups a person can look over. */
export const groupable = (meta: TypeMeta): FieldMeta[] =>
  meta.fields.filter((field) => KINDS.has(field.kind) && !field.multiple && field.filterable !== false)

const plain = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(typeof value === 'object' ? (value as Reference).id : value)

/** A group's name that stays the same while its records change. */
export const groupKey = (value: unknown): string => `group:${plain(value) ?? ''}`

export const groupLabel = (field: FieldMeta, value: unknown): string => valueText(field, value) || t('list.withoutValue')

/** What the records of a group have in common, as a condition. */
export function groupCondition(field: FieldMeta, value: unknown): Condition {
  const text = plain(value)
  return text === null
    ? { field: field.name, operator: '=null=', values: ['true'] }
    : { field: field.name, operator: '==', values: [text] }
}

/** A filter that holds besides another, which may be any expression. */
export function alsoFilter(filter: string, condition: Condition): string {
  const more = writeFilter([condition])
  if (!filter) return more
  return readFilter(filter) ? `${filter};${more}` : `(${filter});${more}`
}

/** Groups in the order of the field's options, others by their label; those without a value last. */
export function inOrder<T extends { value: unknown }>(field: FieldMeta, groups: readonly T[]): T[] {
  const codes = field.options?.map((option) => option.code)
  const place = (value: unknown) => {
    if (plain(value) === null) return Number.MAX_SAFE_INTEGER
    const at = codes?.indexOf(plain(value) ?? '') ?? -1
    return at < 0 ? Number.MAX_SAFE_INTEGER - 1 : at
  }
  return [...groups].sort(
    (a, b) => place(a.value) - place(b.value) || groupLabel(field, a.value).localeCompare(groupLabel(field, b.value), 'zh-CN'),
  )
}
