package org.example.probe;

import org.knime.core.data.*;

public interface MyValue extends DataValue {
    UtilityFactory UTILITY = new Fac();

    final class Fac extends ExtensibleUtilityFactory {
        Fac() {
            super(MyValue.class);
        }

        @Override
        public String getName() {
            return "My value";
        }
    }

    String text();
}
