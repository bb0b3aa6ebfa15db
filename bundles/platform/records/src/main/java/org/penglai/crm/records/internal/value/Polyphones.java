package org.penglai.crm.records.internal.value;

import java.util.HashMap;
import java.util.Map;

/**
 * Characters with several readings, in names of places and companies: each is replaced by one that has only the reading
 * meant there, before a sort key or initials are made. Longer words win over single characters.
 */
final class Polyphones {
    private static final String TABLE =
            """
            重庆=崇庆 重阳=崇阳 重光=崇光 重九=崇九 长=常 长子县=掌子县 长孙=掌孙 董事长=董事掌 厦=下 乐清=月清 乐器=月器 音乐=音月 乐亭=涝亭 \
            单县=善县 单于=蝉于 单雄=善雄 都江=督江 都市=督市 成都=成督 首都=首督 都匀=督匀 都昌=督昌 银行=银杭 商行=商杭 行业=杭业 车行=车杭 总行=总杭 \
            分行=分杭 支行=支杭 洋行=洋杭 琴行=琴杭 会计=快计 会稽=快稽 六安=路安 六合=路合 台州=胎州 天台=天胎 丽水=离水 铅山=盐山 蚌埠=棒步 \
            大埔=大步 黄埔=黄普 柏林=博林 泌阳=必阳 洪洞=洪同 繁峙=繁示 解州=谢州 解放=姐放 涡阳=锅阳 浚县=训县 渑池=免池 番禺=潘禺 东莞=东管 \
            莘县=深县 尉犁=玉犁 尉迟=玉迟 歙县=射县 黟县=依县 郯城=谈城 无为=无维 牟平=木平 中牟=中木 阿城=额城 东阿=东额 阿胶=额胶 华山=话山 \
            参茸=深茸 人参=人深 海参=海深 党参=党深 西藏=西葬 宝藏=宝葬 藏族=葬族 朝阳=潮阳 朝鲜=潮鲜 朝晖=招晖 朝霞=招霞 厂=场 广=逛 \
            调查=掉查 空调=空条 调味=条味 调料=条料 相机=象机 传奇=船奇 弹簧=谈簧 重工=众工 重型=众型 重汽=众汽 万俟=莫奇 澹台=谈台""";

    private final Map<Integer, Map<String, String>> byLength = new HashMap<>();
    private final boolean[] starts = new boolean[Character.MAX_VALUE + 1];
    private final int longest;

    Polyphones() {
        int most = 1;
        for (String entry : TABLE.split("\\s+")) {
            int equals = entry.indexOf('=');
            String word = entry.substring(0, equals);
            byLength.computeIfAbsent(word.length(), l -> new HashMap<>()).put(word, entry.substring(equals + 1));
            starts[word.charAt(0)] = true;
            most = Math.max(most, word.length());
        }
        longest = most;
    }

    /** The same text with characters that read as they should; the given one if nothing had to be replaced. */
    String unambiguous(String text) {
        StringBuilder out = null;
        int i = 0;
        while (i < text.length()) {
            String word = starts[text.charAt(i)] ? longestAt(text, i) : null;
            if (word == null) {
                if (out != null) {
                    out.append(text.charAt(i));
                }
                i++;
            } else {
                if (out == null) {
                    out = new StringBuilder(text.length()).append(text, 0, i);
                }
                out.append(byLength.get(word.length()).get(word));
                i += word.length();
            }
        }
        return out == null ? text : out.toString();
    }

    private String longestAt(String text, int at) {
        for (int length = Math.min(longest, text.length() - at); length > 0; length--) {
            Map<String, String> words = byLength.get(length);
            if (words != null) {
                String word = text.substring(at, at + length);
                if (words.containsKey(word)) {
                    return word;
                }
            }
        }
        return null;
    }
}
