/** The names a plug-in may import without bundling them; the frame's import map serves exactly these. */
export const SHARED = [
  'vue',
  'vue-router',
  'pinia',
  'vue-i18n',
  '@penglai/sdk',
  '@penglai/ui',
  '@penglai/ui/table',
  '@penglai/ui/form',
  '@penglai/ui/date',
  '@penglai/ui/board',
  '@penglai/ui/charts',
]

/** Browsers of recent years, old Chromium shells in China included. */
export const TARGETS = ['chrome107', 'safari16.4', 'firefox114']
