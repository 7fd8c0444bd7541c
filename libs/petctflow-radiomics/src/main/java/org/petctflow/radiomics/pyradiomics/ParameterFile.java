package org.petctflow.radiomics.pyradiomics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads PyRadiomics' parameter files, YAML or JSON (which is YAML): maps named setting, voxelSetting, imageType and featureClass. Only
 * plain data is read, never an object's class; size, nesting and aliases are limited.
 */
public final class ParameterFile {

    private static final int MOST_BYTES = 1 << 20;

    private ParameterFile() {
    }

    /**
     * @param file the file
     * @return its settings; what it does not name has PyRadiomics' default
     * @throws IOException if it cannot be read, or is no parameter file; the message says where
     */
    public static PyRadiomicsSettings read(final Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("The parameter file " + file + " is larger than 1 MB");
        }
        return parse(Files.readString(file), file.getFileName().toString());
    }

    /**
     * @param text the content of a file
     * @param name its name, for messages
     * @return its settings
     * @throws IOException if it is no parameter file; the message says where
     */
    public static PyRadiomicsSettings parse(final String text, final String name) throws IOException {
        try {
            final Object content = load(text);
            return settings(content == null ? Map.of() : content);
        } catch (final YAMLException | IllegalArgumentException e) {
            throw new IOException("The parameter file " + name + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * @param text settings as they stand below {@code setting:} in a parameter file, e.g. {@code distances: [1, 2]}
     * @return the settings by name; not checked
     * @throws IllegalArgumentException if it is no map
     */
    public static Map<String, Object> parseSettings(final String text) {
        try {
            return map("settings", load(text));
        } catch (final YAMLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Image types in short: one a line with the settings that differ for it, e.g. {@code LoG sigma=1,2,3 binWidth=10}.
     *
     * @param text the lines; those that are empty or begin with # are passed over; upper and lower case in types are alike
     * @return the settings of each image type, not checked
     * @throws IllegalArgumentException if a line cannot be understood; the message says which and why
     */
    public static Map<String, Map<String, Object>> parseImageTypes(final String text) {
        final Map<String, Map<String, Object>> types = new LinkedHashMap<>();
        for (final String line : text.split("\\R|;")) {
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            final String[] words = line.strip().split("\\s+");
            final String type = PyRadiomicsSettings.imageType(words[0]);
            final Map<String, Object> own = new LinkedHashMap<>();
            for (int w = 1; w < words.length; w++) {
                final int equals = words[w].indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("Image type \"" + line.strip() + "\": " + words[w] + " is no name=value");
                }
                final String name = words[w].substring(0, equals);
                final String value = words[w].substring(equals + 1);
                final boolean list = PyRadiomicsSettings.isList(name) || value.indexOf(',') >= 0;
                own.putAll(parseSettings(name + ": " + (list ? "[" + value + "]" : value)));
            }
            if (types.put(type, own) != null) {
                throw new IllegalArgumentException("The image type " + type + " stands there twice: put its settings into one line");
            }
        }
        if (types.isEmpty()) {
            throw new IllegalArgumentException("There is no image type: write Original for the image itself");
        }
        return types;
    }

    private static Object load(final String text) {
        final LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(20);
        options.setCodePointLimit(MOST_BYTES);
        return new Yaml(new SafeConstructor(options)).load(text);
    }

    private static PyRadiomicsSettings settings(final Object content) {
        final Map<String, Object> parts = map("file", content);
        PyRadiomicsSettings settings = PyRadiomicsSettings.withDefaults().withAllFeatureClasses();
        for (final Map.Entry<String, Object> part : parts.entrySet()) {
            final Map<String, Object> values = map(part.getKey(), part.getValue());
            switch (part.getKey()) {
                case "setting", "voxelSetting" -> settings = settings.with(values);
                case "imageType" -> {
                    final Map<String, Map<String, Object>> types = new LinkedHashMap<>();
                    values.forEach((type, own) -> types.put(type, map(type, own)));
                    settings = types.isEmpty() ? settings : settings.withImageTypes(types);
                }
                case "featureClass" -> {
                    final Map<String, List<String>> classes = new LinkedHashMap<>();
                    values.forEach((name, features) -> classes.put(name, names(name, features)));
                    settings = classes.isEmpty() ? settings : settings.withFeatureClasses(classes);
                }
                default -> throw new IllegalArgumentException("there is no part " + part.getKey()
                    + ", but setting, voxelSetting, imageType and featureClass");
            }
        }
        return settings;
    }

    private static Map<String, Object> map(final String name, final Object value) {
        final Map<String, Object> map = new LinkedHashMap<>();
        if (value == null) {
            return map;
        }
        if (!(value instanceof Map<?, ?> m)) {
            throw new IllegalArgumentException(name + " must be a map of names and values, but was " + value);
        }
        m.forEach((key, v) -> map.put(String.valueOf(key), v));
        return map;
    }

    private static List<String> names(final String name, final Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException("The feature class " + name + " must hold a list of features, but was " + value);
        }
        return list.stream().map(String::valueOf).toList();
    }
}
