package org.penglai.crm.support.internal.feedback;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.files.PublicUploads;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.web.PublicAnswer;
import org.penglai.crm.api.web.PublicHtml;
import org.penglai.crm.api.web.PublicPage;
import org.penglai.crm.api.web.PublicRequest;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.mail.Filters;
import org.penglai.crm.support.internal.mail.Texts;
import org.penglai.crm.support.internal.mail.WhoWrites;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketType;

/** {@code /public/feedback/<key>}: what strangers report, with pictures and videos, becomes a ticket of whoever they are. */
@Component
public final class FeedbackPage implements PublicPage {
    static final String NAME = "feedback";
    private static final Caller PLATFORM = Caller.system();
    private static final String THANKS = "/thanks";
    private static final String STYLE = "/style.css";
    /** Of the message: what the form is sent by, so that one that is sent twice is one. */
    private static final String SENT_BY_FORM = "web:";

    private static final int LONGEST_SUBJECT = 300;
    private static final int LONGEST_BODY = 10_000;
    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{2,40}");
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern NUMBER = Pattern.compile("[\\w-]{0,40}");
    private static final Localized NEEDED = Localized.of("请填写此项。", "Please fill this in.");
    private static final Localized BAD_ADDRESS = Localized.of("请填写正确的邮箱。", "Please give a proper e-mail address.");
    private static final Localized AGREE = Localized.of("请先同意。", "Please agree first.");

    private final Records records;
    private final PublicUploads uploads;

    /** @param migrated only there when the tables are */
    @Activate
    public FeedbackPage(
            @Reference Records records,
            @Reference PublicUploads uploads,
            @Reference(target = Support.TABLES) DataSource migrated) {
        this(records, uploads);
    }

    FeedbackPage(Records records, PublicUploads uploads) {
        this.records = records;
        this.uploads = uploads;
    }

    @Override
    public String name() {
        return NAME;
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
        FeedbackHtml html = new FeedbackHtml(form, request.locale());
        return switch (rest) {
            case "" -> request.posted() ? take(form, html, request) : show(form, html, request.locale());
            case THANKS -> page(200, form, html.thanks(number(request)));
            case STYLE -> PublicAnswer.css(PublicHtml.STYLE);
            default -> PublicAnswer.notFound();
        };
    }

    private Optional<RecordSnapshot> active(String key) {
        return KEY.matcher(key).matches()
                ? first(FeedbackFormType.TYPE, "formKey==" + key + ";isActive==true")
                : Optional.empty();
    }

    private PublicAnswer show(RecordSnapshot form, FeedbackHtml html, Locale locale) {
        Map<String, String> values =
                Map.of(FeedbackHtml.TOKEN, UUID.randomUUID().toString());
        return page(200, form, html.ask(values, Map.of(), files(form, locale)));
    }

    private PublicAnswer take(RecordSnapshot form, FeedbackHtml html, PublicRequest request) {
        // A program that is told that it was caught tries again in another way.
        if (!request.parameter(FeedbackHtml.TRAP).isEmpty()) {
            return thanks(form, "", request.locale());
        }
        Map<String, String> errors = wrong(form, request);
        if (errors.isEmpty()) {
            try {
                RecordSnapshot ticket = ticket(form, request);
                if (takesFiles(form)) {
                    uploads.attach(request.parameter(FeedbackHtml.FILES), TicketType.TYPE, ticket.id());
                }
                return thanks(form, ticket.text(TicketType.NUMBER), request.locale());
            } catch (Invalid invalid) {
                for (Violation violation : invalid.violations()) {
                    errors.put(FeedbackHtml.MESSAGE, violation.message().in(request.locale()));
                }
            }
        }
        return page(422, form, html.ask(request.parameters(), errors, files(form, request.locale())));
    }

    /** The one that is made of what was sent, or was when it was sent before. */
    private RecordSnapshot ticket(RecordSnapshot form, PublicRequest request) {
        String token = request.parameter(FeedbackHtml.TOKEN);
        String mailKey = SENT_BY_FORM + (TOKEN.matcher(token).matches() ? token : UUID.randomUUID());
        return made(mailKey).orElseGet(() -> {
            try {
                return records.apply(PLATFORM, changes(form, request, mailKey)).get(0);
            } catch (Conflict sentTwice) {
                return made(mailKey).orElseThrow(() -> sentTwice);
            }
        });
    }

