/** Cells that can be written, row by row. */
const rowsIn = (table: HTMLElement): HTMLElement[][] =>
  [...table.querySelectorAll<HTMLElement>('[data-line]')].map((row) => [...row.querySelectorAll<HTMLElement>('[data-line-cell]')])

export function focusCell(table: HTMLElement | undefined, row: number, column: number): boolean {
  const rows = table ? rowsIn(table) : []
  const cell = rows.at(row)?.at(column)
  cell?.focus()
  return cell !== undefined
}

/** Whether the caret stands where the arrow would leave the text. */
function isAtEdge(cell: HTMLElement, key: string): boolean {
  if (!(cell instanceof HTMLInputElement)) return true
  const { selectionStart, selectionEnd, value } = cell
  const whole = selectionStart === 0 && selectionEnd === value.length
  return whole || (selectionStart === selectionEnd && selectionStart === (key === 'ArrowLeft' ? 0 : value.length))
}

/** Goes on from a cell by Enter and arrows; says at which row somebody wants to go on who is in the last cell. */
export function moveBy(event: KeyboardEvent, table: HTMLElement, beyond: () => void): void {
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-line-cell]')
  if (!cell || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const rows = rowsIn(table)
  const at = rows.findIndex((row) => row.includes(cell))
  const column = rows[at]?.indexOf(cell) ?? 0
  const step: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  }
  if (event.key === 'Enter' && cell instanceof HTMLInputElement) {
    event.preventDefault()
    const next = rows[at]?.[column + 1] ?? rows[at + 1]?.[0]
    if (next) next.focus()
    else beyond()
    return
  }
  const move = step[event.key]
  if (!move || (move[1] !== 0 && !isAtEdge(cell, event.key))) return
  event.preventDefault()
  const next = rows[at + move[0]]?.[column + move[1]]
  if (next) next.focus()
  else if (event.key === 'ArrowDown') beyond()
}
