/**
 * What a plug-in of the console may use besides the parts of `@penglai/ui`.
 * Everything here is public; it changes only by adding within one major version.
 */
import { registerMessages } from './localized'
import en from './messages/en'
import zh from './messages/zh-CN'

registerMessages('sdk', { 'zh-CN': zh, en })

export * from './attachments'
export * from './bulk'
export * from './cursorPages'
export * from './exports'
export * from './format'
export * from './host'
export * from './http'
export * from './imports'
export * from './jobs'
export * from './localized'
export * from './metadata'
export * from './notifications'
export * from './plugins'
export * from './preference'
export * from './problem'
export * from './records'
export * from './session'
export * from './shortcuts'
export * from './team'
export * from './timeline'
export * from './views'
export * from './visits'
export * from './watching'
export * from './reveal'
