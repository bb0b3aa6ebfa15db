import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'
import { defineAsyncComponent } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'
import ToBoard from './ToBoard.vue'

export default definePlugin({
  components: {
    ...pagesFor('Lead', 'leads'),
    ...pagesFor('Opportunity', 'opportunities'),
    ...pagesFor('Pipeline', 'pipelines'),
    ...pagesFor('Stage', 'stages'),
    ...pagesFor('StageChange', 'stageChanges'),
    ...pagesFor('Product', 'products'),
    ...pagesFor('PriceList', 'priceLists'),
    ...pagesFor('PriceListItem', 'priceListItems'),
    ...pagesFor('Quote', 'quotes'),
    ...pagesFor('QuoteLine', 'quoteLines'),
    ...pagesFor('Order', 'orders'),
    ...pagesFor('OrderLine', 'orderLines'),
    BoardPage: defineAsyncComponent(() => import('./BoardPage.vue')),
    StageStrip: defineAsyncComponent(() => import('./StageStrip.vue')),
    ToBoard,
  },
  messages: { 'zh-CN': zh, en },
})
