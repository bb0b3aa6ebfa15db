import { registerMessages, translator } from '@penglai/sdk'
import en from './messages/en'
import zh from './messages/zh-CN'

registerMessages('frame', { 'zh-CN': zh, en })

/** The texts of the personal settings, which come with their code. */
export const t = translator('frame')
