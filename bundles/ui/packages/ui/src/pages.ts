import { defineAsyncComponent, defineComponent, h, type Component } from 'vue'

/** Whole pages of a record type; their code is fetched when one is first shown. */
export const RecordList = defineAsyncComponent(() => import('./list/RecordList.vue'))
export const RecordPage = defineAsyncComponent(() => import('./record/RecordPage.vue'))
export const RecordForm = defineAsyncComponent(() => import('./form/RecordForm.vue'))
export const ImportPage = defineAsyncComponent(() => import('./import/ImportPage.vue'))

/** A generic page bound to a type; the route's id comes in as a prop. */
const pageFor = (page: Component, type: string): Component =>
  defineComponent({
    props: { id: String },
    setup: (props) => () => h(page, { key: `${type}/${props.id ?? ''}`, type, id: props.id }),
  })

/** The four generic pages of a type, by the names that plugin.json uses: CurrencyList, CurrencyPage, ... */
export const pagesFor = (name: string, type: string): Record<string, Component> => ({
  [`${name}List`]: pageFor(RecordList, type),
  [`${name}Page`]: pageFor(RecordPage, type),
  [`${name}Form`]: pageFor(RecordForm, type),
  [`${name}Import`]: pageFor(ImportPage, type),
})
