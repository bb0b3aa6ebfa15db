import { definePlugin } from '@penglai/sdk'
import { defineAsyncComponent } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'
import { pagesFor } from './pages'

export default definePlugin({
  components: {
    ...pagesFor('Rule', 'validationRules'),
    ...pagesFor('Number', 'numberRules'),
    CustomFields: defineAsyncComponent(() => import('./CustomFieldsPage.vue')),
    Options: defineAsyncComponent(() => import('./OptionsPage.vue')),
  },
  messages: { 'zh-CN': zh, en },
})
