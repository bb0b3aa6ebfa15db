import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'
import { defineAsyncComponent } from 'vue'
import AllocateButton from './AllocateButton.vue'
import en from './messages/en'
import zh from './messages/zh-CN'

export default definePlugin({
  components: {
    ...pagesFor('Contract', 'contracts'),
    ...pagesFor('ContractLine', 'contractLines'),
    ...pagesFor('PaymentPlan', 'paymentPlans'),
    ...pagesFor('Receipt', 'receipts'),
    ...pagesFor('Allocation', 'receiptAllocations'),
    ...pagesFor('Invoice', 'invoices'),
    ...pagesFor('InvoiceLine', 'invoiceLines'),
    ...pagesFor('InvoiceLink', 'invoiceLinks'),
    AllocateButton,
    AgingPage: defineAsyncComponent(() => import('./AgingPage.vue')),
    CustomerMoney: defineAsyncComponent(() => import('./CustomerMoney.vue')),
  },
  messages: { 'zh-CN': zh, en },
})
