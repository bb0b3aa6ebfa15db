import type { FieldMeta, TypeMeta } from '@penglai/sdk'

/** Whether the user may change a field of a type's records. */
export const isEditable = (meta: TypeMeta, field: FieldMeta): boolean => meta.can.includes('update') && !field.readOnly
