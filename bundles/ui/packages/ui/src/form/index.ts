import '../text'

export { default as MetaForm } from './MetaForm.vue'
export { default as RecordForm } from './RecordForm.vue'
export { default as ReferencePicker } from './ReferencePicker.vue'
export { fieldTypes } from './fieldTypes'
export { checkForm } from './rules'
export { changesOf, controlValues, type FormValues } from './values'
