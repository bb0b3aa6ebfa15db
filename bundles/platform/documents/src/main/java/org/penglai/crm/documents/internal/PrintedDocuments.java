package org.penglai.crm.documents.internal;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.documents.internal.fill.RecordValues;
import org.penglai.crm.documents.internal.pdf.Pdf;
import org.penglai.crm.documents.internal.template.Template;
import org.penglai.crm.documents.spi.Documents;
import org.penglai.crm.records.spi.Types;

/** Prints by the newest template in use, else by the form that is shipped. */
@Component
public final class PrintedDocuments implements Documents {
    private final Types types;
    private final RecordReader records;
    private final Currencies currencies;
    private final Forms forms;
    private final Clock clock;
    private final Pdf pdf = new Pdf();

    @Activate
    public PrintedDocuments(
            @Reference Types types,
            @Reference Records records,
            @Reference Currencies currencies,
            @Reference Forms forms) {
        this(types, records, currencies, forms, Clock.systemUTC());
    }

    PrintedDocuments(Types types, RecordReader records, Currencies currencies, Forms forms, Clock clock) {
        this.currencies = currencies;
        this.types = types;
        this.records = records;
        this.forms = forms;
        this.clock = clock;
    }

    @Override
    public boolean isPrinted(String type) {
        return forms.of(type).isPresent();
    }

    @Override
    public Printed print(Caller caller, String type, long id, Locale language) {
        Localized shipped = forms.of(type)
                .orElseThrow(() ->
                        new NotFound("notPrinted", Localized.of("该对象不能打印。", "Records of this type are not printed.")));
        RecordSnapshot record = records.find(caller, type, id)
                .orElseThrow(() -> new NotFound("recordNotFound", Localized.of("没有这条记录。", "There is no such record.")));
        Locale written = Localized.isEnglish(language) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        Template template = Template.parse(own(type, written).orElse(shipped.in(written)));
        RecordValues values = new RecordValues(types, records, currencies, caller, written, record, clock.instant());
        String title = values.title();
        return new Printed(fileName(title, id), pdf.of(template, values, title, written));
    }

    private Optional<String> own(String type, Locale language) {
        if (!types.isWritable(DocumentTemplatesType.TYPE)) {
            return Optional.empty();
        }
        String filter = DocumentTemplatesType.RECORD_TYPE + "==" + type + ";" + DocumentTemplatesType.LANGUAGE + "=="
                + (Localized.isEnglish(language) ? DocumentTemplatesType.ENGLISH : "zh") + ";"
                + DocumentTemplatesType.IN_USE + "==true";
        List<RecordSnapshot> found =
                records.list(Caller.system(), DocumentTemplatesType.TYPE, new RecordQuery(filter, "-id", 1));
        return found.stream()
                .map(template -> template.text(DocumentTemplatesType.BODY))
                .findFirst();
    }

    private static String fileName(String title, long id) {
        String plain = title.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").strip();
        return (plain.isEmpty() ? String.valueOf(id) : plain) + ".pdf";
    }
}
