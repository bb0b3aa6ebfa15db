import './styles/index.css'
import { i18n, OUTLET, providePluginContexts, plugins, provideNotices } from '@penglai/sdk'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { contextOf } from './host/loader'
import PluginOutlet from './host/PluginOutlet.vue'
import { showNotice } from './notices/notices'
import { router } from './router'
import { findSession } from './session/session'

provideNotices(showNotice)
providePluginContexts((id) => {
  const record = plugins.get(id)
  if (!record) throw new Error(`Plug-in ${id} is not installed`)
  return contextOf(record)
})

createApp(App).use(createPinia()).use(i18n).use(router).provide(OUTLET, PluginOutlet).mount('#app')
void findSession()
