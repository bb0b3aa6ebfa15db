import { notify, problemText } from '@penglai/sdk'
import { computed, ref, shallowRef, watch } from 'vue'
import { t } from './text'
import type { BoardCard, BoardColumn, MoveCard } from './types'

interface Spot {
  readonly column: string
  readonly index: number
}

/** The order of the cards on screen, and moves that show at once and are taken back when the server says no. */
export function useBoard(columns: () => readonly BoardColumn[], cards: () => readonly BoardCard[], tell: () => MoveCard) {
  const order = shallowRef<Readonly<Record<string, readonly string[]>>>({})
  /** What a screen reader is told. */
  const said = ref('')
  const pending = new Map<string, Spot>()
  const queues = new Map<string, Promise<unknown>>()

  const byId = computed(() => new Map(cards().map((card) => [card.id, card])))
  const titleOf = (column: string) => columns().find((one) => one.id === column)?.title ?? ''
  const cardsIn = (column: string) =>
    (order.value[column] ?? []).map((id) => byId.value.get(id)).filter((card): card is BoardCard => card !== undefined)

  function spotOf(id: string): Spot | undefined {
    for (const [column, ids] of Object.entries(order.value)) {
      const index = ids.indexOf(id)
      if (index >= 0) return { column, index }
    }
    return undefined
  }

  function put(id: string, { column, index }: Spot) {
    const next = Object.fromEntries(Object.entries(order.value).map(([name, ids]) => [name, ids.filter((one) => one !== id)]))
    const target = next[column] ?? []
    next[column] = [...target.slice(0, index), id, ...target.slice(index)]
    order.value = next
  }

  // What the server sends is the truth, but for moves it has not answered yet.
  watch(
    [cards, columns],
    () => {
      const fresh: Record<string, string[]> = Object.fromEntries(columns().map((column) => [column.id, []]))
      for (const card of cards()) fresh[card.column]?.push(card.id)
      order.value = fresh
      for (const [id, spot] of pending) if (byId.value.has(id)) put(id, spot)
    },
    { immediate: true },
  )

  /** After earlier moves of the same card, so that an undo never overtakes the move it undoes. */
  function inTurn(id: string, work: () => Promise<unknown>): Promise<unknown> {
    const turn = (queues.get(id) ?? Promise.resolve()).catch(() => undefined).then(work)
    queues.set(id, turn)
    return turn
  }

  async function move(id: string, to: Spot, isUndo = false): Promise<void> {
    const card = byId.value.get(id)
    const from = spotOf(id)
    if (!card || !from || (from.column === to.column && from.index === to.index)) return
    put(id, to)
    pending.set(id, to)
    const column = titleOf(to.column)
    const ids = order.value[to.column] ?? []
    said.value = t('board.placed', { title: card.title, column, position: ids.indexOf(id) + 1, count: ids.length })
    if (!isUndo && from.column !== to.column)
      notify(t('board.moved', { title: card.title, column }), {
        kind: 'success',
        undo: () => void move(id, from, true),
        subject: id,
      })
    try {
      await inTurn(id, () => tell()(card, { column: to.column, before: ids[ids.indexOf(id) + 1] ?? null }))
    } catch (error) {
      const reason = problemText(error)
      put(id, from)
      said.value = t('board.back', { title: card.title, column: titleOf(from.column), reason })
      notify(t('board.notMoved', { title: card.title, column, reason }), { kind: 'error', subject: id })
    } finally {
      if (pending.get(id) === to) pending.delete(id)
    }
  }

  return { cardsIn, spotOf, move, said }
}
