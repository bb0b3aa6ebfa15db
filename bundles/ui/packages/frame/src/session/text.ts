import { registerMessages, translator } from '@penglai/sdk'
import en from './messages/en'
import zh from './messages/zh-CN'

registerMessages('frame', { 'zh-CN': zh, en })

/** The texts of signing in beyond name and password, which come with its code. */
export const t = translator('frame')
