import type { TypeMeta } from '@penglai/sdk'
import type { InjectionKey } from 'vue'

/** Types that describe others take no fields and rules of their own. */
const FIXED = new Set([
  'customFields',
  'picklistOptions',
  'formLayouts',
  'validationRules',
  'uniqueRules',
  'numberRules',
  'roles',
])

/** Whether administrators set up records of the type. */
export const isSetUp = (type: TypeMeta): boolean => !FIXED.has(type.type) && type.can.includes('update')

/** Whether the type's records get numbers. */
export const isNumbered = (type: TypeMeta): boolean => Boolean(type.numberField)

/** Given by the pages on which `type` names a record type: which of them can be chosen there. */
export const TYPES_ARE_CHOSEN: InjectionKey<(type: TypeMeta) => boolean> = Symbol('types are chosen')
