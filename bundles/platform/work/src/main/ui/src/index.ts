import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'
import { defineAsyncComponent } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'

export default definePlugin({
  components: {
    ...pagesFor('Task', 'tasks'),
    ...pagesFor('Activity', 'activities'),
    ...pagesFor('Appointment', 'appointments'),
    MyDay: defineAsyncComponent(() => import('./day/MyDay.vue')),
    TodayWidget: defineAsyncComponent(() => import('./day/TodayWidget.vue')),
    CalendarPage: defineAsyncComponent(() => import('./calendar/CalendarPage.vue')),
    LogActivity: defineAsyncComponent(() => import('./log/LogActivity.vue')),
  },
  messages: { 'zh-CN': zh, en },
})
