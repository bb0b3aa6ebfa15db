package org.penglai.crm.security.internal.role;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.penglai.crm.security.spi.DataScope;

/**
 * The roles that every installation begins with. Their ids are below all that are made later and never change. They name
 * types of modules that may not be installed; such rights wait for them.
 */
public enum ShippedRole {
    ADMIN(1, "admin", "系统管理员", "Administrator", "全部权限", List.of("*")),
    MEMBER(2, "member", "全体业务", "All business", "可使用全部业务功能，不含系统设置", List.of("*:*", "users:read")),
    SALES_REP(
            3,
            "salesRep",
            "销售代表",
            "Sales representative",
            "客户、线索、商机、报价、订单的日常跟进",
            all(
                    daily(),
                    working("customers", "contacts", "customerRelations", "addresses", "invoiceTitles", "leads"),
                    working("opportunities", "quotes", "orders", "contracts"),
                    each("customers", "claim", "return", "import", "markEngaged", "markLost", "reactivate"),
                    each("leads", "claim", "return", "follow", "convert", "invalidate", "reactivate"),
                    each("contacts", "markLeft", "markActive", "delete"),
                    each("opportunities", "move", "reopen", "quote"),
                    each("dealRegistrations", "read", "create", "release"),
                    each("quotes", "send", "accept", "reject", "revise", "copy", "order", "delete"),
                    each("orders", "confirm", "deliver", "return", "delete"),
                    each("orderLines", "deliver"),
                    working("orderReturns"),
                    each("orderReturns", "confirm", "delete"),
                    full("opportunityLines", "quoteLines", "orderLines", "orderReturnLines", "creditShares"),
                    read("salesCredits"),
                    each("forecastCommits", "read", "create"),
                    working("paymentPlans", "receipts", "receiptAllocations", "invoices"),
                    full("contractLines", "invoiceLines", "invoiceLinks"),
                    each("contracts", "activate", "complete", "delete"),
                    each("receipts", "submit", "allocate", "delete"),
                    each("receiptAllocations", "delete"),
                    each("paymentPlans", "delete"),
                    each("invoices", "delete"),
                    read("pools", "pipelines", "stages", "stageChanges", "products", "priceLists", "priceListItems"),
                    read("campaigns", "targets", "tickets"))),
    SALES_MANAGER(
            4,
            "salesManager",
            "销售经理",
            "Sales manager",
            "销售业务的全部操作，包括分配、删除、导入导出",
            all(
                    daily(),
                    full("customers", "contacts", "customerRelations", "addresses", "invoiceTitles", "leads"),
                    full(
                            "opportunities",
                            "opportunityLines",
                            "creditShares",
                            "quotes",
                            "quoteLines",
                            "orders",
                            "orderLines",
                            "orderReturns",
                            "orderReturnLines",
                            "contracts",
                            "pools",
                            "poolTransferRules",
                            "leadForms",
                            "leadScoringRules",
                            "leadAssignmentRules",
                            "leadAssignees",
                            "dealRegistrations",
                            "targets"),
                    each("forecastCommits", "read", "create"),
                    each("stageChanges", "export"),
                    read("pipelines", "stages", "stageChanges", "products", "priceLists", "priceListItems"),
                    read("salesCredits"),
                    full("contractLines", "paymentPlans", "invoiceLines", "invoiceLinks"),
                    working("receipts", "receiptAllocations", "invoices"),
                    each("receipts", "submit", "allocate", "delete"),
                    each("receiptAllocations", "delete"),
                    each("invoices", "delete"),
                    read("campaigns", "tickets", "users"))),
    SERVICE_AGENT(
            5,
            "serviceAgent",
            "客服专员",
            "Service agent",
            "处理工单，查看客户与订单",
            all(
                    daily(),
                    working("tickets", "ticketMessages", "contacts", "surveyResponses", "complaintDetails"),
                    each("complaintDetails", "carryOut"),
                    read("qualityReviews", "qualityScores"),
                    each("qualityReviews", "accept", "object"),
                    working("articles"),
                    each("articles", "submit", "voteHelpful", "voteUnhelpful"),
                    each("tickets", "start", "waitForCustomer", "waitInternally", "resume"),
                    each("tickets", "reply", "claim", "resolve", "close", "reopen", "transfer", "escalate"),
                    read("customers", "customerRelations", "addresses", "orders", "products"),
                    read(
                            "ticketQueues",
                            "ticketQueueMembers",
                            "ticketSkills",
                            "cannedReplies",
                            "slaTimers",
                            "articleVersions",
                            "surveys"))),
    SERVICE_LEAD(
            6,
            "serviceLead",
            "客服主管",
            "Service lead",
            "工单、知识库、SLA 与质检的全部操作",
            all(
                    daily(),
                    full("tickets", "ticketMessages", "complaintDetails", "slaPolicies", "slaTimers", "articles"),
                    full(
                            "ticketQueues",
                            "ticketQueueMembers",
                            "ticketSkills",
                            "cannedReplies",
                            "surveys",
                            "surveyResponses",
                            "feedbackForms",
                            "qualitySheets",
                            "qualityCriteria",
                            "qualityReviews"),
                    each("qualityScores", "read", "update"),
                    working("contacts"),
                    read("articleVersions", "articleVotes"),
                    read("customers", "customerRelations", "addresses", "orders", "products", "users"))),
    MARKETER(
            7,
            "marketer",
            "市场专员",
            "Marketer",
            "市场活动、人群、群发与线索",
            all(
                    daily(),
                    full("campaigns", "campaignMembers", "segments", "templates", "mailings", "deliveries", "leads"),
                    full("consents", "suppressions"),
                    read("customers", "contacts", "opportunities", "pools", "surveys"))),
    FINANCE(
            8,
            "finance",
            "财务",
            "Finance",
            "合同、回款、发票与开票信息",
            all(
                    daily(),
                    full("contracts", "paymentPlans", "receipts", "receiptAllocations", "invoices"),
                    full("contractLines", "invoiceLines", "invoiceLinks"),
                    full("invoiceTitles", "currencies", "exchangeRates", "taxRates"),
                    read(
                            "customers",
                            "contacts",
                            "addresses",
                            "orders",
                            "orderLines",
                            "orderReturns",
                            "orderReturnLines",
                            "quotes",
                            "quoteLines",
                            "products"))),
    READ_ONLY(9, "readOnly", "只读", "Read only", "可查看全部业务数据，不能修改", List.of("*:read"));

