import { registerMessages } from '@penglai/sdk'
import en from '../messages/exchange.en'
import zh from '../messages/exchange.zh-CN'

// With the code of import and export, so that a first visit does not carry them.
registerMessages('ui', { 'zh-CN': { exchange: zh }, en: { exchange: en } })
