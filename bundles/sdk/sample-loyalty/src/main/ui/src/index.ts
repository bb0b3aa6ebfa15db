import { definePlugin } from '@penglai/sdk'
import { RecordForm, RecordList, RecordPage } from '@penglai/ui'
import { defineComponent, h, type Component } from 'vue'
import CustomerTab from './CustomerTab.vue'
import en from './messages/en'
import zh from './messages/zh-CN'
import PointsWidget from './PointsWidget.vue'

/** The console's own page, bound to the account type. */
const accounts = (page: Component) =>
  defineComponent({
    props: { id: String },
    setup: (props) => () => h(page, { key: props.id ?? '', type: 'acmeLoyaltyAccounts', id: props.id }),
  })

export default definePlugin({
  components: {
    AccountList: accounts(RecordList),
    AccountPage: accounts(RecordPage),
    AccountForm: accounts(RecordForm),
    CustomerTab,
    PointsWidget,
  },
  messages: { 'zh-CN': zh, en },
})