    /** What salespeople own; what belongs to it (contacts, addresses, ...) is seen along with it. */
    private static final List<String> OWNED = List.of(
            "customers",
            "leads",
            "opportunities",
            "dealRegistrations",
            "quotes",
            "orders",
            "orderReturns",
            "contracts");

    private static final String BIN = "/settings/recycle-bin";
    private static final String BULK = "/settings/bulk-changes";
    private static final String QUEUES = "/settings/ticket-queues";
    private static final String SUPPRESSIONS = "/settings/suppressions";

    private final long id;
    private final String code;
    private final String title;
    private final String english;
    private final String description;
    private final List<String> permissions;

    ShippedRole(long id, String code, String title, String english, String description, List<String> permissions) {
        this.id = id;
        this.code = code;
        this.title = title;
        this.english = english;
        this.description = description;
        this.permissions = permissions;
    }

    public long id() {
        return id;
    }

    public String code() {
        return code;
    }

    String title() {
        return title;
    }

    String english() {
        return english;
    }

    String description() {
        return description;
    }

    /** As it is stored: one a line. */
    public String permissions() {
        return String.join("\n", new TreeSet<>(permissions));
    }

    /** Whose records the role reaches, as it is stored: one a line; null for all. */
    public String scopes() {
        return switch (this) {
            case SALES_REP -> scopes(DataScope.OWN);
            case SALES_MANAGER -> scopes(DataScope.DEPARTMENT_TREE);
            case SERVICE_AGENT -> "qualityReviews:read=" + DataScope.OWN.code();
            default -> null;
        };
    }

    /** Where its holders begin; null for the console's own home page. */
    public String homePage() {
        return switch (this) {
            case SALES_REP, SERVICE_AGENT -> "/my-day";
            case FINANCE -> "/customers";
            default -> null;
        };
    }

    /** What its holders' menu shows, as it is stored: one a line; null for everything. */
    public String menu() {
        return switch (this) {
            case SALES_REP -> menu("customers", "sales", BIN);
            case SALES_MANAGER -> menu("customers", "sales", "analytics", BIN, "/settings/duplicates", BULK);
            case SERVICE_AGENT -> menu("customers", "support", BIN);
            case SERVICE_LEAD -> menu("customers", "support", "analytics", BIN, BULK, QUEUES);
            case MARKETER -> menu("customers", "marketing", "analytics", BIN, "/settings/consents", SUPPRESSIONS);
            case FINANCE -> menu("customers", "sales", "analytics", BIN);
            default -> null;
        };
    }

    /** What everybody needs, what modules of others add, and the role's own. */
    private static String menu(String... own) {
        return "home\nmore\n" + String.join("\n", own);
    }

    private static String scopes(DataScope scope) {
        return OWNED.stream()
                .sorted()
                .map(type -> type + ":read=" + scope.code())
                .collect(Collectors.joining("\n"));
    }

    /** What everybody with a job here needs. */
    private static List<String> daily() {
        return all(
                full("activities", "tasks", "appointments"),
                each("attachments", "read", "create"),
                read("approvals", "approvalSteps"),
                each("*", "submitApproval", "withdrawApproval", "remindApproval"),
                each("*", "approve", "rejectApproval", "transferApproval", "addApprover", "copyApproval"),
                read("businessCalendars", "calendarExceptions", "currencies", "exchangeRates", "taxRates"));
    }

    private static List<String> full(String... types) {
        return List.of(types).stream().map(type -> type + ":*").toList();
    }

    private static List<String> working(String... types) {
        List<String> permissions = new ArrayList<>();
        for (String type : types) {
            permissions.addAll(each(type, "read", "create", "update"));
        }
        return permissions;
    }

    private static List<String> read(String... types) {
        return List.of(types).stream().map(type -> type + ":read").toList();
    }

    private static List<String> each(String type, String... operations) {
        return List.of(operations).stream()
                .map(operation -> type + ":" + operation)
                .toList();
    }

    @SafeVarargs
    private static List<String> all(List<String>... lists) {
        List<String> permissions = new ArrayList<>();
        for (List<String> list : lists) {
            permissions.addAll(list);
        }
        return permissions;
    }
}
