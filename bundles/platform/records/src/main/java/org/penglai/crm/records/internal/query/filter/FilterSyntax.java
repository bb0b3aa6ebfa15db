package org.penglai.crm.records.internal.query.filter;

import cz.jirutka.rsql.parser.RSQLParser;
import cz.jirutka.rsql.parser.RSQLParserException;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.LogicalNode;
import cz.jirutka.rsql.parser.ast.Node;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;

/** Reads RSQL. Longer or deeper filters than a person or a console makes are refused before they cost anything. */
final class FilterSyntax {
    static final int MAX_LENGTH = 8_000;
    static final int MAX_DEPTH = 32;
    /** Values in all; Derby cannot compile a statement with many more. */
    static final int MAX_VALUES = 300;

    private final RSQLParser parser = new RSQLParser(Operator.syntax());

    Node parse(String filter) {
        if (filter.length() > MAX_LENGTH) {
            throw malformed("超过 " + MAX_LENGTH + " 个字符", "longer than " + MAX_LENGTH + " characters");
        }
        if (filter.indexOf('\0') >= 0) {
            throw malformed("含有不允许的字符", "it contains a character that no text may have");
        }
        String prepared = prepare(filter);
        try {
            Node root = parser.parse(prepared);
            if (values(root) > MAX_VALUES) {
                throw malformed("超过 " + MAX_VALUES + " 个值", "it has more than " + MAX_VALUES + " values");
            }
            return root;
        } catch (RSQLParserException | IllegalArgumentException e) {
            throw malformed("语法不正确", "it is not valid RSQL");
        }
    }

    private static int values(Node node) {
        return node instanceof LogicalNode logical
                ? logical.getChildren().stream().mapToInt(FilterSyntax::values).sum()
                : ((ComparisonNode) node).getArguments().size();
    }

    /**
     * Inside quotes the parser takes a backslash away from whatever follows it; doubling it keeps {@code \*} for the
     * pattern. Counts parentheses on the way.
     */
    private static String prepare(String filter) {
        StringBuilder prepared = new StringBuilder(filter.length() + 8);
        char quote = 0;
        int depth = 0;
        for (int at = 0; at < filter.length(); at++) {
            char c = filter.charAt(at);
            prepared.append(c);
            if (quote == 0) {
                quote = c == '"' || c == '\'' ? c : 0;
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth > MAX_DEPTH) {
                    throw malformed("括号嵌套过深", "parentheses are nested too deeply");
                }
            } else if (c == '\\' && at + 1 < filter.length()) {
                at++;
                char escaped = filter.charAt(at);
                if (escaped != '"' && escaped != '\'') {
                    prepared.append('\\');
                    if (escaped == '\\') {
                        prepared.append('\\');
                    }
                }
                prepared.append(escaped);
            } else if (c == quote) {
                quote = 0;
            }
        }
        return prepared.toString();
    }

    private static Malformed malformed(String zh, String en) {
        return new Malformed(
                "badFilter",
                Localized.of("筛选条件无法解析：" + zh + "。", "The filter cannot be parsed: " + en + "."),
                Violation.of("filter", "badFilter", zh + "。", en + "."));
    }
}
