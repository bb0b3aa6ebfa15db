import { defineComponent, h, type Component } from 'vue'
import { ImportPage, RecordForm, RecordList, RecordPage } from '.'

/** A generic page bound to a type; the route's id comes in as a prop. */
const pageFor = (page: Component, type: string): Component =>
  defineComponent({
    props: { id: String },
    setup: (props) => () => h(page, { key: `${type}/${props.id ?? ''}`, type, id: props.id }),
  })

/** The four generic pages of a type, by the names that a plug-in's manifest uses. */
export const pagesFor = (name: string, type: string): Record<string, Component> => ({
  [`${name}List`]: pageFor(RecordList, type),
  [`${name}Page`]: pageFor(RecordPage, type),
  [`${name}Form`]: pageFor(RecordForm, type),
  [`${name}Import`]: pageFor(ImportPage, type),
})
