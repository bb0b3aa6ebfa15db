import { nextTick, onScopeDispose, ref, watch, type Ref } from 'vue'
import type { ListState } from './listState'
import type { RowsView } from './usePreview'

const STILL_MS = 400

/** Keeps the reader's place on a list in the URL once it stands still, and goes back there after a reload. */
export function usePlace(list: ListState, grid: Ref<RowsView | undefined>, start: number, isCurrent: () => boolean) {
  const restored = ref(start === 0)
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))

  watch(isCurrent, async (now) => {
    clearTimeout(timer)
    if (!now) return
    await nextTick()
    grid.value?.goTo(restored.value ? 0 : start)
    restored.value = true
  })

  return function note(row: number) {
    clearTimeout(timer)
    if (restored.value && isCurrent()) timer = setTimeout(() => row !== list.row.value && list.place({ row }), STILL_MS)
  }
}
