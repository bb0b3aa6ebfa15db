import { defineComponent, h, type Component } from 'vue'

/** A generic page bound to a type; the route's id comes in as a prop. */
export const pageFor = (page: Component, type: string): Component =>
  defineComponent({
    props: { id: String },
    setup: (props) => () => h(page, { key: `${type}/${props.id ?? ''}`, type, id: props.id }),
  })
