package org.knime.core.internal;

import org.knime.core.node.message.Message;

/** Exceptions that carry a message with details. */
public interface MessageAwareException {

    /** @return the message */
    Message getKNIMEMessage();
}
