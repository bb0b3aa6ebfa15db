import {
  ApiProblem,
  localized,
  notify,
  problemText,
  records,
  titleOf,
  type FieldMeta,
  type RecordData,
  type TypeMeta,
} from '@penglai/sdk'
import { computed, nextTick, shallowRef, type Ref } from 'vue'
import { controlValue, toWire } from '../form/values'
import { isEditable } from '../record/editable'
import type { SaveField } from '../record/useRecord'
import { t } from '../text'
import { valueText } from '../values/text'
import type { RowsView } from './usePreview'

export interface OpenCell {
  readonly row: RecordData
  readonly field: FieldMeta
  readonly cell: HTMLElement
}

const MAX_TRIES = 3
const etagOf = (row: RecordData) => `"${row.version}"`
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Changes single values of a list's records, each for the version that is on screen. */
export function useCellEdit(
  meta: () => TypeMeta | undefined,
  columns: () => readonly FieldMeta[],
  replace: (row: RecordData) => void,
  grid: Ref<RowsView | undefined>,
) {
  const open = shallowRef<OpenCell>()
  const nameOf = (row: RecordData) => titleOf(meta(), row) || t('untitled')

  const canEdit = (field: FieldMeta): boolean => {
    const known = meta()
    // Numbers are given once.
    return known !== undefined && isEditable(known, field) && field.kind !== 'links' && field.name !== known.numberField
  }

  async function undo(field: FieldMeta, row: RecordData, before: unknown) {
    try {
      const { body } = await records.update(meta()?.type ?? '', row.id, { [field.name]: toWire(field, before) }, etagOf(row))
      replace(body)
    } catch (problem) {
      const stale = problem instanceof ApiProblem && problem.status === 412
      notify(stale ? t('list.undoTooLate', { name: nameOf(row) }) : problemText(problem), { kind: 'error' })
    }
  }

  /** Saves one value; gives the other's when somebody else changed the very same one. */
  const saveOf =
    (start: RecordData): SaveField =>
    async (field, before, after) => {
      const type = meta()?.type ?? ''
      let row = start
      let base = before
      for (let tries = 0; ; tries++) {
        try {
          const { body } = await records.update(type, row.id, { [field.name]: toWire(field, after) }, etagOf(row))
          replace(body)
          const value = valueText(field, body[field.name], 'short') || '—'
          notify(t('list.cellSaved', { name: nameOf(body), field: localized(field.label), value }), {
            kind: 'success',
            undo: () => void undo(field, body, base),
          })
          return undefined
        } catch (problem) {
          if (!(problem instanceof ApiProblem) || problem.status !== 412 || tries >= MAX_TRIES) throw problem
        }
        row = (await records.get(type, row.id)).body
        replace(row)
        const theirs = controlValue(field, row[field.name])
        const changed = !same(toWire(field, theirs), toWire(field, base))
        // Once the other's value is known, keeping one's own is a decision.
        base = theirs
        start = row
        if (changed) return { theirs }
      }
    }

  const shown = computed(() => open.value && { id: open.value.row.id, field: open.value.field.name })

  function start(row: RecordData, field: FieldMeta, cell: HTMLElement) {
    open.value = { row, field, cell }
  }

  /** Ends the change of a cell; `move` leads to the next or the previous one that can be changed. */
  async function close(move: number, focus: boolean) {
    const last = open.value
    open.value = undefined
    if (!last || !focus) return
    await nextTick()
    const editable = columns().filter(canEdit)
    const next = move === 0 ? undefined : editable[editable.indexOf(last.field) + move]
    const cell = grid.value?.cellElement(last.row.id, (next ?? last.field).name)
    if (!cell) return
    if (next) start(grid.value?.rowOf(last.row.id) ?? last.row, next, cell)
    else (cell.querySelector<HTMLElement>('a.title') ?? cell).focus()
  }

  return { open, shown, canEdit, saveOf, start, close }
}
