package org.penglai.crm.records.internal.value;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names under which people know a division: 内蒙古 for 内蒙古自治区, 双江 for 双江拉祜族佤族布朗族傣族自治县. */
final class DivisionNames {
    private static final List<String> ENDINGS =
            List.of("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "矿区", "新区", "省", "市", "县", "区", "旗", "盟");
    private static final List<String> PEOPLES = List.of(("各族 蒙古族 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 "
                    + "哈尼族 哈萨克族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 柯尔克孜 土族 达斡尔族 达斡尔 仫佬族 "
                    + "羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 锡伯 阿昌族 普米族 塔吉克族 塔吉克 怒族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 "
                    + "独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 蒙古")
            .split(" "));

    private DivisionNames() {}

    /** The official name and the short ones, each at least two characters long. */
    static Set<String> of(String official) {
        Set<String> names = new TreeSet<>();
        names.add(official);
        for (String ending : ENDINGS) {
            if (official.endsWith(ending)) {
                String bare = official.substring(0, official.length() - ending.length());
                addUnlessTooShort(names, bare);
                if (ending.startsWith("自治")) {
                    addUnlessTooShort(names, withoutPeoples(bare));
                }
                break;
            }
        }
        return names;
    }

    private static String withoutPeoples(String name) {
        String bare = name;
        boolean found = true;
        while (found) {
            found = false;
            for (String people : PEOPLES) {
                if (bare.endsWith(people) && bare.length() - people.length() >= 2) {
                    bare = bare.substring(0, bare.length() - people.length());
                    found = true;
                }
            }
        }
        return bare;
    }

    private static void addUnlessTooShort(Set<String> names, String name) {
        if (name.length() >= 2) {
            names.add(name);
        }
    }
}
