package org.penglai.crm.sales.internal.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.CompanyNames;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;

/**
 * The first who registers a company has it for so many days; of two at the same moment the database lets one in. Whoever
 * comes later hears who has it and until when, whether or not he may see that registration, and may dispute it.
 */
final class Protection implements RecordHook {
    static final String PROTECTED = "protected";
    static final String DISPUTED = "disputed";
    static final String GRANTED = "granted";
    static final String DISMISSED = "dismissed";
    static final String RELEASED = "released";
    static final String EXPIRED = "expired";

    /** Stands before the id in the key of what protects nothing. */
    private static final String FREE = "#";

    private final CompanyNames names;
    private final Duration length;

    Protection(CompanyNames names, Duration length) {
        this.names = names;
        this.length = length;
    }

    /** The key of a registration that protects nothing, so that it is in nobody's way. */
    static String free(long id) {
        return FREE + id;
    }

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        if (after == null) {
            return Outcome.none();
        }
        if (before == null) {
            return register(input, after);
        }
        return Objects.equals(before.text(RegistrationType.CUSTOMER_NAME), after.text(RegistrationType.CUSTOMER_NAME))
                ? Outcome.none()
                : Outcome.none()
                        .reject(Violation.of(
                                RegistrationType.CUSTOMER_NAME,
                                "fixed",
                                "报备后不能更改客户名称，请释放后重新报备。",
                                "A registered customer's name stays; release it and register anew."));
    }

    private Outcome register(Input input, RecordSnapshot wanted) {
        String key = names.core(wanted.text(RegistrationType.CUSTOMER_NAME));
        if (key.isEmpty()) {
            return Outcome.none()
                    .reject(Violation.of(
                            RegistrationType.CUSTOMER_NAME, "noName", "请填写公司名称。", "Give the name of a company."));
        }
        Outcome outcome = Outcome.none().set(RegistrationType.REGISTERED_AT, input.now());
        Optional<RecordSnapshot> held = holder(input.records(), key);
        if (held.isEmpty()) {
            return outcome.set(RegistrationType.NAME_KEY, key)
                    .set(RegistrationType.STATUS, PROTECTED)
                    .set(RegistrationType.PROTECTED_UNTIL, input.now().plus(length));
        }
        RecordSnapshot other = held.get();
        boolean isOwn = Objects.equals(other.reference(SystemFields.OWNER), wanted.reference(SystemFields.OWNER));
        if (isOwn || wanted.text(RegistrationType.REASON) == null) {
            throw refusal(input, other, isOwn);
        }
        outcome.set(RegistrationType.NAME_KEY, free(wanted.id()))
                .set(RegistrationType.STATUS, DISPUTED)
                .set(RegistrationType.AGAINST, other.id());
        Long holder = other.reference(SystemFields.OWNER);
        return holder == null
                ? outcome
                : outcome.notify(new Notice(
                        Set.of(holder),
                        "registrationDisputed",
                        Localized.of("您的客户报备被提出争议", "Your registration is disputed"),
                        other.text(RegistrationType.CUSTOMER_NAME),
                        RegistrationType.TYPE,
                        other.id()));
    }

    /** Whoever may see it. What has run out is in the way until the next round of {@link Expiry}, a minute at most. */
    private static Optional<RecordSnapshot> holder(RecordReader records, String key) {
        // Compared, not matched: an asterisk in a name is one.
        String same = RegistrationType.NAME_KEY + "=in=(\""
                + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\")";
        return records.list(Caller.system(), RegistrationType.TYPE, new RecordQuery(same, "id", 1)).stream()
                .findFirst();
    }

    private static Conflict refusal(Input input, RecordSnapshot other, boolean isOwn) {
        Instant until = other.get(RegistrationType.PROTECTED_UNTIL, Instant.class);
        LocalDate day = LocalDate.ofInstant(until, input.caller().zone());
        String masked = masked(other.text(RegistrationType.CUSTOMER_NAME));
        String who = owner(input, other);
        Localized text = isOwn
                ? Localized.of(
                        "您已报备该客户，保护期至 " + day + "。", "You have registered this customer already, until " + day + ".")
                : Localized.of(
                        "客户“" + masked + "”已由" + who + "报备，保护期至 " + day + "。如有异议，请填写争议理由。",
                        "The customer " + masked + " is registered by " + who + " until " + day
                                + ". To dispute this, give a reason.");
        return new Conflict(
                "registered", text, List.of(new Violation(RegistrationType.CUSTOMER_NAME, "registered", text)));
    }

    private static String owner(Input input, RecordSnapshot other) {
        Long owner = other.reference(SystemFields.OWNER);
        try {
            return owner == null
                    ? "?"
                    : input.records()
                            .find(Caller.system(), "users", owner)
                            .map(user -> user.text("name"))
                            .orElse("?");
        } catch (NotFound nobodyKnown) {
            return "?";
        }
    }

    /** The first two letters tell whoever knows the company that it is the one. */
    private static String masked(String name) {
        int shown = name.offsetByCodePoints(0, Math.min(2, name.codePointCount(0, name.length())));
        return name.substring(0, shown) + "***";
    }
}
