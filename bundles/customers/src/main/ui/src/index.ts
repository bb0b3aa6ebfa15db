import { definePlugin } from '@penglai/sdk'
import { ImportPage, RecordForm, RecordList, RecordPage } from '@penglai/ui'
import LevelWidget from './LevelWidget.vue'
import NewestWidget from './NewestWidget.vue'
import en from './messages/en'
import zh from './messages/zh-CN'
import { pageFor } from './pages'

export default definePlugin({
  components: {
    CustomerList: pageFor(RecordList, 'customers'),
    CustomerPage: pageFor(RecordPage, 'customers'),
    CustomerForm: pageFor(RecordForm, 'customers'),
    CustomerImport: pageFor(ImportPage, 'customers'),
    ContactList: pageFor(RecordList, 'contacts'),
    ContactPage: pageFor(RecordPage, 'contacts'),
    ContactForm: pageFor(RecordForm, 'contacts'),
    ContactImport: pageFor(ImportPage, 'contacts'),
    LevelWidget,
    NewestWidget,
  },
  messages: { 'zh-CN': zh, en },
})
