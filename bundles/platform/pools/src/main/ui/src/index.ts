import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'
import { defineAsyncComponent, defineComponent, h } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'
import PoolHeader from './PoolHeader.vue'

const PooledList = defineAsyncComponent(() => import('./PooledList.vue'))
const CustomersPool = defineComponent({ setup: () => () => h(PooledList, { type: 'customers' }) })

export default definePlugin({
  components: {
    ...pagesFor('Pool', 'pools'),
    ...pagesFor('TransferRule', 'poolTransferRules'),
    ...pagesFor('Calendar', 'businessCalendars'),
    ...pagesFor('Day', 'calendarExceptions'),
    CustomersPool,
    PoolHeader,
  },
  messages: { 'zh-CN': zh, en },
})
