package org.penglai.crm.sales.internal.target;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.DECIMAL;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Ends;
import org.penglai.crm.sales.internal.Sales;

/**
 * What a person stands for in a month, whatever the sum of the deals says. A new word takes the place of the one before,
 * which is kept, so that it can be seen who said what when. Appears after its tables.
 */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class ForecastCommitType implements RecordType {
    public static final String TYPE = "forecastCommits";
    public static final String PERIOD = "period";
    public static final String AMOUNT = "amount";
    public static final String SUPERSEDED_AT = "supersededAt";
    private static final Ends ENDS =
            new Ends(SUPERSEDED_AT, Localized.of("承诺不能修改，请提交新的承诺。", "What was said stays; say something new instead."));
    private static final String TITLE = "title";
    private static final String REASON = "reason";

    @Override
    public RecordDefinition definition() {
        String[] columns = {TITLE, SystemFields.OWNER, AMOUNT, REASON, SystemFields.CREATED_AT, SUPERSEDED_AT};
        return RecordDefinition.of(Sales.MODULE, TYPE, ForecastCommit.class)
                .unit(Sales.UNIT)
                .label("预测承诺", "Forecast commitment", "Forecast commitments")
                .title(TITLE)
                .field(PERIOD, DATE, f -> f.label("月份", "Month")
                        .help("该月的任意一天。", "Any day of the month.")
                        .required())
                .field(AMOUNT, DECIMAL, f -> f.label("承诺金额", "Committed amount")
                        .help("本位币。", "In base currency.")
                        .required())
                .field(REASON, TEXT, f -> f.label("说明", "Reason"))
                .field(TITLE, TEXT, f -> f.label("名称", "Name").readOnly())
                .field(SUPERSEDED_AT, INSTANT, f -> f.label("被取代于", "Replaced at")
                        .readOnly())
                .view("all", "当前承诺", "Current commitments", "-period", "supersededAt=null=true", columns)
                .view("history", "全部记录", "All of them", "-createdAt", "", columns)
                .section("basic", "基本信息", "Basics", TITLE, PERIOD, AMOUNT, REASON, SystemFields.OWNER, SUPERSEDED_AT)
                .touches(TYPE)
                .hook(ForecastCommitType::replace)
                .build();
    }

    private static Outcome replace(RecordHook.Input input) {
        if (input.operation() != RecordHook.Operation.CREATE) {
            return ENDS.require(input);
        }
        RecordSnapshot commit = input.after();
        Outcome outcome = Outcome.none();
        if (commit.get(AMOUNT, BigDecimal.class).signum() < 0) {
            outcome.reject(Violation.of(AMOUNT, "negative", "不能小于零。", "Cannot be less than zero."));
        }
        LocalDate month = commit.get(PERIOD, LocalDate.class).withDayOfMonth(1);
        outcome.set(PERIOD, month).set(TITLE, month.toString().substring(0, "2026-01".length()));
        Long owner = commit.reference(SystemFields.OWNER);
        String earlier = PERIOD + "==" + month + ";" + SUPERSEDED_AT + "=null=true;" + SystemFields.OWNER
                + (owner == null ? "=null=true" : "==" + RecordId.format(owner));
        input.records()
                .list(Caller.system(), TYPE, RecordQuery.where(earlier))
                .forEach(said -> outcome.follow(
                        new RecordChange.Update(TYPE, said.id(), null, Map.of(SUPERSEDED_AT, input.now()))));
        return outcome;
    }
}
