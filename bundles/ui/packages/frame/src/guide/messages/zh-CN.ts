export default {
  guide: { title: '使用手册', contents: '手册目录', table: '表格', failed: '手册加载失败', retry: '重试' },
}
