import { definePlugin } from '@penglai/sdk'
import { RecordForm, RecordList, RecordPage } from '@penglai/ui'
import { defineAsyncComponent, defineComponent, h, type Component } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'

/** A generic page bound to a type; the route's id comes in as a prop. */
const pageFor = (page: Component, type: string): Component =>
  defineComponent({
    props: { id: String },
    setup: (props) => () => h(page, { key: `${type}/${props.id ?? ''}`, type, id: props.id }),
  })

export default definePlugin({
  components: {
    ConsentList: pageFor(RecordList, 'consents'),
    ConsentPage: pageFor(RecordPage, 'consents'),
    ConsentForm: pageFor(RecordForm, 'consents'),
    SuppressionList: pageFor(RecordList, 'suppressions'),
    SuppressionPage: pageFor(RecordPage, 'suppressions'),
    SuppressionForm: pageFor(RecordForm, 'suppressions'),
    Erasures: defineAsyncComponent(() => import('./ErasuresPage.vue')),
    PersonPrivacy: defineAsyncComponent(() => import('./PersonPrivacy.vue')),
  },
  messages: { 'zh-CN': zh, en },
})
