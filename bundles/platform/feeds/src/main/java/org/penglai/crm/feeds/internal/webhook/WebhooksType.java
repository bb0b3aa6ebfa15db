package org.penglai.crm.feeds.internal.webhook;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;
import static org.penglai.crm.api.records.FieldKind.URL;

import java.net.URI;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;

/**
 * The record type {@code webhooks}: where changes are sent to, as its owner may see them. The reference makes it appear
 * after its tables.
 */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-feeds)"))
public final class WebhooksType implements RecordType {
    static final String TYPE = "webhooks";
    static final String SECRET_VERSION = "secretVersion";
    static final String ADDRESS = "url";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, Webhook.class)
                .unit("feeds")
                .label("Webhook", "Webhook", "Webhooks")
                .title("name")
                .key("name")
                .field("name", TEXT, f -> f.label("名称", "Name").required().searchable())
                .field(ADDRESS, URL, f -> f.label("地址", "Address")
                        .help(
                                "每次变更以签名的 POST 请求发送到此地址；不能指向内部网络。",
                                "Gets a signed POST for each change; must not lead into the internal network.")
                        .required())
                .field("types", TEXT, f -> f.label("对象", "Record types")
                        .help("用逗号分隔，如 customers,contacts", "Separated by commas, e.g. customers,contacts")
                        .required())
                .field("operations", TEXT, f -> f.label("操作", "Operations")
                        .help(
                                "用逗号分隔，如 created,updated,deleted；留空为全部。",
                                "Separated by commas, e.g. created,updated,deleted; empty for all."))
                .field("active", BOOLEAN, f -> f.label("启用", "Active")
                        .required()
                        .defaultValue(Boolean.TRUE))
                .field(SECRET_VERSION, INTEGER, f -> f.label("密钥版本", "Version of the secret")
                        .readOnly()
                        .defaultValue(1))
                .field("remark", LONG_TEXT, f -> f.label("说明", "Remark"))
                .view("all", "全部 Webhook", "All webhooks", "name", "", "name", ADDRESS, "types", "active", "owner")
                .section("basic", "基本信息", "Basics", "name", ADDRESS, "types", "operations", "active", "remark")
                .hook(WebhooksType::check)
                .action(ActionDefinition.of("renewSecret", "更换密钥", "Renew the secret", input -> Outcome.none()
                        .set(SECRET_VERSION, input.record().integer(SECRET_VERSION, 1) + 1)))
                .build();
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() != null && !isWeb(input.after().text(ADDRESS))) {
            outcome.reject(Violation.of(
                    ADDRESS,
                    "badAddress",
                    "应为不含用户名的 http 或 https 地址。",
                    "Must be an http or https address without user."));
        }
        return outcome;
    }

    private static boolean isWeb(String address) {
        try {
            URI uri = URI.create(address == null ? "" : address);
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
