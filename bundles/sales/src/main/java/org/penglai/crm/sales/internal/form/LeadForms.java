package org.penglai.crm.sales.internal.form;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.web.PublicAnswer;
import org.penglai.crm.api.web.PublicPage;
import org.penglai.crm.api.web.PublicRequest;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.lead.LeadType;

/** {@code /public/forms/<key>}: shows a form to strangers and makes a lead of what they send. */
@Component
public final class LeadForms implements PublicPage {
    static final String SYSTEM = "webForm";
    private static final String THANKS = "/thanks";
    private static final String STYLE = "/style.css";
    private static final String UTM = "utm_";
    private static final int LONGEST_UTM = 500;
    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{2,40}");
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f-]{36}");
    private static final Localized NEEDED = Localized.of("请填写此项。", "Please fill this in.");
    private static final Localized AGREE = Localized.of("请先同意。", "Please agree first.");

    private final Records records;
    private final Clock clock;

    /** @param migrated only there when the tables are */
    @Activate
    public LeadForms(@Reference Records records, @Reference(target = Sales.TABLES) DataSource migrated) {
        this(records, Clock.systemUTC());
    }

    LeadForms(Records records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forms";
    }

    @Override
    public PublicAnswer answer(PublicRequest request) {
        int slash = request.path().indexOf('/');
        String key = slash < 0 ? request.path() : request.path().substring(0, slash);
        String rest = slash < 0 ? "" : request.path().substring(slash);
        RecordSnapshot form = active(key).orElse(null);
        if (form == null) {
            return PublicAnswer.notFound();
        }
        FormPage page = new FormPage(form, request.locale());
        return switch (rest) {
            case "" -> request.posted() ? take(form, page, request) : show(form, page, request);
            case THANKS -> page(200, form, page.thanks());
            case STYLE -> PublicAnswer.css(FormStyle.of(form));
            default -> PublicAnswer.notFound();
        };
    }

    private Optional<RecordSnapshot> active(String key) {
        return KEY.matcher(key).matches()
                ? records
                        .list(
                                Caller.system(),
                                LeadFormType.TYPE,
                                new RecordQuery("formKey==" + key + ";isActive==true", "id", 1))
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    private static PublicAnswer show(RecordSnapshot form, FormPage page, PublicRequest request) {
        Map<String, String> values = new HashMap<>(request.parameters());
        values.put(FormPage.TOKEN, UUID.randomUUID().toString());
        return page(200, form, page.ask(values, hidden(request), Map.of()));
    }

    private static PublicAnswer page(int status, RecordSnapshot form, String html) {
        return PublicAnswer.html(status, html, Set.copyOf(LeadFormRules.embedders(form)));
    }

    private PublicAnswer take(RecordSnapshot form, FormPage page, PublicRequest request) {
        // A program that is told that it was caught tries again in another way.
        if (!request.parameter(FormPage.TRAP).isEmpty()) {
            return thanks(form, request.locale());
        }
        Map<String, String> errors = missing(form, request);
        if (errors.isEmpty()) {
            try {
                records.apply(Caller.system(), List.of(new RecordChange.Create(LeadType.TYPE, lead(form, request))));
                return thanks(form, request.locale());
            } catch (Conflict sentTwice) {
                return thanks(form, request.locale());
            } catch (Invalid invalid) {
                for (Violation violation : invalid.violations()) {
                    errors.put(violation.field(), violation.message().in(request.locale()));
                }
            }
        }
        return page(422, form, page.ask(request.parameters(), hidden(request), errors));
    }

    private static PublicAnswer thanks(RecordSnapshot form, Locale locale) {
        return PublicAnswer.goTo(form.text(LeadFormType.KEY) + THANKS + "?lang=" + locale.toLanguageTag());
    }

    private static Map<String, String> missing(RecordSnapshot form, PublicRequest request) {
        Map<String, String> errors = new LinkedHashMap<>();
        for (String name : LeadFormRules.names(form.text(LeadFormType.REQUIRED_FIELDS))) {
            if (request.parameter(name).isEmpty()) {
                errors.put(name, NEEDED.in(request.locale()));
            }
        }
        if (form.text(LeadFormType.CONSENT) != null
                && request.parameter(FormPage.AGREED).isEmpty()) {
            errors.put(FormPage.AGREED, AGREE.in(request.locale()));
        }
        return errors;
    }

    private Map<String, Object> lead(RecordSnapshot form, PublicRequest request) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : LeadFormRules.names(form.text(LeadFormType.FIELDS))) {
            String value = request.parameter(name);
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        }
        if (!values.containsKey(LeadType.NAME)) {
            String who = request.parameter("companyName");
            String shown = who.isEmpty() ? request.parameter("contactName") : who;
            values.put(LeadType.NAME, (shown.isEmpty() ? "" : shown + " · ") + form.text(LeadFormType.NAME));
        }
        values.put(LeadType.SOURCE, form.text(LeadFormType.SOURCE));
        values.put(LeadType.FORM, form.id());
        values.put("utm", utm(request));
        if (form.text(LeadFormType.CONSENT) != null) {
            values.put(LeadType.CONSENTED_AT, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        }
        String token = request.parameter(FormPage.TOKEN);
        if (TOKEN.matcher(token).matches()) {
            values.put(SystemFields.EXTERNAL_IDS, List.of(new ExternalId(SYSTEM, token)));
        }
        return values;
    }

    /** What is sent along without being asked: where the visitor came from, and which page he saw. */
    private static List<String> hidden(PublicRequest request) {
        List<String> names = new ArrayList<>(utmOf(request));
        names.add(FormPage.TOKEN);
        return names;
    }

    private static List<String> utmOf(PublicRequest request) {
        return request.parameters().keySet().stream()
                .filter(name -> name.startsWith(UTM))
                .sorted()
                .toList();
    }

    private static String utm(PublicRequest request) {
        String all = utmOf(request).stream()
                .filter(name -> !request.parameter(name).isEmpty())
                .map(name -> name + "=" + request.parameter(name))
                .collect(Collectors.joining("&"));
        return all.isEmpty() ? null : all.substring(0, Math.min(all.length(), LONGEST_UTM));
    }
}
