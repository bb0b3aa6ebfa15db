import type { FieldMeta, Localized } from '@penglai/sdk'

const BARE = { readOnly: false, system: false, sortable: false, filterable: false, importable: false, multiple: false }

/** A field that no record type has, such as a password. */
export const ownField = (name: string, kind: string, label: Localized, more: Partial<FieldMeta> = {}): FieldMeta => ({
  ...BARE,
  required: true,
  name,
  kind: kind as FieldMeta['kind'],
  label,
  ...more,
})

export const passwordField = (name: string, zh: string, en: string, help = false): FieldMeta =>
  ownField(
    name,
    'password',
    { 'zh-CN': zh, en },
    help ? { help: { 'zh-CN': '至少 10 个字符', en: 'At least 10 characters' } } : {},
  )
