export { default as KanbanBoard } from './KanbanBoard.vue'
export { default as StageBar } from './StageBar.vue'
export type { BoardCard, BoardColumn, MoveCard, Place, Planning, Stage } from './types'
