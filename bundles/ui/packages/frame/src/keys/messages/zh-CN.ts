export default {
  keyMap: {
    title: '快捷键',
    general: '通用',
    then: '然后',
    plain: '启用单键快捷键',
    plainText: '使用语音输入或容易误触时可以关闭；带 Ctrl 或 ⌘ 的组合键不受影响。',
  },
}
