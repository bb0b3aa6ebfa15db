import '../text'

export { default as RecordTable } from './RecordTable.vue'
export { default as RecordList } from '../list/RecordList.vue'
export { default as FieldValue } from '../values/FieldValue.vue'
export { valueText } from '../values/text'
