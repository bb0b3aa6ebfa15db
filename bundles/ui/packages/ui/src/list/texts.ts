import { registerMessages } from '@penglai/sdk'
import en from '../messages/list.en'
import zh from '../messages/list.zh-CN'

// With the list's own code, so that a first visit does not carry them.
registerMessages('ui', { 'zh-CN': { list: zh }, en: { list: en } })
