package ${package}.internal;

import java.util.stream.Stream;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.testkit.DefinitionContract;

/** Definition, entity and migration say the same. */
class DefinitionTest extends DefinitionContract {

    DefinitionTest() {
        super("${schema}");
    }

    @Override
    protected Stream<RecordDefinition> definitions() {
        return Stream.of(new VisitType().definition());
    }
}
