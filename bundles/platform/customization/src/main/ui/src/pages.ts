import { RecordForm, RecordList, RecordPage } from '@penglai/ui'
import type { TypeMeta } from '@penglai/sdk'
import { defineComponent, h, provide, type Component } from 'vue'
import { TYPES_ARE_CHOSEN } from './chosenTypes'

/** A generic page bound to a type; the route's id comes in as a prop. */
const pageFor = (page: Component, type: string, fits: (type: TypeMeta) => boolean): Component =>
  defineComponent({
    props: { id: String },
    setup(props) {
      provide(TYPES_ARE_CHOSEN, fits)
      return () => h(page, { key: `${type}/${props.id ?? ''}`, type, id: props.id })
    },
  })

/** The generic pages of a type, by the names that plugin.json uses. */
export const pagesFor = (name: string, type: string, fits: (type: TypeMeta) => boolean): Record<string, Component> => ({
  [`${name}List`]: pageFor(RecordList, type, fits),
  [`${name}Page`]: pageFor(RecordPage, type, fits),
  [`${name}Form`]: pageFor(RecordForm, type, fits),
})
