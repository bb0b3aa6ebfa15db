package org.penglai.crm.records.internal.duplicates;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.penglai.crm.records.spi.ChineseText;
import org.penglai.crm.records.spi.Regions;

/**
 * What is left of a company's name when everything is taken off that many companies share: the legal form, the place, signs
 * and width; traditional characters become simplified ones. 上海雲啟科技（集團）有限公司 becomes 云启科技. Safe for any thread.
 */
final class CompanyNames {
    private static final Pattern LATIN_FORM = Pattern.compile(
            "\\b(co|company|corp|corporation|inc|incorporated|ltd|limited|llc|plc|gmbh|ag|group|holdings?)\\b");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final List<String> FORMS = List.of(
            "股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "股份公司", "总公司", "分公司", "子公司", "集团公司", "集团", "公司", "股份", "总厂", "工厂",
            "事务所", "研究院", "研究所", "经营部", "服务部", "商行", "有限", "厂");
    private static final int SHORTEST = 2;
    private static final int LONGEST_PLACE = 6;

    private final Set<String> places = new HashSet<>();
    private final ChineseText chinese;

    CompanyNames(Regions regions, ChineseText chinese) {
        this.chinese = chinese;
        places.add("中国");
        for (Regions.Region region : regions.list()) {
            boolean county = !region.code().endsWith("00");
            if (!county) {
                places.add(region.name());
                places.add(bare(region.name()));
            }
        }
        places.removeIf(place -> place.length() < SHORTEST || place.length() > LONGEST_PLACE);
    }

    /** The name without what many share; never empty unless the name has no letter and no digit. */
    String core(String name) {
        String plain = chinese.folded(name);
        String joined = NEITHER_LETTER_NOR_DIGIT.matcher(plain).replaceAll("");
        String formless = NEITHER_LETTER_NOR_DIGIT
                .matcher(LATIN_FORM.matcher(plain).replaceAll(" "))
                .replaceAll("");
        String core = withoutPlace(withoutForm(formless));
        return core.length() < SHORTEST ? joined : core;
    }

    /** The core as it sounds, without tones and spaces. */
    String sound(String core) {
        return chinese.spelled(core);
    }

    private static String withoutForm(String name) {
        String rest = name;
        boolean found = true;
        while (found) {
            found = false;
            for (String form : FORMS) {
                if (rest.endsWith(form) && rest.length() - form.length() >= SHORTEST) {
                    rest = rest.substring(0, rest.length() - form.length());
                    found = true;
                }
            }
        }
        return rest;
    }

    /** In front (上海云启), or behind, where the brackets were: 云启（上海）. */
    private String withoutPlace(String name) {
        for (int length = Math.min(LONGEST_PLACE, name.length() - SHORTEST); length >= SHORTEST; length--) {
            if (places.contains(name.substring(0, length))) {
                return name.substring(length);
            }
            if (places.contains(name.substring(name.length() - length))) {
                return name.substring(0, name.length() - length);
            }
        }
        return name;
    }

    private static String bare(String place) {
        return place.endsWith("省") || place.endsWith("市") ? place.substring(0, place.length() - 1) : place;
    }
}
