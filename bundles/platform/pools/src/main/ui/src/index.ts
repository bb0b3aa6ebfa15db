import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'
import { defineAsyncComponent, defineComponent, h } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'
import PoolHeader from './PoolHeader.vue'

const PooledList = defineAsyncComponent(() => import('./PooledList.vue'))
const poolOf = (type: string) => defineComponent({ setup: () => () => h(PooledList, { type }) })
const CustomersPool = poolOf('customers')
const LeadsPool = poolOf('leads')

export default definePlugin({
  components: {
    ...pagesFor('Pool', 'pools'),
    ...pagesFor('TransferRule', 'poolTransferRules'),
    ...pagesFor('Calendar', 'businessCalendars'),
    ...pagesFor('Day', 'calendarExceptions'),
    CustomersPool,
    LeadsPool,
    PoolHeader,
  },
  messages: { 'zh-CN': zh, en },
})
