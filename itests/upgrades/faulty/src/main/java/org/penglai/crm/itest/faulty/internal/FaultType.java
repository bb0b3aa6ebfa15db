package org.penglai.crm.itest.faulty.internal;

import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;

/** Creating a fault also makes its customer an A: two capabilities in one transaction. */
@Component
public final class FaultType implements RecordType {
    private static final String CUSTOMERS = "customers";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("itest-faulty", "itestFaults", Fault.class)
                .unit("itest_faulty")
                .label("故障", "Fault", "Faults")
                .title("name")
                .field("name", TEXT, f -> f.label("名称", "Name").required())
                .reference("customer", CUSTOMERS, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .required())
                .view("all", "全部", "All", "name", "", "name", "customer")
                .section("basic", "基本信息", "Basics", "name", "customer")
                .hook(Misbehaviour::dawdle)
                .hook(FaultType::promote)
                .action(ActionDefinition.of("explode", "爆炸", "Explode", Misbehaviour::explode))
                .touches(CUSTOMERS)
                .build();
    }

    private static Outcome promote(RecordHook.Input input) {
        if (input.operation() != RecordHook.Operation.CREATE) {
            return Outcome.none();
        }
        long customer = input.after().reference("customer");
        return Outcome.none().follow(new RecordChange.Update(CUSTOMERS, customer, null, Map.of("level", "A")));
    }
}
