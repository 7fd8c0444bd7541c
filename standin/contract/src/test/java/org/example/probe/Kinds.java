package org.example.probe;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.withtypes.TypedStringFilterMode;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.NoneChoice;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.RowIDChoice;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.StringOrEnum;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.FlowVariableFilter;
import org.knime.node.parameters.widget.choices.filter.StringFilter;
import org.knime.node.parameters.widget.choices.filter.TypeFilter;
import org.knime.node.parameters.widget.choices.filter.TypedStringFilter;

/** One class of settings for each kind of field, named K_ and the kind, as the classes the facts were recorded with. */
@SuppressWarnings("all")
public final class Kinds {

    private Kinds() {
    }

    static ColumnFilter filter(final TypedStringFilterMode mode) {
        final ColumnFilter f = new ColumnFilter(new String[]{"man"});
        f.m_mode = mode;
        return f;
    }

    static ColumnFilter cf(final String mode, final String pattern) {
        final ColumnFilter f = filter(TypedStringFilterMode.valueOf(mode));
        f.m_patternFilter.m_pattern = pattern;
        return f;
    }

    static ColumnFilter cft(final String... types) {
        final ColumnFilter f = filter(TypedStringFilterMode.TYPE);
        try { // the class of the field is not public
            ((TypeFilter)TypedStringFilter.class.getField("m_typeFilter").get(f)).m_selectedTypes = types;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return f;
    }

    enum E { A, B }
    enum L { @Label("Label X") X, @Label("Label Y") Y }
    static class G implements WidgetGroup, Persistable { @Widget(title = "n", description = "") String m_name = "g"; int m_num = 5; }
    static class GG implements WidgetGroup, Persistable { G m_inner = new G(); boolean m_flag = true; }
    static class GA implements WidgetGroup, Persistable { G[] m_inner = {new G()}; String m_name = "ga"; }
    static class W implements WidgetGroup { String m_name = "w"; }
    static class Pojo { String m_name = "pojo"; }
    static class NC implements WidgetGroup, Persistable { int m_num; NC(int n) { m_num = n; } }
    record R(String name, int num) implements Persistable {}
    static class Base implements NodeParameters { String m_base = "b"; }
    static final class K_inherited extends Base { String m_sub = "s"; }
    static final class K_noDefaultConstructor implements NodeParameters { String m_v; K_noDefaultConstructor(String s) { m_v = s; } }
    static final class K_privateConstructor implements NodeParameters { String m_v = "x"; private K_privateConstructor() {} }
    static final class K_throwingConstructor implements NodeParameters {
        String m_v = "x";
        K_throwingConstructor() { throw new IllegalStateException("ctor"); }
    }
    final class K_innerNonStatic implements NodeParameters { String m_v = "x"; }
    static final class K_contextConstructor implements NodeParameters {
        String m_v = "from no-arg";
        K_contextConstructor() {}
        K_contextConstructor(NodeParametersInput i) { m_v = "from input " + i.getInPortSpecs().length; }
    }
    static final class K_String_normal implements NodeParameters { String m_v = "abc"; }
    static final class K_String_empty implements NodeParameters { String m_v = ""; }
    static final class K_String_null implements NodeParameters { String m_v = null; }
    static final class K_String_newline implements NodeParameters { String m_v = "a\nb"; }
    static final class K_String_crlf implements NodeParameters { String m_v = "a\r\nb"; }
    static final class K_String_tab implements NodeParameters { String m_v = "a\tb"; }
    static final class K_String_quotes implements NodeParameters { String m_v = "\"'<>&"; }
    static final class K_String_umlaut implements NodeParameters { String m_v = "äöüß"; }
    static final class K_String_percent implements NodeParameters { String m_v = "100%%  %0A %"; }
    static final class K_String_percentEscape implements NodeParameters { String m_v = "%%00010 %%00009"; }
    static final class K_String_emoji implements NodeParameters { String m_v = "😀"; }
    static final class K_String_control implements NodeParameters { String m_v = "a\u0001b"; }
    static final class K_String_nul implements NodeParameters { String m_v = "a\u0000b"; }
    static final class K_String_surrogate implements NodeParameters { String m_v = "a\ud83d"; }
    static final class K_String_spaces implements NodeParameters { String m_v = "  lead trail  "; }
    static final class K_String_backslash implements NodeParameters { String m_v = "C:\\x\\n"; }
    static final class K_String_xmlish implements NodeParameters { String m_v = "<![CDATA[x]]> &amp;"; }
    static final class K_int_42 implements NodeParameters { int m_v = 42; }
    static final class K_int_min implements NodeParameters { int m_v = Integer.MIN_VALUE; }
    static final class K_long_max implements NodeParameters { long m_v = Long.MAX_VALUE; }
    static final class K_double_1_5 implements NodeParameters { double m_v = 1.5; }
    static final class K_double_int implements NodeParameters { double m_v = 3; }
    static final class K_double_nan implements NodeParameters { double m_v = Double.NaN; }
    static final class K_double_inf implements NodeParameters { double m_v = Double.POSITIVE_INFINITY; }
    static final class K_double_neginf implements NodeParameters { double m_v = Double.NEGATIVE_INFINITY; }
    static final class K_double_tiny implements NodeParameters { double m_v = 1e-300; }
    static final class K_double_big implements NodeParameters { double m_v = 1e300; }
    static final class K_double_1e7 implements NodeParameters { double m_v = 1e7; }
    static final class K_double_0001 implements NodeParameters { double m_v = 0.0001; }
    static final class K_double_negzero implements NodeParameters { double m_v = -0.0; }
    static final class K_float_0_1 implements NodeParameters { float m_v = 0.1f; }
    static final class K_float_nan implements NodeParameters { float m_v = Float.NaN; }
    static final class K_boolean_true implements NodeParameters { boolean m_v = true; }
    static final class K_char_a implements NodeParameters { char m_v = 'a'; }
    static final class K_char_newline implements NodeParameters { char m_v = '\n'; }
    static final class K_byte_m5 implements NodeParameters { byte m_v = -5; }
    static final class K_short_3 implements NodeParameters { short m_v = 3; }
    static final class K_Integer_boxed implements NodeParameters { Integer m_v = 4; }
    static final class K_Boolean_boxed implements NodeParameters { Boolean m_v = true; }
    static final class K_Long_boxed implements NodeParameters { Long m_v = 3L; }
    static final class K_BigDecimal implements NodeParameters { java.math.BigDecimal m_v = java.math.BigDecimal.ONE; }
    static final class K_Object implements NodeParameters { Object m_v = "x"; }
    static final class K_URI implements NodeParameters { java.net.URI m_v = java.net.URI.create("http://x/"); }
    static final class K_Path implements NodeParameters { java.nio.file.Path m_v = null; }
    static final class K_UUID implements NodeParameters { UUID m_v = new UUID(1, 2); }
    static final class K_Date implements NodeParameters { Date m_v = null; }
    static final class K_Instant implements NodeParameters { Instant m_v = Instant.EPOCH; }
    static final class K_LocalDate implements NodeParameters { LocalDate m_v = LocalDate.of(2024, 2, 29); }
    static final class K_LocalDate_null implements NodeParameters { LocalDate m_v = null; }
    static final class K_LocalTime implements NodeParameters { LocalTime m_v = LocalTime.of(13, 5); }
    static final class K_LocalTime_nano implements NodeParameters { LocalTime m_v = LocalTime.of(13, 5, 6, 7_000_000); }
    static final class K_LocalDateTime implements NodeParameters { LocalDateTime m_v = LocalDateTime.of(2024, 2, 29, 1, 2); }
    static final class K_ZonedDateTime implements NodeParameters {
        ZonedDateTime m_v = ZonedDateTime.of(2024, 2, 29, 1, 2, 3, 0, ZoneId.of("Europe/Berlin"));
    }
    static final class K_ZoneId implements NodeParameters { ZoneId m_v = ZoneId.of("UTC"); }
    static final class K_Duration implements NodeParameters { Duration m_v = Duration.ofSeconds(90); }
    static final class K_Period implements NodeParameters { Period m_v = Period.ofDays(3); }
    static final class K_Color implements NodeParameters { java.awt.Color m_v = java.awt.Color.RED; }
    static final class K_DataType implements NodeParameters {
        org.knime.core.data.DataType m_v = org.knime.core.data.def.IntCell.TYPE;
    }
    static final class K_StringArray implements NodeParameters { String[] m_v = {"a", "", "b\nc"}; }
    static final class K_StringArray_nullElement implements NodeParameters { String[] m_v = {"a", null}; }
    static final class K_StringArray_empty implements NodeParameters { String[] m_v = {}; }
    static final class K_StringArray_null implements NodeParameters { String[] m_v = null; }
    static final class K_StringList implements NodeParameters { List<String> m_v = List.of("a"); }
    static final class K_StringSet implements NodeParameters { Set<String> m_v = Set.of("a"); }
    static final class K_Map implements NodeParameters { Map<String, Object> m_v = new HashMap<>(Map.of("k", "v")); }
    static final class K_IntArray implements NodeParameters { int[] m_v = {1, -2}; }
    static final class K_IntArray_empty implements NodeParameters { int[] m_v = {}; }
    static final class K_IntArray_null implements NodeParameters { int[] m_v = null; }
    static final class K_DoubleArray implements NodeParameters { double[] m_v = {1.5, Double.NaN, Double.NEGATIVE_INFINITY}; }
    static final class K_BooleanArray implements NodeParameters { boolean[] m_v = {true, false}; }
    static final class K_LongArray implements NodeParameters { long[] m_v = {1L}; }
    static final class K_FloatArray implements NodeParameters { float[] m_v = {0.5f}; }
    static final class K_CharArray implements NodeParameters { char[] m_v = {'a', ' '}; }
    static final class K_ByteArray implements NodeParameters { byte[] m_v = {1, 2, -3}; }
    static final class K_IntegerArray implements NodeParameters { Integer[] m_v = {1, 2}; }
    static final class K_StringArray2D implements NodeParameters { String[][] m_v = {{"a"}}; }
    static final class K_Optional_empty implements NodeParameters { Optional<Integer> m_v = Optional.empty(); }
    static final class K_Optional_int implements NodeParameters { Optional<Integer> m_v = Optional.of(7); }
    static final class K_OptionalString_present implements NodeParameters { Optional<String> m_v = Optional.of("x"); }
    static final class K_OptionalString_empty implements NodeParameters { Optional<String> m_v = Optional.empty(); }
    static final class K_OptionalDouble implements NodeParameters { Optional<Double> m_v = Optional.of(2.5); }
    static final class K_OptionalBoolean implements NodeParameters { Optional<Boolean> m_v = Optional.of(true); }
    static final class K_OptionalLocalDate_empty implements NodeParameters { Optional<LocalDate> m_v = Optional.empty(); }
    static final class K_OptionalEnum_present implements NodeParameters { Optional<E> m_v = Optional.of(E.B); }
    static final class K_OptionalEnum_empty implements NodeParameters { Optional<E> m_v = Optional.empty(); }
    static final class K_OptionalStringArray implements NodeParameters { Optional<String[]> m_v = Optional.of(new String[]{"a"}); }
    static final class K_OptionalInt_jdk implements NodeParameters { java.util.OptionalInt m_v = java.util.OptionalInt.of(1); }
    static final class K_Enum implements NodeParameters { E m_v = E.B; }
    static final class K_Enum_null implements NodeParameters { E m_v = null; }
    static final class K_EnumLabel implements NodeParameters { L m_v = L.Y; }
    static final class K_EnumArray implements NodeParameters { E[] m_v = {E.A, E.B}; }
    static final class K_EnumSet implements NodeParameters { EnumSet<E> m_v = EnumSet.of(E.A); }
    static final class K_Group_persistable implements NodeParameters { G m_v = new G(); }
    static final class K_Group_widgetOnly implements NodeParameters { W m_v = new W(); }
    static final class K_Group_plainPojo implements NodeParameters { Pojo m_v = new Pojo(); }
    static final class K_Group_nestedTwice implements NodeParameters { GG m_v = new GG(); }
    static final class K_Group_optional implements NodeParameters { Optional<G> m_v = Optional.of(new G()); }
    static final class K_Group_optionalEmpty implements NodeParameters { Optional<G> m_v = Optional.empty(); }
    static final class K_GroupArray implements NodeParameters { G[] m_v = {new G(), new G()}; }
    static final class K_GroupArray_empty implements NodeParameters { G[] m_v = {}; }
    static final class K_GroupArray_null implements NodeParameters { G[] m_v = null; }
    static final class K_GroupList implements NodeParameters { List<G> m_v = new ArrayList<>(List.of(new G())); }
    static final class K_GroupArray_nested implements NodeParameters { GA[] m_v = {new GA()}; }
    static final class K_Record implements NodeParameters { R m_v = new R("x", 1); }
    static final class K_GroupNoDefaultCtor implements NodeParameters { NC m_v = new NC(1); }
    static final class K_ColumnFilter_default implements NodeParameters { ColumnFilter m_v = new ColumnFilter(); }
    static final class K_ColumnFilter_manual implements NodeParameters { ColumnFilter m_v = new ColumnFilter(new String[]{"a", "b"}); }
    static final class K_ColumnFilter_includeUnknown implements NodeParameters {
        ColumnFilter m_v = new ColumnFilter(new String[]{"a"}).withIncludeUnknownColumns();
    }
    static final class K_ColumnFilter_wildcard implements NodeParameters { ColumnFilter m_v = cf("WILDCARD", "ab*"); }
    static final class K_ColumnFilter_regex implements NodeParameters { ColumnFilter m_v = cf("REGEX", "a.*"); }
    static final class K_ColumnFilter_type implements NodeParameters {
        ColumnFilter m_v = cft("org.knime.core.data.IntValue", "org.knime.core.data.StringValue");
    }
    static final class K_StringFilter implements NodeParameters { StringFilter m_v = new StringFilter(new String[]{"a", "b"}); }
    static final class K_FlowVariableFilter implements NodeParameters { FlowVariableFilter m_v = new FlowVariableFilter(); }
    static final class K_StringOrEnum_string implements NodeParameters { StringOrEnum<RowIDChoice> m_v = new StringOrEnum<>("col"); }
    static final class K_StringOrEnum_enum implements NodeParameters {
        StringOrEnum<RowIDChoice> m_v = new StringOrEnum<>(RowIDChoice.ROW_ID);
    }
    static final class K_StringOrNone implements NodeParameters { StringOrEnum<NoneChoice> m_v = new StringOrEnum<>(NoneChoice.NONE); }
    static final class K_Persist_configKey implements NodeParameters { @Persist(configKey = "custom") String m_v = "x"; }
    static final class K_Persist_hidden implements NodeParameters { @Persist(hidden = true) String m_v = "x"; }
    static final class K_Persist_group implements NodeParameters { @Persist(configKey = "grp") G m_v = new G(); }
    static final class K_Persist_slash implements NodeParameters { @Persist(configKey = "a/b c") String m_v = "x"; }
    static final class K_Persist_legacyInternals implements NodeParameters { @Persist(configKey = "x_Internals") String m_v = "x"; }
    static final class K_Migrate implements NodeParameters { @Migrate(loadDefaultIfAbsent = true) String m_v = "dflt"; }
    static final class K_Migrate_group implements NodeParameters { @Migrate(loadDefaultIfAbsent = true) G m_v = new G(); }
    static final class K_Migrate_false implements NodeParameters { @Migrate String m_v = "x"; }
    static final class K_noPrefix implements NodeParameters { String v = "x"; }
    static final class K_prefixOnly implements NodeParameters { String m_ = "x"; }
    static final class K_uppercaseAfterPrefix implements NodeParameters { String m_Value = "x"; }
    static final class K_URLprefix implements NodeParameters { String m_URL = "x"; }
    static final class K_staticField implements NodeParameters { static String m_v = "x"; int m_w = 1; }
    static final class K_transientField implements NodeParameters { transient String m_v = "x"; int m_w = 1; }
    static final class K_privateField implements NodeParameters { private String m_v = "x"; }
    static final class K_publicField implements NodeParameters { public String m_v = "x"; }
    static final class K_finalField implements NodeParameters { final String m_v = "x"; int m_w = 1; }
    static final class K_underscoreInternals implements NodeParameters { String m_x_Internals = "x"; }
    static final class K_keyOrder implements NodeParameters { int m_z = 1; int m_a = 2; String m_m = "3"; }
    static final class K_noFields implements NodeParameters {  }
    static final class K_twoPrefix implements NodeParameters { String m_m_v = "x"; }
    static final class K_unicodeName implements NodeParameters { String m_größe = "x"; }
}
