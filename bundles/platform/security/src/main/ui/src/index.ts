import { definePlugin } from '@penglai/sdk'
import { pagesFor } from '@penglai/ui'
import { fieldTypes } from '@penglai/ui/form'
import { defineAsyncComponent } from 'vue'
import en from './messages/en'
import zh from './messages/zh-CN'
import PasswordField from './PasswordField.vue'
import ProfilePage from './ProfilePage.vue'
import SetPassword from './SetPassword.vue'

export default definePlugin({
  components: {
    ...pagesFor('User', 'users'),
    ...pagesFor('Department', 'departments'),
    DepartmentTree: defineAsyncComponent(() => import('./departments/DepartmentTree.vue')),
    ...pagesFor('Team', 'teams'),
    ...pagesFor('Role', 'roles'),
    ...pagesFor('Webhook', 'webhooks'),
    AuditPage: defineAsyncComponent(() => import('./AuditPage.vue')),
    ProfilePage,
    RoleRights: defineAsyncComponent(() => import('./roles/RoleRights.vue')),
    SetPassword,
    InviteUser: defineAsyncComponent(() => import('./InviteUser.vue')),
    SignOutUser: defineAsyncComponent(() => import('./SignOutUser.vue')),
    ResetFactor: defineAsyncComponent(() => import('./ResetFactor.vue')),
    WebhookDelivery: defineAsyncComponent(() => import('./webhooks/WebhookDelivery.vue')),
  },
  messages: { 'zh-CN': zh, en },
  activate() {
    fieldTypes.set('password', PasswordField)
    return () => void fieldTypes.delete('password')
  },
})
