export default {
  help: 'Enter 或 Tab 到下一格，方向键移动，Ctrl+Delete 删除一行；可从表格软件粘贴多行。',
  cell: '第 {row} 行 {field}',
  number: '行',
  remove: '删除第 {row} 行',
  removed: '已删除第 {row} 行',
  add: '添加{field}',
  none: '还没有明细',
  totals: '合计',
  saving: '正在保存',
  pasted: '已粘贴 {count} 行',
  unknown: '粘贴的第 {row} 行找不到“{text}”，没有添加任何行',
}
