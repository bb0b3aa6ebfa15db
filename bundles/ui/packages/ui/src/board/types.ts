/** How a column's cards stand in time: a thin bar below its head. */
export interface Planning {
  readonly overdue: number
  readonly today: number
  readonly planned: number
}

export interface BoardColumn {
  readonly id: string
  readonly title: string
  /** How many there are in all; the cards given when left out. */
  readonly count?: number
  /** A sum in words, such as an amount with its currency. */
  readonly sum?: string
  readonly planning?: Planning
  /** An end such as won or lost: no column, but a place to drop on that shows while a card is dragged. */
  readonly end?: 'won' | 'lost'
}

export interface BoardCard {
  readonly id: string
  readonly column: string
  readonly title: string
}

/** Where a card is put: before another one, or last. */
export interface Place {
  readonly column: string
  readonly before: string | null
}

/** Tells the server; a rejection puts the card back and its message is shown. */
export type MoveCard = (card: BoardCard, place: Place) => Promise<unknown>

/** Asked before a card moves: whether the board shall move it. No means that it stays, or that the page moves it itself. */
export type BeforeMove = (card: BoardCard, place: Place) => Promise<boolean>

export interface Stage {
  readonly id: string
  readonly title: string
  readonly end?: 'won' | 'lost'
}
