package org.penglai.crm.records.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One thing to be done to each of many records. */
public sealed interface Edit {
    /** Fields get values, in JSON form. */
    record Values(Map<String, Object> values) implements Edit {
        public Values {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** Tags are put on and taken off; what is not named stays. */
    record Tags(List<String> added, List<String> removed) implements Edit {
        public Tags {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /** The records go into the recycle bin. */
    record Deletion() implements Edit {}

    /** An action is run. */
    record Action(String name, Map<String, Object> arguments) implements Edit {
        public Action {
            arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        }
    }
}
