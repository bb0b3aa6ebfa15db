package org.penglai.crm.customers.internal;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.EMAIL;
import static org.penglai.crm.api.records.FieldKind.PHONE;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;

/** What is printed on a customer's invoices (开票信息). Appears after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-customers)"))
public final class InvoiceTitleType implements RecordType {

    static final String TYPE = "invoiceTitles";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(CustomerType.MODULE, TYPE, InvoiceTitle.class)
                .unit(CustomerType.UNIT)
                .label("开票信息", "Invoice title", "Invoice titles")
                .title("title")
                .key("customer", "title")
                .reference("customer", CustomerType.TYPE, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .required()
                        .alias("客户编号", "客户名称", "Customer no."))
                .field("title", TEXT, f -> f.label("发票抬头", "Invoice title")
                        .required()
                        .searchable()
                        .alias("抬头", "Title"))
                .field("taxNo", TEXT, f -> f.label("税号", "Tax no.")
                        .help("15 至 20 位字母和数字。", "15 to 20 letters and digits.")
                        .searchable()
                        .alias("纳税人识别号", "Tax number"))
                .field("address", TEXT, f -> f.label("注册地址", "Registered address"))
                .field("phone", PHONE, f -> f.label("注册电话", "Registered phone").sensitive())
                .field("bankName", TEXT, f -> f.label("开户行", "Bank"))
                .field("bankAccount", TEXT, f -> f.label("银行账号", "Bank account").sensitive())
                .field("deliveryEmail", EMAIL, f -> f.label("收票邮箱", "Delivery email"))
                .field("isDefault", BOOLEAN, f -> f.label("默认抬头", "Default title")
                        .defaultValue(false))
                .view(
                        "all",
                        "全部开票信息",
                        "All invoice titles",
                        "-createdAt",
                        "",
                        "title",
                        "customer",
                        "taxNo",
                        "bankName",
                        "isDefault")
                .section("basic", "基本信息", "Basics", "customer", "title", "taxNo", "isDefault")
                .section("reach", "注册信息", "Registration", "address", "phone", "bankName", "bankAccount")
                .section("delivery", "收票", "Delivery", "deliveryEmail")
                .hook(new TaxNumberRule())
                .hook(new OneOfEachCustomer(TYPE, "isDefault"))
                .build();
    }
}
