import { registerMessages, translator } from '@penglai/sdk'
import en from './messages/en'
import zh from './messages/zh-CN'

registerMessages('frame', { 'zh-CN': zh, en })

/** The texts around the guide, which come with their code. */
export const t = translator('frame')