    private Optional<RecordSnapshot> made(String mailKey) {
        return first(TicketMessageType.TYPE, Filters.is(TicketMessageType.MAIL_KEY, mailKey))
                .flatMap(message ->
                        records.find(PLATFORM, TicketType.TYPE, message.reference(TicketMessageType.TICKET)));
    }

    private List<RecordChange> changes(RecordSnapshot form, PublicRequest request, String mailKey) {
        MailAddress address = MailAddress.of(request.parameter(FeedbackHtml.EMAIL));
        WhoWrites writer = WhoWrites.of(records, address);
        String message = Texts.clean(request.parameter(FeedbackHtml.MESSAGE));
        String subject = Texts.line(request.parameter(FeedbackHtml.SUBJECT), LONGEST_SUBJECT);
        String person = Texts.line(request.parameter(FeedbackHtml.NAME), LONGEST_SUBJECT);
        Map<String, Object> ticket = new HashMap<>();
        ticket.put(TicketType.SUBJECT, subject == null ? Texts.line(message, LONGEST_SUBJECT) : subject);
        ticket.put(TicketType.KIND, form.text(FeedbackFormType.KIND));
        ticket.put(TicketType.CHANNEL, "web");
        ticket.put(TicketType.CUSTOMER, writer.customer());
        ticket.put(TicketType.CONTACT, writer.contact());
        ticket.put(TicketType.ADDRESS, address.address().toLowerCase(Locale.ROOT));
        ticket.put(TicketType.QUEUE, form.reference(FeedbackFormType.QUEUE));
        Map<String, Object> said = new HashMap<>();
        said.put(TicketMessageType.TICKET, RecordChange.made(TicketType.TYPE));
        said.put(TicketMessageType.MAIL_KEY, mailKey);
        said.put(TicketMessageType.DIRECTION, TicketMessageType.IN);
        said.put(TicketMessageType.BODY, Texts.cut(message, LONGEST_BODY));
        said.put(TicketMessageType.FROM, new MailAddress(person == null ? "" : person, address.address()).toString());
        return List.of(
                new RecordChange.Create(TicketType.TYPE, ticket, TicketType.TYPE),
                new RecordChange.Create(TicketMessageType.TYPE, said));
    }

    private static Map<String, String> wrong(RecordSnapshot form, PublicRequest request) {
        Map<String, String> errors = new LinkedHashMap<>();
        for (String name : FeedbackHtml.REQUIRED) {
            if (Texts.clean(request.parameter(name)).isEmpty()) {
                errors.put(name, NEEDED.in(request.locale()));
            }
        }
        String address = request.parameter(FeedbackHtml.EMAIL);
        if (!address.isEmpty() && !address.matches("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,255}\\.[^\\s@<>,;\".]{2,63}")) {
            errors.put(FeedbackHtml.EMAIL, BAD_ADDRESS.in(request.locale()));
        }
        if (form.text(FeedbackFormType.CONSENT) != null
                && request.parameter(FeedbackHtml.AGREED).isEmpty()) {
            errors.put(FeedbackHtml.AGREED, AGREE.in(request.locale()));
        }
        return errors;
    }

    private String files(RecordSnapshot form, Locale locale) {
        return takesFiles(form) ? uploads.field(FeedbackHtml.FILES, locale) : "";
    }

    private static boolean takesFiles(RecordSnapshot form) {
        return Boolean.TRUE.equals(form.get(FeedbackFormType.TAKES_FILES, Boolean.class));
    }

    /** What the address says is shown, so nothing but a number may stand there. */
    private static String number(PublicRequest request) {
        String number = request.parameter("number");
        return NUMBER.matcher(number).matches() ? number : "";
    }

    private static PublicAnswer page(int status, RecordSnapshot form, String html) {
        return PublicAnswer.html(status, html, FeedbackFormRules.embedders(form));
    }

    private static PublicAnswer thanks(RecordSnapshot form, String number, Locale locale) {
        return PublicAnswer.goTo(
                form.text(FeedbackFormType.KEY) + THANKS + "?number=" + number + "&lang=" + locale.toLanguageTag());
    }

    private Optional<RecordSnapshot> first(String type, String filter) {
        return records.list(PLATFORM, type, new RecordQuery(filter, "id", 1)).stream()
                .findFirst();
    }
}
