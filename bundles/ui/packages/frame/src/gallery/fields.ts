import type { FieldMeta } from '@penglai/sdk'
import { t } from './text'

/** Fields of the usual kinds, as metadata would describe them. */
export const fieldsOf = (): FieldMeta[] => [
  { name: 'name', kind: 'text', label: t('gallery.field.name'), required: true, maxLength: 40 },
  {
    name: 'kind',
    kind: 'enumeration',
    label: t('gallery.field.kind'),
    options: [
      { code: 'company', label: t('gallery.kinds.company') },
      { code: 'person', label: t('gallery.kinds.person') },
    ],
  },
  { name: 'amount', kind: 'money', label: t('gallery.field.amount'), scale: 2 },
  { name: 'closeOn', kind: 'date', label: t('gallery.field.closeOn') },
  { name: 'rate', kind: 'percent', label: t('gallery.field.rate'), scale: 0 },
  { name: 'phone', kind: 'phone', label: t('gallery.field.phone') },
  { name: 'website', kind: 'url', label: t('gallery.field.website') },
  { name: 'tags', kind: 'tags', label: t('gallery.field.tags') },
  { name: 'active', kind: 'boolean', label: t('gallery.field.active') },
  { name: 'reason', kind: 'text', label: t('gallery.field.reason') },
  { name: 'remark', kind: 'longText', label: t('gallery.field.remark') },
]
