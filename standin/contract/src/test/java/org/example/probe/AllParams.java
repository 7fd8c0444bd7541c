package org.example.probe;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.RowIDChoice;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.StringOrEnum;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.StringFilter;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.AllColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * Every usual kind of field in one dialog; the facts were recorded with a class of this name and
 * two more kinds.
 */
@SuppressWarnings("restriction")
public final class AllParams implements NodeParameters {
    enum Plain {
        ONE,
        TWO
    }

    enum Labeled {
        @Label("First label")
        FIRST,
        @Label(value = "Second label", description = "About second")
        SECOND
    }

    @Section(title = "Text")
    interface TextSection {}

    @Section(title = "Numbers", description = "Number section")
    @After(TextSection.class)
    interface NumSection {}

    @Section(title = "Rest")
    @Advanced
    @After(NumSection.class)
    interface RestSection {}

    @Layout(TextSection.class)
    @Widget(title = "Text", description = "A text.")
    @TextInputWidget(placeholder = "type here")
    String m_text = "normal";

    @Layout(TextSection.class)
    @Widget(title = "Empty", description = "Empty.")
    String m_empty = "";

    @Layout(TextSection.class)
    @Widget(title = "Area", description = "Area.")
    @TextAreaWidget(rows = 3)
    String m_area = "line1\nline2\t\"q\" <&> 'a' %% ü 😀";

    @Layout(TextSection.class)
    @Widget(title = "No blank", description = "d")
    @TextInputWidget(
            patternValidation =
                    TextInputWidgetValidation.PatternValidation.IsNotBlankValidation.class)
    String m_noBlank = "x";

    @Layout(NumSection.class)
    @Widget(title = "Int", description = "d")
    @NumberInputWidget(
            minValidation = NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation.class)
    int m_int = 42;

    @Layout(NumSection.class)
    @Widget(title = "Long", description = "d")
    long m_long = 1L << 40;

    @Layout(NumSection.class)
    @Widget(title = "Double", description = "d")
    double m_double = 1e-300;

    @Layout(NumSection.class)
    @Widget(title = "Float", description = "d")
    float m_float = 0.1f;

    @Layout(NumSection.class)
    @Widget(title = "Bool", description = "d")
    @ValueReference(BoolRef.class)
    boolean m_bool = true;

    static final class BoolRef implements BooleanReference {}

    @Layout(NumSection.class)
    @Widget(title = "Shown if bool", description = "d")
    @Effect(predicate = BoolRef.class, type = Effect.EffectType.SHOW)
    int m_shown = 1;

    @Layout(RestSection.class)
    @Widget(title = "Enum", description = "d")
    Plain m_enum = Plain.TWO;

    @Layout(RestSection.class)
    @Widget(title = "Labeled", description = "d")
    @ValueSwitchWidget
    Labeled m_labeled = Labeled.SECOND;

    @Layout(RestSection.class)
    @Widget(title = "Radio", description = "d")
    @RadioButtonsWidget
    Labeled m_radio = Labeled.FIRST;

    @Layout(RestSection.class)
    @Widget(title = "Opt empty", description = "d")
    Optional<Integer> m_optEmpty = Optional.empty();

    @Layout(RestSection.class)
    @Widget(title = "Opt int", description = "d")
    Optional<Integer> m_optInt = Optional.of(7);

    @Layout(RestSection.class)
    @Widget(title = "Opt string", description = "d")
    Optional<String> m_optString = Optional.of("here");

    @Layout(RestSection.class)
    @Widget(title = "Date", description = "d")
    LocalDate m_date = LocalDate.of(2024, 2, 29);

    @Layout(RestSection.class)
    @Widget(title = "Time", description = "d")
    LocalTime m_time = LocalTime.of(13, 5, 6);

    @Layout(RestSection.class)
    @Widget(title = "DateTime", description = "d")
    LocalDateTime m_dateTime = LocalDateTime.of(2024, 2, 29, 1, 2, 3);

    static final class Group implements WidgetGroup, Persistable {
        @Widget(title = "G name", description = "d")
        String m_name = "g";

        @Widget(title = "G num", description = "d")
        int m_num = 5;
    }

    @Layout(RestSection.class)
    Group m_group = new Group();

    static final class Element implements NodeParameters {
        @Widget(title = "E name", description = "d")
        String m_name = "e";

        @Widget(title = "E num", description = "d")
        int m_num = 1;

        Element() {}

        Element(final String n, final int k) {
            m_name = n;
            m_num = k;
        }
    }

    @Layout(RestSection.class)
    @Widget(title = "Elements", description = "d")
    @ArrayWidget(addButtonText = "Add element", elementTitle = "Element", showSortButtons = true)
    Element[] m_elements = {new Element("first", 1), new Element("second", 2)};

    @Layout(RestSection.class)
    @Widget(title = "Columns", description = "d")
    @ChoicesProvider(AllColumnsProvider.class)
    ColumnFilter m_columns = new ColumnFilter(new String[] {"i", "gone"});

    @Layout(RestSection.class)
    @Widget(title = "Strings", description = "d")
    @ChoicesProvider(Abc.class)
    StringFilter m_strings = new StringFilter(new String[] {"a"});

    @Layout(RestSection.class)
    @Widget(title = "Column", description = "d")
    @ChoicesProvider(AllColumnsProvider.class)
    String m_column = "s";

    @Layout(RestSection.class)
    @Widget(title = "Column or RowID", description = "d")
    @ChoicesProvider(AllColumnsProvider.class)
    StringOrEnum<RowIDChoice> m_columnOrRowId = new StringOrEnum<>(RowIDChoice.ROW_ID);

    @Layout(RestSection.class)
    @Widget(title = "Choice", description = "d")
    @ChoicesProvider(Abc.class)
    String m_choice = "b";

    static final class Abc implements StringChoicesProvider {
        @Override
        public List<String> choices(final NodeParametersInput c) {
            return List.of("a", "b", "c");
        }
    }

    @Layout(RestSection.class)
    @Widget(title = "Renamed", description = "d")
    @Persist(configKey = "other_key")
    String m_renamed = "r";

    @Layout(RestSection.class)
    @Widget(title = "Migrated", description = "d")
    @Migrate(loadDefaultIfAbsent = true)
    String m_migrated = "new default";

    @Layout(RestSection.class)
    @Widget(title = "Multi choice", description = "d")
    @ChoicesProvider(Abc.class)
    @TwinlistWidget
    String[] m_twin = {"a", "c"};

    String m_noWidget = "no widget";

    @Override
    public void validate() throws InvalidSettingsException {
        if ("bad".equals(m_text)) {
            throw new InvalidSettingsException("text must not be 'bad'");
        }
    }
}
