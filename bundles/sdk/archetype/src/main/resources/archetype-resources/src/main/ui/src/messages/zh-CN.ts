export default {
  none: '还没有拜访',
  failed: '拜访加载失败',
  add: '计划拜访',
  list: '拜访',
}
