import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'
import { defineAsyncComponent } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'
import ToBoard from './ToBoard.vue'

export default definePlugin({
  components: {
    ...pagesFor('Lead', 'leads'),
    ...pagesFor('WebForm', 'leadForms'),
    ...pagesFor('ScoringRule', 'leadScoringRules'),
    ...pagesFor('AssignmentRule', 'leadAssignmentRules'),
    ...pagesFor('Assignee', 'leadAssignees'),
    ...pagesFor('Registration', 'dealRegistrations'),
    ...pagesFor('Opportunity', 'opportunities'),
    ...pagesFor('OpportunityLine', 'opportunityLines'),
    ...pagesFor('Pipeline', 'pipelines'),
    ...pagesFor('Stage', 'stages'),
    ...pagesFor('StageChange', 'stageChanges'),
    ...pagesFor('CreditShare', 'creditShares'),
    ...pagesFor('SalesCredit', 'salesCredits'),
    ...pagesFor('Product', 'products'),
    ...pagesFor('PriceList', 'priceLists'),
    ...pagesFor('PriceListItem', 'priceListItems'),
    ...pagesFor('Quote', 'quotes'),
    ...pagesFor('QuoteLine', 'quoteLines'),
    ...pagesFor('Order', 'orders'),
    ...pagesFor('OrderLine', 'orderLines'),
    ...pagesFor('OrderReturn', 'orderReturns'),
    ...pagesFor('OrderReturnLine', 'orderReturnLines'),
    ...pagesFor('Target', 'targets'),
    ...pagesFor('ForecastCommit', 'forecastCommits'),
    AnalyticsPage: defineAsyncComponent(() => import('./reports/AnalyticsPage.vue')),
    FunnelWidget: defineAsyncComponent(() => import('./reports/FunnelWidget.vue')),
    ...pagesFor('DiscountLimit', 'discountLimits'),
    BoardPage: defineAsyncComponent(() => import('./BoardPage.vue')),
    StageStrip: defineAsyncComponent(() => import('./StageStrip.vue')),
    FormAddress: defineAsyncComponent(() => import('./FormAddress.vue')),
    ToBoard,
  },
  messages: { 'zh-CN': zh, en },
})
