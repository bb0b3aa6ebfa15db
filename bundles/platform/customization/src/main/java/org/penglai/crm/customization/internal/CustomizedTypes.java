package org.penglai.crm.customization.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.records.SectionDefinition;
import org.penglai.crm.customization.internal.field.FieldRow;
import org.penglai.crm.customization.internal.layout.Layout;
import org.penglai.crm.customization.internal.option.MergedOptions;
import org.penglai.crm.customization.internal.option.OptionRow;
import org.penglai.crm.customization.internal.rule.RuleRow;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.spi.CustomFields;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.TypeOverlay;
import org.penglai.crm.records.spi.UniqueKeys;
import org.penglai.crm.records.spi.UniqueKeys.Key;

/** Puts what administrators have changed upon the types of modules, and tells open pages of every change. */
@Component(service = {TypeOverlay.class, UniqueKeys.class, CustomizedTypes.class})
public final class CustomizedTypes implements TypeOverlay, UniqueKeys {
    private static final Localized SECTION = Localized.of("自定义字段", "Custom fields");

    private final DefinitionStore store;
    private final LiveUpdates live;
    private volatile Definitions definitions = Definitions.NONE;

    /** @param migrated proof that the tables are there */
    @Activate
    public CustomizedTypes(
            @Reference Database database,
            @Reference LiveUpdates live,
            @Reference(target = "(osgi.jndi.service.name=crm-customization)") DataSource migrated) {
        this.store = new DefinitionStore(database);
        this.live = live;
    }

    @Override
    public String revision() {
        Definitions known = definitions;
        if (!store.revision().equals(known.revision())) {
            Definitions fresh = store.load();
            definitions = fresh;
            if (known != Definitions.NONE) {
                live.publish(LiveUpdate.toAll(LiveUpdate.TYPES));
            }
            return fresh.revision();
        }
        return known.revision();
    }

    /** Validation rules in use. */
    public List<RuleRow> rules(String type) {
        return definitions.rules().getOrDefault(type, List.of());
    }

    @Override
    public List<Key> of(String type) {
        return definitions.unique().getOrDefault(type, List.of());
    }

    @Override
    public StoredType over(StoredType declared) {
        Definitions now = definitions;
        String pattern = declared.numberField() == null ? null : now.numbers().get(declared.name());
        StoredType type = fields(now, pattern == null ? declared : declared.withNumbers(pattern));
        Layout layout = now.layouts().get(declared.name());
        return layout == null ? type : type.with(type.fields(), layout.over(type));
    }

    private static StoredType fields(Definitions now, StoredType declared) {
        List<FieldRow> added = now.fields().getOrDefault(declared.name(), List.of());
        Map<String, List<OptionRow>> options = now.options().getOrDefault(declared.name(), Map.of());
        if (added.isEmpty() && options.isEmpty()) {
            return declared;
        }
        Map<String, StoredField> fields = new LinkedHashMap<>();
        declared.fields().values().stream()
                .filter(field -> !field.system())
                .forEach(field -> fields.put(field.name(), changed(field, options)));
        List<String> names = new ArrayList<>();
        for (FieldRow row : added) {
            String name = CustomFields.name(row.name());
            names.add(name);
            fields.put(name, row.stored(MergedOptions.of(List.of(), options.getOrDefault(name, List.of()))));
        }
        declared.fields().values().stream()
                .filter(StoredField::system)
                .forEach(field -> fields.put(field.name(), field));
        List<SectionDefinition> sections = new ArrayList<>(declared.sections());
        if (!names.isEmpty()) {
            sections.add(new SectionDefinition(section(declared), SECTION, names));
        }
        return declared.with(fields, sections);
    }

    private static StoredField changed(StoredField field, Map<String, List<OptionRow>> options) {
        List<OptionRow> rows = options.get(field.name());
        return rows == null || field.options().isEmpty() ? field : field.with(MergedOptions.of(field.options(), rows));
    }

    /** An id that no section of the module has. */
    private static String section(StoredType type) {
        Set<String> taken =
                type.sections().stream().map(SectionDefinition::id).collect(java.util.stream.Collectors.toSet());
        String id = "custom";
        while (taken.contains(id)) {
            id += "Fields";
        }
        return id;
    }
}
