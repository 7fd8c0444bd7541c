package org.knime.node.parameters.validation;

/** A rule the dialog checks by itself. */
public interface BuiltinValidation {

    /** @return what the user reads where the rule is broken */
    String getErrorMessage();

    /** @return what the dialog needs to know */
    Object getParameters();
}
