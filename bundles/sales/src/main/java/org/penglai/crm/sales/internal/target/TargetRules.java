package org.penglai.crm.sales.internal.target;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;

/** A target has a period that can be read, one subject and a place in a tree; a person's target belongs to that person. */
final class TargetRules implements RecordHook {
    private static final List<String> SUBJECTS = List.of(TargetType.USER, TargetType.DEPARTMENT, TargetType.PRODUCT);

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot target = input.after();
        Outcome outcome = Outcome.none();
        if (target == null) {
            return outcome;
        }
        Optional<Period> period = Period.of(target.text(TargetType.PERIOD));
        if (period.isEmpty()) {
            outcome.reject(Violation.of(
                    TargetType.PERIOD, "badPeriod", "请写作 2026、2026-Q1 或 2026-03。", "Write 2026, 2026-Q1 or 2026-03."));
        }
        if (target.get(TargetType.AMOUNT, BigDecimal.class).signum() <= 0) {
            outcome.reject(Violation.of(TargetType.AMOUNT, "notPositive", "须大于零。", "Must be greater than zero."));
        }
        List<String> named = SUBJECTS.stream()
                .filter(subject -> target.reference(subject) != null)
                .toList();
        if (named.size() > 1) {
            outcome.reject(Violation.of(
                    named.get(1), "oneSubject", "人员、部门、产品只能填一项。", "One of person, department and product only."));
        }
        if (isBelowItself(input)) {
            outcome.reject(
                    Violation.of(TargetType.PARENT, "cycle", "目标不能是自己的上级。", "A target cannot be a part of itself."));
        }
        period.ifPresent(span -> outcome.set(TargetType.STARTS_ON, span.from()).set(TargetType.ENDS_ON, span.to()));
        if (target.reference(TargetType.USER) != null) {
            outcome.set(SystemFields.OWNER, target.reference(TargetType.USER));
        }
        if (target.text(TargetType.NAME) == null || target.text(TargetType.NAME).isBlank()) {
            outcome.set(TargetType.NAME, name(input, target, named));
        }
        return outcome;
    }

    private static boolean isBelowItself(Input input) {
        Set<Long> seen = new HashSet<>(Set.of(input.after().id()));
        Long above = input.after().reference(TargetType.PARENT);
        while (above != null) {
            if (!seen.add(above)) {
                return true;
            }
            above = input.records()
                    .find(Caller.system(), TargetType.TYPE, above)
                    .map(parent -> parent.reference(TargetType.PARENT))
                    .orElse(null);
        }
        return false;
    }

    private static String name(Input input, RecordSnapshot target, List<String> named) {
        String subject = named.isEmpty() ? "" : " " + title(input, named.get(0), target.reference(named.get(0)));
        return target.text(TargetType.PERIOD) + subject + " " + metric(target.text(TargetType.METRIC));
    }

    private static String title(Input input, String subject, long id) {
        try {
            return input.records()
                    .find(Caller.system(), subject + "s", id)
                    .map(found -> found.text(TargetType.NAME))
                    .orElse("");
        } catch (NotFound notInstalled) {
            return "";
        }
    }

    private static String metric(String code) {
        return new TargetType()
                .definition().fields().stream()
                        .filter(field -> field.name().equals(TargetType.METRIC))
                        .flatMap(field -> field.options().stream())
                        .filter(option -> option.code().equals(code))
                        .map(option -> option.label().zh())
                        .findFirst()
                        .orElse("");
    }
}
