import '../text'

export { default as RecordTable } from './RecordTable.vue'
export { default as RecordList } from '../list/RecordList.vue'
