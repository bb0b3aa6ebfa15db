import { registerMessages, translator } from '@penglai/sdk'
import en from './messages/en'
import zh from './messages/zh-CN'

registerMessages('ui', { 'zh-CN': zh, en })

/** The package's own texts. */
export const t = translator('ui')
