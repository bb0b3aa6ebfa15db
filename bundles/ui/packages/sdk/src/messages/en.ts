import type zh from './zh-CN'

export default {
  offline: 'The server cannot be reached. Check the network and try again.',
} satisfies Record<keyof typeof zh, string>
