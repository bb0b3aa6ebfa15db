package org.penglai.crm.customization.internal;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.customization.internal.field.CustomFieldsType;
import org.penglai.crm.customization.internal.layout.FormLayoutsType;
import org.penglai.crm.customization.internal.number.NumberRulesType;
import org.penglai.crm.customization.internal.option.PicklistOptionsType;
import org.penglai.crm.customization.internal.rule.ValidationRulesType;
import org.penglai.crm.customization.internal.unique.UniqueRulesType;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.JournalListener;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.spi.Types;

/** Takes up at once what this node has written; other nodes find it within a second. */
@Component
public final class DefinitionListener implements JournalListener {
    private static final Set<String> DEFINITIONS = Set.of(
            CustomFieldsType.TYPE,
            PicklistOptionsType.TYPE,
            ValidationRulesType.TYPE,
            NumberRulesType.TYPE,
            FormLayoutsType.TYPE,
            UniqueRulesType.TYPE);

    private final Types types;

    @Activate
    public DefinitionListener(@Reference Types types) {
        this.types = types;
    }

    @Override
    public void appended(Transaction transaction, List<Journal.Entry> entries) {
        if (entries.stream().anyMatch(entry -> DEFINITIONS.contains(entry.type()))) {
            transaction.afterCommit(types::refresh);
        }
    }
}
