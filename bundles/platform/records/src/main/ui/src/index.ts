import { definePlugin } from '@penglai/sdk'
import { defineAsyncComponent } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'

export default definePlugin({
  components: {
    BulkChangesPage: defineAsyncComponent(() => import('./BulkChangesPage.vue')),
    DuplicatesPage: defineAsyncComponent(() => import('./DuplicatesPage.vue')),
    HandOverButton: defineAsyncComponent(() => import('./HandOverButton.vue')),
    HandOverPage: defineAsyncComponent(() => import('./HandOverPage.vue')),
    MergePage: defineAsyncComponent(() => import('./MergePage.vue')),
    RecycleBinPage: defineAsyncComponent(() => import('./RecycleBinPage.vue')),
  },
  messages: { 'zh-CN': zh, en },
})
