package org.penglai.crm.approvals.internal.flow;

import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.TypeNames;
import org.penglai.crm.records.spi.TypeOverlay;

/** Flows are for the types whose records can be approved, as many of them as are installed. */
@Component
public final class ApprovableTypes implements TypeOverlay {
    @Override
    public String revision() {
        return "";
    }

    @Override
    public StoredType over(StoredType declared) {
        return declared;
    }

    @Override
    public StoredType over(StoredType declared, Map<String, StoredType> among) {
        return ApprovalFlowsType.TYPE.equals(declared.name())
                ? TypeNames.chosen(declared, ApprovalFlowsType.FOR_TYPE, among, type -> type.has(Trait.APPROVABLE))
                : declared;
    }
}
