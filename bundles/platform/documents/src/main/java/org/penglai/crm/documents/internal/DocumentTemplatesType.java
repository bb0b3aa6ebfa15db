package org.penglai.crm.documents.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.documents.internal.fill.RecordValues;
import org.penglai.crm.documents.internal.template.Template;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** The record type {@code documentTemplates}: how records look on paper from now on. */
@Component
public final class DocumentTemplatesType implements RecordType {
    public static final String TYPE = "documentTemplates";
    static final String RECORD_TYPE = "recordType";
    static final String LANGUAGE = "templateLanguage";
    static final String BODY = "body";
    static final String IN_USE = "inUse";
    static final String ENGLISH = "en";

    private final Supplier<Types> types;
    private final Forms forms;

    /** @param migrated proof that the table is there */
    @Activate
    public DocumentTemplatesType(
            BundleContext context,
            @Reference Forms forms,
            @Reference(target = "(osgi.jndi.service.name=crm-documents)") DataSource migrated) {
        this(() -> types(context), forms);
    }

    /** Outside a container. */
    public DocumentTemplatesType(Supplier<Types> types, Forms forms) {
        this.types = types;
        this.forms = forms;
    }

    /** The registry waits for this type, which therefore cannot wait for the registry. */
    private static Types types(BundleContext context) {
        ServiceReference<Types> reference = context.getServiceReference(Types.class);
        return context.getService(reference);
    }

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, DocumentTemplate.class)
                .unit("documents")
                .label("单据模板", "Document template", "Document templates")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name")
                        .required()
                        .searchable())
                .field(RECORD_TYPE, FieldKind.TEXT, f -> f.label("对象", "For")
                        .help("要打印的对象的名称。", "Name of the type that is printed.")
                        .required())
                .field(LANGUAGE, FieldKind.ENUMERATION, f -> f.label("语言", "Language")
                        .required()
                        .defaultValue("zh")
                        .option("zh", "简体中文", "Chinese")
                        .option(ENGLISH, "英文", "English"))
                .field(IN_USE, FieldKind.BOOLEAN, f -> f.label("启用", "In use")
                        .help("同一对象和语言启用了多个时，用最新的一个。", "Of several of one type and language the newest counts.")
                        .required()
                        .defaultValue(true))
                .field(BODY, FieldKind.LONG_TEXT, f -> f.label("内容", "Content")
                        .help("新建时留空，则以系统自带的模板开始。", "Left empty, a new one begins with the template that is shipped."))
                .view("all", "全部模板", "All templates", "name", "", "name", RECORD_TYPE, LANGUAGE, IN_USE, "updatedAt")
                .section("basic", "基本信息", "Basics", "name", RECORD_TYPE, LANGUAGE, IN_USE)
                .section("content", "内容", "Content", BODY)
                .hook(this::check)
                .build();
    }

    private Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() == null) {
            return outcome;
        }
        String name = input.after().text(RECORD_TYPE);
        Optional<StoredType> type = types.get().find(name);
        if (type.isEmpty()) {
            String known = String.join(", ", forms.types());
            return outcome.reject(Violation.of(
                    RECORD_TYPE,
                    "unknownType",
                    "没有这个对象。可以打印: " + known + "。",
                    "There is no such type. Printed are: " + known + "."));
        }
        String body = input.after().text(BODY);
        if (body == null) {
            Optional<Localized> shipped = forms.of(name);
            if (shipped.isEmpty()) {
                return outcome.reject(Violation.of(
                        BODY,
                        "required",
                        "系统没有该对象的模板，请填写内容。",
                        "No template of this type is shipped; please write one."));
            }
            boolean english = ENGLISH.equals(input.after().text(LANGUAGE));
            return outcome.set(BODY, shipped.get().in(english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE));
        }
        read(outcome, type.get(), body);
        return outcome;
    }

    private void read(Outcome outcome, StoredType type, String body) {
        try {
            Template template = Template.parse(body);
            List<String> unknown = new ArrayList<>();
            template.places().stream()
                    .filter(place -> !RecordValues.OWN_PLACES.contains(place) && !exists(type, place))
                    .forEach(place -> unknown.add("{" + place + "}"));
            List<String> lineFields = template.lineFields();
            Optional<StoredType> lines = types.get().parts(type.name()).stream()
                    .findFirst()
                    .flatMap(parts -> types.get().find(parts.type()));
            lineFields.stream()
                    .filter(field -> lines.filter(known -> exists(known, field)).isEmpty())
                    .forEach(unknown::add);
            if (!unknown.isEmpty()) {
                String names = String.join(", ", unknown);
                outcome.reject(
                        Violation.of(BODY, "unknownField", "没有这些字段: " + names, "There are no such fields: " + names));
            }
        } catch (Template.Unreadable unreadable) {
            outcome.reject(Violation.of(
                    BODY,
                    "unreadable",
                    "第 " + unreadable.line() + " 行: " + unreadable.reason().zh() + "。",
                    "Line " + unreadable.line() + ": " + unreadable.reason().en() + "."));
        }
    }

    private boolean exists(StoredType type, String path) {
        int dot = path.indexOf('.');
        StoredField field = type.fields().get(dot < 0 ? path : path.substring(0, dot));
        if (field == null || dot < 0) {
            return field != null;
        }
        return field.target() != null
                && types.get()
                        .find(field.target())
                        .filter(target -> exists(target, path.substring(dot + 1)))
                        .isPresent();
    }
}
