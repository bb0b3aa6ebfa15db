import { definePlugin } from '@penglai/sdk'
import { RecordForm, RecordList, RecordPage } from '@penglai/ui'
import { defineComponent, h, type Component } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'
import PlannedWidget from './PlannedWidget.vue'
import VisitTab from './VisitTab.vue'

/** The console's own page, bound to the type. */
const visits = (page: Component) =>
  defineComponent({
    props: { id: String },
    setup: (props) => () => h(page, { key: props.id ?? '', type: '${type}', id: props.id }),
  })

export default definePlugin({
  components: {
    VisitList: visits(RecordList),
    VisitPage: visits(RecordPage),
    VisitForm: visits(RecordForm),
    VisitTab,
    PlannedWidget,
  },
  messages: { 'zh-CN': zh, en },
})
