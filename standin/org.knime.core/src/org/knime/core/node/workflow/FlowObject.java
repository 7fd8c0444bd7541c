package org.knime.core.node.workflow;

/** What flows beside the data. */
abstract class FlowObject implements Cloneable {

    @Override
    protected FlowObject clone() {
        try {
            return (FlowObject)super.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
