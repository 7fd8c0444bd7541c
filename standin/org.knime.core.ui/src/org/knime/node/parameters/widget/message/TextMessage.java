package org.knime.node.parameters.widget.message;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.Optional;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** Shows a message in the dialog, in the place of a field of type Void. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface TextMessage {

    /** @return gives the message */
    Class<? extends StateProvider<Optional<Message>>> value();

    /** Gives a message that depends on the input alone. */
    interface SimpleTextMessageProvider extends StateProvider<Optional<TextMessage.Message>> {

        /**
         * @param context what is known of the input
         * @return whether the message is shown
         */
        boolean showMessage(NodeParametersInput context);

        /** @return the message in a few words */
        String title();

        /** @return the message */
        String description();

        /** @return how grave it is */
        MessageType type();

        @Override
        default void init(final StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
        }

        @Override
        default Optional<Message> computeState(final NodeParametersInput context) {
            return showMessage(context) ? Optional.of(new Message(title(), description(), type())) : Optional.empty();
        }
    }

    /**
     * A message.
     *
     * @param title the message in a few words
     * @param description the message
     * @param type how grave it is
     */
    record Message(String title, String description, MessageType type) {
    }

    /** How grave a message is. */
    enum MessageType {
            /** Good to know. */
            INFO,
            /** To be looked at. */
            WARNING,
            /** To be mended. */
            ERROR,
            /** All is well. */
            SUCCESS
    }
}
