import { nextTick, ref } from 'vue'

export interface Cell {
  readonly row: number
  /** −1 is the box that chooses the row. */
  readonly col: number
}

export interface CellSize {
  readonly rows: number
  readonly columns: number
  /** Rows on one screen. */
  readonly page: number
  readonly selectable: boolean
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value))

/** Where a key leads to from a cell; undefined when it does not move. */
export function moved(from: Cell, event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>, size: CellSize): Cell | undefined {
  const jump = event.ctrlKey || event.metaKey
  const first = size.selectable ? -1 : 0
  const to = (row: number, col: number): Cell => ({
    row: clamp(row, 0, Math.max(0, size.rows - 1)),
    col: clamp(col, first, size.columns - 1),
  })
  switch (event.key) {
    case 'ArrowDown':
      return to(from.row + 1, from.col)
    case 'ArrowUp':
      return to(from.row - 1, from.col)
    case 'ArrowRight':
      return to(from.row, from.col + 1)
    case 'ArrowLeft':
      return to(from.row, from.col - 1)
    case 'Home':
      return to(jump ? 0 : from.row, first)
    case 'End':
      return to(jump ? size.rows - 1 : from.row, size.columns - 1)
    case 'PageDown':
      return to(from.row + size.page, from.col)
    case 'PageUp':
      return to(from.row - size.page, from.col)
    default:
      return undefined
  }
}

/** The one cell of a grid that keys act on and that Tab stops at. */
export function useCells(body: () => HTMLElement | undefined, reveal: (row: number) => void) {
  const active = ref<Cell>({ row: 0, col: 0 })

  /** The element of a cell that takes the focus: its link or box where it has one. */
  function elementOf({ row, col }: Cell): HTMLElement | null {
    const cell = body()?.querySelector<HTMLElement>(`tr[data-index="${row}"] > [data-col="${col}"]`)
    return cell?.querySelector<HTMLElement>('a.title, .pick') ?? cell ?? null
  }

  async function focus(cell: Cell) {
    active.value = cell
    reveal(cell.row)
    await nextTick()
    // A row that was far away is drawn one frame after the list has moved there.
    if (!elementOf(cell)) await new Promise((done) => requestAnimationFrame(() => void nextTick().then(done)))
    elementOf(cell)?.focus({ preventScroll: true })
    elementOf(cell)?.closest('td')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  return { active, elementOf, focus }
}
