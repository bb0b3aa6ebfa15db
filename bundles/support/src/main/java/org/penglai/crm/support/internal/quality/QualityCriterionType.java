package org.penglai.crm.support.internal.quality;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.util.List;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;

/** One of the things that are looked at in a review. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class QualityCriterionType implements RecordType {
    public static final String TYPE = "qualityCriteria";
    static final String NAME = "name";
    static final String SHEET = "sheet";
    static final String MOST_POINTS = "mostPoints";
    /** No points here are none at all. */
    static final String IS_CRITICAL = "isCritical";

    static final String GUIDANCE = "guidance";
    static final List<String> GRID = List.of(NAME, MOST_POINTS, IS_CRITICAL, GUIDANCE);

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Support.MODULE, TYPE, QualityCriterion.class)
                .unit(Support.UNIT)
                .label("评分项", "Criterion", "Criteria")
                .title(NAME)
                .key(SHEET, NAME)
                .field(NAME, TEXT, f -> f.label("评分项", "Criterion").required().searchable())
                .reference(SHEET, QualitySheetType.TYPE, OnDelete.CASCADE, f -> f.label("评分表", "Sheet")
                        .required())
                .field(MOST_POINTS, INTEGER, f -> f.label("满分", "Most points")
                        .required()
                        .defaultValue(10L))
                .field(IS_CRITICAL, BOOLEAN, f -> f.label("致命项", "Critical")
                        .help("此项得 0 分则总分为 0。", "No points here are none at all.")
                        .required()
                        .defaultValue(false))
                .field(GUIDANCE, TEXT, f -> f.label("评分说明", "What to look at"))
                .view("all", "全部评分项", "All criteria", "id", "", NAME, SHEET, MOST_POINTS, IS_CRITICAL, GUIDANCE)
                .section("basic", "基本信息", "Basics", NAME, SHEET, MOST_POINTS, IS_CRITICAL, GUIDANCE)
                .touches(QualitySheetType.TYPE)
                .build();
    }
}
