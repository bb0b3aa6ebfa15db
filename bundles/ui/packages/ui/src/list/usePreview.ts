import type { RecordData } from '@penglai/sdk'
import { formatNumber } from '@penglai/sdk'
import { computed, type Ref } from 'vue'
import type { GridItem } from '../table/items'
import type { ListState } from './listState'

/** What a list's page can be asked to do with its rows. */
export interface RowsView {
  goTo(index: number): void
  focusRow(id: string): void
  activate(id: string): void
  step(by: number): void
  activeRow(): RecordData | undefined
  rowOf(id: string): RecordData | undefined
  cellElement(id: string, field: string): HTMLElement | null
}

/** Which record of a list stands in the drawer, and the way to its neighbours. */
export function usePreview(
  list: ListState,
  items: () => readonly GridItem[],
  total: () => number | undefined,
  grid: Ref<RowsView | undefined>,
) {
  const rows = computed(() => {
    const found: RecordData[] = []
    for (const item of items()) if (item.kind === 'row') found.push(item.row)
    return found
  })
  const id = list.preview
  const at = computed(() => rows.value.findIndex((row) => row.id === id.value))
  const row = computed(() => rows.value[at.value])
  const place = computed(() =>
    at.value < 0 ? '' : [at.value + 1, total() ?? rows.value.length].map((number) => formatNumber(number)).join(' / '),
  )
  const isFirst = computed(() => at.value <= 0)
  const isLast = computed(() => at.value < 0 || at.value >= rows.value.length - 1)

  const show = (next: string) => list.place({ preview: next })

  function close() {
    const last = id.value
    if (!last) return
    list.place({ preview: undefined })
    grid.value?.focusRow(last)
  }
  function move(by: number) {
    const next = rows.value[at.value + by]
    if (!next) return
    show(next.id)
    grid.value?.activate(next.id)
  }
  return { id, row, place, isFirst, isLast, show, close, move }
}
