package org.penglai.crm.records.internal.query.filter;

import cz.jirutka.rsql.parser.ast.AndNode;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.LogicalNode;
import cz.jirutka.rsql.parser.ast.Node;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.Regions;
import org.penglai.crm.records.spi.StoredType;

/** Makes a {@link Predicate} of RSQL: finds the fields, reads the values, picks the comparison that fits the kind. */
public final class FilterCompiler {
    private final FilterSyntax syntax = new FilterSyntax();
    private final PathResolver paths;
    private final LeafCompiler leaves;

    /** @param regions may give null */
    public FilterCompiler(PathResolver paths, FilterValues values, Supplier<Regions> regions) {
        this.paths = paths;
        this.leaves = new LeafCompiler(new ExactValues(values, regions));
    }

    /**
     * @param filter RSQL, empty for all records
     * @throws org.penglai.crm.api.error.Malformed if it cannot be parsed
     * @throws org.penglai.crm.api.error.Invalid if a field or a value does not fit
     */
    public Predicate compile(Caller caller, StoredType type, String filter, Instant now) {
        return filter.isBlank() ? Predicate.ALL : predicate(syntax.parse(filter), caller, type, now);
    }

    private Predicate predicate(Node node, Caller caller, StoredType type, Instant now) {
        if (node instanceof LogicalNode logical) {
            List<Predicate> parts = logical.getChildren().stream()
                    .map(child -> predicate(child, caller, type, now))
                    .toList();
            return node instanceof AndNode ? new Predicate.And(parts) : new Predicate.Or(parts);
        }
        ComparisonNode comparison = (ComparisonNode) node;
        FieldPath path = paths.open(caller, type, comparison.getSelector());
        return leaves.compile(path, Operator.of(comparison.getOperator()), comparison.getArguments(), caller, now);
    }
}
