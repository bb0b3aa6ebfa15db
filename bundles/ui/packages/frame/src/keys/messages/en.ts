export default {
  keyMap: {
    title: 'Keyboard shortcuts',
    general: 'General',
    then: 'then',
    plain: 'Use single-key shortcuts',
    plainText: 'Switch them off when you dictate or hit keys by accident; those with Ctrl or ⌘ keep working.',
  },
}
