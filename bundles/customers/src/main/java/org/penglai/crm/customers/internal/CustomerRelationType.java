package org.penglai.crm.customers.internal;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;

/** What customers are to each other: who sells through whom, who supplies whom. Appears after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-customers)"))
public final class CustomerRelationType implements RecordType {

    static final String TYPE = "customerRelations";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(CustomerType.MODULE, TYPE, CustomerRelation.class)
                .unit(CustomerType.UNIT)
                .label("客户关系", "Customer relation", "Customer relations")
                .title("title")
                .key("customer", "related", "kind")
                .reference("customer", CustomerType.TYPE, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .required()
                        .alias("客户编号", "客户名称", "Customer no."))
                .reference("related", CustomerType.TYPE, OnDelete.CASCADE, f -> f.label("关联客户", "Related customer")
                        .required()
                        .alias("关联客户编号", "关联客户名称", "Related customer no."))
                .field("kind", ENUMERATION, f -> f.label("关系", "Relation")
                        .help("关联客户是该客户的什么。", "What the related customer is to the customer.")
                        .required()
                        .option("channel", "渠道商", "Channel")
                        .option("endCustomer", "最终客户", "End customer")
                        .option("supplier", "供应商", "Supplier")
                        .option("partner", "合作伙伴", "Partner"))
                .field("title", TEXT, f -> f.label("名称", "Title").readOnly())
                .field("remark", LONG_TEXT, f -> f.label("备注", "Remark"))
                .view("all", "全部关系", "All relations", "-createdAt", "", "title", "customer", "kind", "related")
                .section("basic", "基本信息", "Basics", "customer", "kind", "related", "title", "remark")
                .hook(new RelationRules())
                .build();
    }
}
