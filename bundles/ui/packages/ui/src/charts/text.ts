import { registerMessages, translator } from '@penglai/sdk'
import en from './messages/en'
import zh from './messages/zh-CN'

registerMessages('ui', { 'zh-CN': zh, en })

/** Texts of charts, which come with their code. */
export const t = translator('ui')
