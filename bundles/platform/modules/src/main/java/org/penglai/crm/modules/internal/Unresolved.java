package org.penglai.crm.modules.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;

/** Says in plain words what a module needs and nobody provides. */
final class Unresolved {
    /** The resolver names the innermost requirement last. */
    private static final Pattern REQUIREMENT =
            Pattern.compile("missing requirement \\[([^\\]]+)\\] ([\\w.]+);?([^\\[]*)");

    private static final Pattern NAME = Pattern.compile(
            "(?:osgi\\.wiring\\.package|osgi\\.wiring\\.bundle|osgi\\.identity|objectClass|osgi\\.ee)=\"?([\\w.-]+)");
    private static final Pattern FROM = Pattern.compile("\\(version>=([\\w.]+)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([\\w.]+)\\)\\)");
    private static final Pattern RANGE = Pattern.compile("version=\"?([\\[(][\\w.,]+[\\])])");

    private Unresolved() {}

    /** The refusal of a change of these modules. */
    static Invalid of(String modules, Exception cause) {
        String text = String.valueOf(cause.getMessage());
        return new Invalid(Violation.of(
                "module",
                "unresolved",
                "无法安装 " + modules + "：" + reason(text, "缺少"),
                modules + " cannot be installed: " + reason(text, "lacks")));
    }

    /** @param lacks the verb */
    private static String reason(String text, String lacks) {
        Matcher requirement = REQUIREMENT.matcher(text);
        String reason = text;
        while (requirement.find()) {
            Matcher name = NAME.matcher(requirement.group(3));
            String what = name.find()
                    ? name.group(1)
                    : requirement.group(2) + ' ' + requirement.group(3).strip();
            reason = requirement.group(1) + ' ' + lacks + ' ' + what + versions(requirement.group(3));
        }
        return reason;
    }

    private static String versions(String filter) {
        Matcher range = RANGE.matcher(filter);
        if (range.find()) {
            return ' ' + range.group(1);
        }
        List<String> bounds = new ArrayList<>();
        String rest = filter;
        Matcher below = BELOW.matcher(filter);
        if (below.find()) {
            bounds.add("< " + below.group(1));
            rest = filter.replace(below.group(), "");
        }
        Matcher from = FROM.matcher(rest);
        if (from.find()) {
            bounds.add(0, ">= " + from.group(1));
        }
        return bounds.isEmpty() ? "" : " (" + String.join(", ", bounds) + ')';
    }
}
