import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'
import { defineAsyncComponent } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'

export default definePlugin({
  components: {
    ...pagesFor('Mailbox', 'mailboxes'),
    ...pagesFor('Sender', 'mailSenders'),
    ...pagesFor('Outgoing', 'outgoingMails'),
    ...pagesFor('Incoming', 'incomingMails'),
    ...pagesFor('Folder', 'mailFolders'),
    MailConnection: defineAsyncComponent(() => import('./MailConnection.vue')),
    MailFolders: defineAsyncComponent(() => import('./MailFolders.vue')),
  },
  messages: { 'zh-CN': zh, en },
})
