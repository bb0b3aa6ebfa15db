import { defineAsyncComponent } from 'vue'

export { default as KanbanBoard } from './KanbanBoard.vue'
export { default as StageBar } from './StageBar.vue'
export type { BoardCard, BoardColumn, BeforeMove, MoveCard, Place, Planning, Stage } from './types'

/** Asks for what a stage requires. */
export const StageFields = defineAsyncComponent(() => import('./StageFields.vue'))
