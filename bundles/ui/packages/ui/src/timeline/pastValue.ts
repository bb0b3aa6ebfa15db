import { isMasked, type FieldMeta, type TimelineChange } from '@penglai/sdk'
import { controlValue } from '../form/values'

/** Kinds of which a change tells no value that could be written. */
const NEVER = new Set(['externalIds'])
const isErased = (value: unknown) => typeof value === 'object' && value !== null && 'erased' in value

/** Brings a field back to a value that it had, given as a control of the form holds it. */
export type RestoreValue = (field: FieldMeta, value: unknown) => Promise<void>

/** Whether what was there before a change is known as it was: nothing hidden, nothing erased. */
export const isTold = (field: FieldMeta, { before }: TimelineChange): boolean =>
  before !== undefined && !NEVER.has(field.kind) && !isErased(before) && !isMasked(field, before)

/** What was there before a change, as a control of the form holds it. */
export function pastValue(field: FieldMeta, { before, beforeText }: TimelineChange): unknown {
  if (before === null || before === undefined) return controlValue(field, null)
  if (field.kind === 'reference')
    return Array.isArray(before)
      ? before.map((id) => ({ id: String(id), title: '' }))
      : { id: String(before), title: beforeText ?? '' }
  if (field.kind === 'region') return { code: String(before), title: beforeText ?? '' }
  return controlValue(field, before)
}
