package org.penglai.crm.exchange.internal.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penglai.crm.api.records.VCardProperty;

/** Picks out of a vCard what the platform knows. */
public final class VCardContent {

    private static final Pattern MOBILE = Pattern.compile("(?:\\+?86|0086)?1[3-9]\\d{9}");
    private static final Pattern DATE = Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})(?:T.*)?");
    private static final Pattern SCHEME =
            Pattern.compile("^(?:tel|mailto|weixin|wechat|x-apple):(?://)?", Pattern.CASE_INSENSITIVE);

    private final List<VCardLine> lines;

    private VCardContent(List<VCardLine> lines) {
        this.lines = lines;
    }

    /** What the card says, blank things left out. */
    public static Map<VCardProperty, String> of(List<VCardLine> lines) {
        VCardContent card = new VCardContent(lines);
        Map<VCardProperty, String> content = new EnumMap<>(VCardProperty.class);
        content.put(VCardProperty.FULL_NAME, card.name());
        content.put(
                VCardProperty.TITLE,
                card.first("TITLE").or(() -> card.first("ROLE")).orElse(""));
        content.put(VCardProperty.ORGANIZATION, card.organization(0));
        content.put(VCardProperty.DEPARTMENT, card.organization(1));
        content.put(VCardProperty.EMAIL, card.preferred("EMAIL"));
        content.put(VCardProperty.WECHAT, card.wechat());
        content.put(VCardProperty.BIRTHDAY, card.birthday());
        content.put(VCardProperty.URL, card.first("URL").orElse(""));
        content.put(VCardProperty.NOTE, card.first("NOTE").orElse(""));
        card.phones(content);
        content.values().removeIf(String::isBlank);
        return content;
    }

    private Optional<String> first(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .map(VCardLine::text)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private String name() {
        return first("FN").orElseGet(() -> lines.stream()
                .filter(line -> line.name().equals("N"))
                .findFirst()
                .map(line -> joined(line.parts()))
                .orElse(""));
    }

    /** Family name first where names are written in Chinese. */
    private static String joined(List<String> parts) {
        String family = parts.get(0);
        String given = parts.size() > 1 ? parts.get(1) : "";
        boolean chinese = (family + given).codePoints().anyMatch(Character::isIdeographic);
        return (chinese ? family + given : given + " " + family).strip();
    }

    private String organization(int part) {
        return lines.stream()
                .filter(line -> line.name().equals("ORG"))
                .map(VCardLine::parts)
                .filter(parts -> parts.size() > part)
                .map(parts -> parts.get(part))
                .findFirst()
                .orElse("");
    }

    private String preferred(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name) && !line.text().isEmpty())
                .sorted((a, b) ->
                        Boolean.compare(b.types().contains("pref"), a.types().contains("pref")))
                .map(line -> bare(line.text()))
                .findFirst()
                .orElse("");
    }

    private String wechat() {
        return first("X-WECHAT")
                .or(() -> first("X-WEIXIN"))
                .or(() -> lines.stream()
                        .filter(line ->
                                line.name().equals("IMPP") || line.name().equals("X-SOCIALPROFILE"))
                        .filter(line -> line.types().contains("wechat")
                                || line.types().contains("weixin")
                                || line.text().toLowerCase(Locale.ROOT).matches("(?:wechat|weixin):.*"))
                        .map(line -> bare(line.text()))
                        .findFirst())
                .orElse("");
    }

    private String birthday() {
        Matcher date = DATE.matcher(first("BDAY").orElse(""));
        return date.matches() ? date.group(1) + "-" + date.group(2) + "-" + date.group(3) : "";
    }

    private void phones(Map<VCardProperty, String> content) {
        List<VCardLine> phones = new ArrayList<>(lines.stream()
                .filter(line -> line.name().equals("TEL") && !line.text().isEmpty())
                .filter(line -> !line.types().contains("fax") && !line.types().contains("pager"))
                .toList());
        take(
                phones,
                content,
                VCardProperty.MOBILE,
                line -> line.types().contains("cell") || line.types().contains("iphone"));
        if (!content.containsKey(VCardProperty.MOBILE)) {
            take(phones, content, VCardProperty.MOBILE, line -> MOBILE.matcher(
                            bare(line.text()).replaceAll("[ ()-]", ""))
                    .matches());
        }
        take(phones, content, VCardProperty.PHONE, line -> true);
    }

    private static void take(
            List<VCardLine> phones,
            Map<VCardProperty, String> content,
            VCardProperty property,
            Predicate<VCardLine> condition) {
        phones.stream().filter(condition).findFirst().ifPresent(line -> {
            content.put(property, bare(line.text()));
            phones.remove(line);
        });
    }

    private static String bare(String text) {
        return SCHEME.matcher(text).replaceFirst("");
    }
}
