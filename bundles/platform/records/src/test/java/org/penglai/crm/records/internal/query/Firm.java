package org.penglai.crm.records.internal.query;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** A type with a field of every kind. */
@Entity
@Table(name = "rt_firm")
public class Firm extends RecordEntity {
    @Column(length = 40)
    String firmNo;

    @Column(length = 200)
    String name;

    @Column(length = 10)
    String level;

    @Column(length = 30)
    String industry;

    @Column(length = 40)
    String phone;

    @Column(length = 200)
    String email;

    @Column(length = 12)
    String region;

    Integer employees;

    @Column(precision = 19, scale = 2)
    BigDecimal revenue;

    @Column(length = 3)
    String revenueCurrency;

    @Column(precision = 9, scale = 4)
    BigDecimal score;

    @Column(precision = 5, scale = 4)
    BigDecimal rate;

    Boolean active;
    LocalDate foundedOn;
    LocalDateTime metAt;
    Long parentId;
    Long contactId;

    @Lob
    String remark;

    static RecordDefinition definition() {
        return RecordDefinition.of("test-firms", "firms", Firm.class)
                .unit("firms")
                .label("企业", "Firm", "Firms")
                .title("name")
                .number("firmNo", "F-{seq:6}")
                .field("firmNo", FieldKind.TEXT, f -> f.label("编号", "Number").searchable())
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").required())
                .field("level", FieldKind.ENUMERATION, f -> f.label("级别", "Level")
                        .option("A", "重点", "Key")
                        .option("B", "普通", "Usual")
                        .option("C", "小微", "Small")
                        .defaultValue("B"))
                .field("industry", FieldKind.PICKLIST, f -> f.label("行业", "Industry")
                        .option("machinery", "机械制造", "Machinery")
                        .option("food", "食品加工", "Food"))
                .field("phone", FieldKind.PHONE, f -> f.label("电话", "Phone").searchable())
                .field("email", FieldKind.EMAIL, f -> f.label("邮箱", "Mail"))
                .field("region", FieldKind.REGION, f -> f.label("地区", "Region"))
                .field("employees", FieldKind.INTEGER, f -> f.label("人数", "Employees"))
                .field("revenue", FieldKind.MONEY, f -> f.label("营业额", "Revenue"))
                .field("score", FieldKind.DECIMAL, f -> f.label("评分", "Score"))
                .field("rate", FieldKind.PERCENT, f -> f.label("占比", "Rate"))
                .field("active", FieldKind.BOOLEAN, f -> f.label("有效", "Active"))
                .field("foundedOn", FieldKind.DATE, f -> f.label("成立日期", "Founded on"))
                .field("metAt", FieldKind.INSTANT, f -> f.label("会面时间", "Met at"))
                .reference("parent", "firms", OnDelete.CLEAR, f -> f.label("上级", "Parent"))
                .reference("contact", "people", OnDelete.CLEAR, f -> f.label("联系人", "Contact"))
                .field("remark", FieldKind.LONG_TEXT, f -> f.label("备注", "Remark"))
                .key("firmNo")
                .view("all", "全部", "All", "name", "", "name", "level", "contact.city")
                .section("basic", "基本", "Basic", "name", "level")
                .build();
    }
}
