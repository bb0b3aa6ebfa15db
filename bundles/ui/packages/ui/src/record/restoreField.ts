import { localized, notify, problemText, type FieldMeta } from '@penglai/sdk'
import { ask } from '../basic/ask'
import { controlValue, toWire } from '../form/values'
import { valueText } from '../values/text'
import { t } from './text'
import type { SaveField } from './useRecord'

const same = (field: FieldMeta, a: unknown, b: unknown) => JSON.stringify(toWire(field, a)) === JSON.stringify(toWire(field, b))

/** Brings a field back to a value that it had, once somebody has seen what it holds now; never over a change that he has not seen. */
export async function restoreField(field: FieldMeta, value: unknown, current: unknown, save: SaveField): Promise<void> {
  const label = localized(field.label)
  const shown = (one: unknown) => valueText(field, toWire(field, one) === null ? null : one) || t('timeline.emptied')
  const now = controlValue(field, current)
  if (same(field, now, value)) {
    notify(t('past.same', { field: label, value: shown(value) }))
    return
  }
  const write = async (from: unknown, to: unknown, undo?: () => void) => {
    try {
      const conflict = await save(field, from, to)
      if (conflict) notify(t('past.conflict', { field: label, value: shown(conflict.theirs) }), { kind: 'error' })
      else notify(t('past.restored', { field: label, value: shown(to) }), { kind: 'success', ...(undo ? { undo } : {}) })
    } catch (problem) {
      notify(problemText(problem), { kind: 'error' })
    }
  }
  const sure = await ask({
    title: t('past.title', { field: label }),
    text: t('past.text', { now: shown(now), past: shown(value) }),
    confirm: t('past.restore'),
  })
  if (sure) await write(now, value, () => void write(value, now))
}
