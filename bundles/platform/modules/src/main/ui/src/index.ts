import { definePlugin } from '@penglai/sdk'
import { defineAsyncComponent } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'

export default definePlugin({
  components: { Modules: defineAsyncComponent(() => import('./ModulesPage.vue')) },
  messages: { 'zh-CN': zh, en },
})
