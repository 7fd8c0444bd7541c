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
        final LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(20);
        options.setCodePointLimit(MOST_BYTES);
        try {
            final Object content = new Yaml(new SafeConstructor(options)).load(text);
            return settings(content == null ? Map.of() : content);
        } catch (final YAMLException | IllegalArgumentException e) {
            throw new IOException("The parameter file " + name + " cannot be used: " + e.getMessage(), e);
        }
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
