package org.penglai.crm.customers.internal;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.PHONE;
import static org.penglai.crm.api.records.FieldKind.REGION;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;

/** Where a customer is, and where its goods and papers go. Appears after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-customers)"))
public final class AddressType implements RecordType {

    static final String TYPE = "addresses";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(CustomerType.MODULE, TYPE, Address.class)
                .unit(CustomerType.UNIT)
                .label("地址", "Address", "Addresses")
                .title("line")
                .key("customer", "line")
                .reference("customer", CustomerType.TYPE, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .required()
                        .alias("客户编号", "客户名称", "Customer no."))
                .field("kind", ENUMERATION, f -> f.label("用途", "Kind")
                        .required()
                        .defaultValue("delivery")
                        .option("office", "办公", "Office")
                        .option("delivery", "收货", "Delivery")
                        .option("billing", "寄票", "Billing")
                        .option("other", "其他", "Other"))
                .field("region", REGION, f -> f.label("地区", "Region").alias("省市区", "City"))
                .field("line", TEXT, f -> f.label("详细地址", "Street address")
                        .personal()
                        .required()
                        .searchable()
                        .alias("地址", "Address"))
                .field("postalCode", TEXT, f -> f.label("邮编", "Postal code"))
                .field("receiver", TEXT, f -> f.label("收件人", "Receiver")
                        .personal()
                        .searchable())
                .field("phone", PHONE, f -> f.label("电话", "Phone").sensitive().searchable())
                .field("isDefault", BOOLEAN, f -> f.label("默认地址", "Default address")
                        .defaultValue(false))
                .view(
                        "all",
                        "全部地址",
                        "All addresses",
                        "-createdAt",
                        "",
                        "line",
                        "customer",
                        "kind",
                        "region",
                        "receiver",
                        "phone",
                        "isDefault")
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        "customer",
                        "kind",
                        "region",
                        "line",
                        "postalCode",
                        "receiver",
                        "phone",
                        "isDefault")
                .hook(new OneOfEachCustomer(TYPE, "isDefault"))
                .build();
    }
}
