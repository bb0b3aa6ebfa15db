package org.penglai.crm.sales.internal.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** What has been issued stays as it is: only drafts are changed or deleted. And a draft with lines keeps its currency. */
public final class Drafts implements RecordHook {
    private static final List<String> COUNTED = List.of(Documents.CURRENCY, Documents.INCLUDES_TAX);

    private final String lines;
    private final String field;
    private final List<String> content;
    private final Currencies currencies;

    /**
     * @param lines type of the document's lines
     * @param field their reference to it
     * @param content fields that are fixed when it is issued
     */
    public Drafts(String lines, String field, List<String> content, Currencies currencies) {
        this.lines = lines;
        this.field = field;
        this.content = List.copyOf(content);
        this.currencies = currencies;
    }

    /** @throws Conflict if the document has been issued */
    public static void require(RecordSnapshot document) {
        if (!Documents.DRAFT.equals(document.text(Documents.STATUS))) {
            throw new Conflict("notDraft", Localized.of("只有草稿可以修改。", "Only a draft can be changed."));
        }
    }

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        if (input.operation() == Operation.DELETE) {
            require(input.before());
            return outcome;
        }
        if (input.before() != null && content.stream().anyMatch(name -> changed(input, name))) {
            require(input.before());
        }
        if ((input.before() == null || changed(input, Documents.CURRENCY))
                && !currencies.isInUse(input.after().text(Documents.CURRENCY))) {
            outcome.reject(
                    Violation.of(Documents.CURRENCY, "unknownOption", "未启用的币种。", "This currency is not in use."));
        }
        if (input.before() != null && COUNTED.stream().anyMatch(name -> changed(input, name)) && hasLines(input)) {
            outcome.reject(Violation.of(
                    changed(input, Documents.CURRENCY) ? Documents.CURRENCY : Documents.INCLUDES_TAX,
                    "hasLines",
                    "已有明细，不能更改。",
                    "It cannot be changed while there are lines."));
        }
        return outcome;
    }

    private boolean hasLines(Input input) {
        String own = field + "==" + RecordId.format(input.after().id());
        return !input.records()
                .list(Caller.system(), lines, new RecordQuery(own, "", 1))
                .isEmpty();
    }

    private static boolean changed(Input input, String name) {
        Object before = input.before().values().get(name);
        Object after = input.after().values().get(name);
        return before instanceof BigDecimal one && after instanceof BigDecimal two
                ? one.compareTo(two) != 0
                : !Objects.equals(before, after);
    }
}
