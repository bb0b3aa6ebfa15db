import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'
import { defineAsyncComponent } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'

export default definePlugin({
  components: {
    ...pagesFor('Flow', 'approvalFlows'),
    ...pagesFor('Step', 'approvalFlowSteps'),
    ApprovalInbox: defineAsyncComponent(() => import('./ApprovalInbox.vue')),
    ApprovalPage: defineAsyncComponent(() => import('./ApprovalPage.vue')),
    ApprovalBar: defineAsyncComponent(() => import('./ApprovalBar.vue')),
    ApprovalTab: defineAsyncComponent(() => import('./ApprovalTab.vue')),
  },
  messages: { 'zh-CN': zh, en },
})
