export default {
  board: {
    keys: '按 Alt 加方向键移动卡片，方向键在卡片间切换',
    empty: '没有卡片',
    columns: '看板列',
    cards: '{count} 张卡片',
    planned: '逾期 {overdue}，今天 {today}，计划 {planned}',
    moved: '“{title}”已移到“{column}”',
    placed: '“{title}”已移到“{column}”，第 {position} 位，共 {count} 张',
    back: '“{title}”已退回“{column}”：{reason}',
    notMoved: '“{title}”未能移到“{column}”：{reason}',
    moveTo: '移到…',
    moveCard: '移动“{title}”',
  },
  stage: {
    current: '当前阶段：{title}',
    change: '更改阶段',
    missing: '进入“{title}”前还需填写',
    confirm: '移到“{title}”',
    cancel: '取消',
    moved: '阶段已改为“{title}”',
    notMoved: '阶段未能改为“{title}”：{reason}',
  },
}
