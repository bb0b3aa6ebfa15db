import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'
import LevelWidget from './LevelWidget.vue'
import NewestWidget from './NewestWidget.vue'
import en from './messages/en'
import zh from './messages/zh-CN'

export default definePlugin({
  components: {
    ...pagesFor('Customer', 'customers'),
    ...pagesFor('Contact', 'contacts'),
    ...pagesFor('Relation', 'customerRelations'),
    ...pagesFor('Address', 'addresses'),
    ...pagesFor('InvoiceTitle', 'invoiceTitles'),
    ...pagesFor('RevisitPlan', 'revisitPlans'),
    LevelWidget,
    NewestWidget,
  },
  messages: { 'zh-CN': zh, en },
})
