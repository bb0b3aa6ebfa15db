import { definePlugin } from '@penglai/sdk'
import { fieldTypes } from '@penglai/ui/form'
import { defineAsyncComponent } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'
import { pagesFor } from './pages'
import { isNumbered, isSetUp } from './chosenTypes'

export default definePlugin({
  components: {
    ...pagesFor('Rule', 'validationRules', isSetUp),
    ...pagesFor('Unique', 'uniqueRules', isSetUp),
    ...pagesFor('Number', 'numberRules', isNumbered),
    CustomFields: defineAsyncComponent(() => import('./CustomFieldsPage.vue')),
    Layouts: defineAsyncComponent(() => import('./layout/LayoutPage.vue')),
    Options: defineAsyncComponent(() => import('./OptionsPage.vue')),
  },
  messages: { 'zh-CN': zh, en },
  activate() {
    fieldTypes.set(
      'text:type',
      defineAsyncComponent(() => import('./TypeField.vue')),
    )
    return () => void fieldTypes.delete('text:type')
  },
})
