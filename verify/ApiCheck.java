import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WildcardTree;
import com.sun.source.util.JavacTask;

/**
 * {@code java verify/ApiCheck.java <folder with the real sources>...}: parses the real Java sources and the stand-ins with javac's own
 * parser and compares every signature that a stand-in declares and others can see: types with modifiers, type parameters, supertypes and
 * annotations; constructors and methods with modifiers, parameters, results, exceptions and defaults; fields with types and constant
 * values. A stand-in may leave out what it wants; what it has must be the same. Names are compared as they resolve, not as they are
 * written.
 * <p>
 * Where the real folders belong to OSGi bundles, a stand-in exports no package that they do not.
 * <p>
 * Not compared, and said so: types whose package is in none of the folders, and types that the real sources use but do not hold
 * because their build generates them.
 */
public final class ApiCheck {

    private static final Set<Modifier> COMPARED = EnumSet.of(Modifier.PUBLIC, Modifier.PROTECTED, Modifier.STATIC, Modifier.FINAL,
        Modifier.ABSTRACT, Modifier.SEALED, Modifier.NON_SEALED, Modifier.DEFAULT, Modifier.VOLATILE, Modifier.TRANSIENT);

    private static final Set<String> ANNOTATIONS = Set.of("java.lang.Deprecated", "java.lang.FunctionalInterface",
        "java.lang.annotation.Retention", "java.lang.annotation.Target", "java.lang.annotation.Inherited",
        "java.lang.annotation.Repeatable", "java.lang.annotation.Documented");

    private final Sources m_real = new Sources();

    private final Sources m_ours = new Sources();

    private final List<String> m_differences = new ArrayList<>();

    private final Map<String, Integer> m_notCompared = new TreeMap<>();

    private int m_types;

    private int m_members;

    public static void main(final String[] args) throws IOException {
        if (args.length == 0) {
            System.err.println("usage: verify/api-check <folder with the real sources>...");
            System.exit(2);
        }
        final var check = new ApiCheck();
        for (String a : args) {
            if (!Files.isDirectory(Path.of(a))) {
                System.err.println("There is no folder " + a);
                System.exit(2);
            }
            check.m_real.addFolder(Path.of(a));
        }
        for (Path folder : standins(Path.of(System.getProperty("standins", "standin")))) {
            check.m_ours.addFolder(folder);
        }
        System.exit(check.run());
    }

    /** The source folders of the stand-ins: those of Maven's layout, else src of bundles; a module of tests alone has none. */
    private static List<Path> standins(final Path standin) throws IOException {
        final List<Path> folders = new ArrayList<>();
        try (Stream<Path> list = Files.list(standin)) {
            for (Path p : list.sorted().toList()) {
                if (Files.isDirectory(p.resolve("src/main/java"))) {
                    folders.add(p.resolve("src/main/java"));
                } else if (Files.isDirectory(p.resolve("src")) && !Files.isDirectory(p.resolve("src/test"))) {
                    folders.add(p.resolve("src"));
                }
            }
        }
        return folders;
    }

    private int run() {
        for (Map.Entry<Path, List<String>> module : m_ours.namesByFolder().entrySet()) {
            final List<Type> types = module.getValue().stream().filter(n -> !n.startsWith("org.petctflow."))
                .map(n -> m_ours.find(n).orElseThrow()).filter(Type::isVisible).toList();
            if (types.stream().anyMatch(t -> m_real.hasPackage(t.m_file.m_package))) {
                types.forEach(this::compareTop);
                compareExports(module.getKey());
            } else if (!types.isEmpty()) {
                m_notCompared.put("no package of " + module.getKey().normalize() + " is in the given sources", types.size());
            }
        }
        m_differences.forEach(System.out::println);
        m_notCompared.forEach((why, n) -> System.out.println("not compared: " + why + " (" + n + (n == 1 ? " type)" : " types)")));
        System.out.println(m_types + " types with " + m_members + " members compared, " + m_differences.size() + " differences");
        if (m_types == 0) {
            return 2;
        }
        return m_differences.isEmpty() ? 0 : 1;
    }

    private void compareTop(final Type ours) {
        final Optional<Type> real = m_real.find(ours.m_name);
        if (real.isPresent()) {
            compare(ours, real.get());
        } else if (!m_real.hasPackage(ours.m_file.m_package)) {
            m_notCompared.merge("package " + ours.m_file.m_package + " is not in the given sources", 1, Integer::sum);
        } else if (m_real.uses(ours.m_name)) {
            m_notCompared.merge(ours.m_name + " is used by the given sources but not in them: their build makes it", 1, Integer::sum);
        } else {
            differ(ours.m_name, "is not in the real sources");
        }
    }

    private void differ(final String where, final String what) {
        m_differences.add(where + ": " + what);
    }

    private void same(final String where, final String what, final Object ours, final Object real) {
        if (!Objects.equals(ours, real)) {
            differ(where, what + " here " + ours + ", there " + real);
        }
    }

    // ------------------------------------------------------------------------------------------------------------- types

    private void compare(final Type ours, final Type real) {
        m_types++;
        final String where = ours.m_name;
        same(where, "kind", ours.m_tree.getKind(), real.m_tree.getKind());
        same(where, "modifiers", ours.modifiers(), real.modifiers());
        same(where, "annotations", ours.annotations(ours.m_tree.getModifiers()), real.annotations(real.m_tree.getModifiers()));
        same(where, "type parameters", ours.typeParameters(ours.m_tree.getTypeParameters()),
            real.typeParameters(real.m_tree.getTypeParameters()));
        same(where, "permits", ours.names(ours.m_tree.getPermitsClause()), real.names(real.m_tree.getPermitsClause()));
        final Set<String> known = new TreeSet<>(supertypes(ours, m_ours));
        final Set<String> wanted = new TreeSet<>(supertypes(real, m_real));
        wanted.removeIf(n -> !isShared(n));
        known.removeIf(n -> !isShared(n) && m_real.find(raw(n)).isEmpty() && !m_real.hasPackage(packageOf(n)));
        same(where, "supertypes", known, wanted);
        if (ours.m_tree.getKind() == Kind.RECORD) {
            same(where, "components", ours.components(), real.components());
        } else if (ours.m_tree.getKind() == Kind.ENUM) {
            same(where, "constants", ours.enumConstants(), real.enumConstants());
        }
        compareMembers(ours, real);
        for (Type nested : ours.nested()) {
            if (nested.isVisible()) {
                final Optional<Type> other = m_real.find(nested.m_name);
                if (other.isPresent()) {
                    compare(nested, other.get());
                } else {
                    differ(nested.m_name, "is not in the real sources");
                }
            }
        }
    }

    /** A bundle that exports more than the real one lets sources compile whose bundles do not resolve there. */
    private void compareExports(final Path folder) {
        for (String p : new TreeSet<>(exports(folder).orElse(Set.of()))) {
            final List<Optional<Set<String>>> real = m_real.foldersOf(p).stream().map(ApiCheck::exports).toList();
            if (!real.isEmpty() && real.stream().allMatch(e -> e.isPresent() && !e.get().contains(p))) {
                differ(p, "is exported here, but not by the real bundle");
            }
        }
    }

    /** The packages that the bundle exports to which a source folder belongs; empty if it is not seen to belong to one. */
    private static Optional<Set<String>> exports(final Path folder) {
        Path p = folder.toAbsolutePath().normalize();
        for (int up = 0; up < 4 && p != null; up++, p = p.getParent()) {
            final Path manifest = p.resolve("META-INF/MANIFEST.MF");
            if (Files.exists(manifest)) {
                try (var in = Files.newInputStream(manifest)) {
                    final String value = new Manifest(in).getMainAttributes().getValue("Export-Package");
                    return Optional.of(value == null ? Set.of() : Stream.of(value.replaceAll("\"[^\"]*\"", "").split(","))
                        .map(e -> e.split(";")[0].trim()).collect(Collectors.toSet()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return Optional.empty();
    }

    private static String raw(final String type) {
        return type.replaceAll("<.*", "");
    }

    private static String packageOf(final String name) {
        return raw(name).replaceAll("\\.[A-Z].*", "");
    }

    /** Whether both sides can have a type: it is of the JDK, or a stand-in. */
    private boolean isShared(final String name) {
        return raw(name).startsWith("java") || m_ours.find(raw(name)).isPresent();
    }

    /** All supertypes that are known, with type arguments where they are named directly. */
    private static Set<String> supertypes(final Type type, final Sources sources) {
        final Set<String> all = new LinkedHashSet<>();
        for (Tree t : type.directSupertypes()) {
            final String name = type.name(t);
            all.add(name);
            sources.find(raw(name)).ifPresent(s -> supertypes(s, sources).forEach(n -> all.add(raw(n))));
        }
        // the same type with and without arguments counts once
        final Set<String> withArguments = all.stream().filter(n -> n.contains("<")).map(ApiCheck::raw).collect(Collectors.toSet());
        all.removeIf(n -> !n.contains("<") && withArguments.contains(n));
        return all;
    }

    // ----------------------------------------------------------------------------------------------------------- members

    private void compareMembers(final Type ours, final Type real) {
        final Map<String, VariableTree> realFields = real.fields();
        ours.fields().forEach((name, f) -> {
            if (ours.isVisible(f.getModifiers())) {
                m_members++;
                final String where = ours.m_name + "#" + name;
                final VariableTree other = realFields.get(name);
                if (other == null) {
                    differ(where, "is not in the real sources");
                    return;
                }
                same(where, "modifiers", ours.modifiers(f), real.modifiers(other));
                same(where, "type", ours.name(f.getType()), real.name(other.getType()));
                same(where, "annotations", ours.annotations(f.getModifiers()), real.annotations(other.getModifiers()));
                if (ours.modifiers(f).containsAll(List.of("static", "final"))) {
                    same(where, "value", ours.constant(f).orElse("not constant"), real.constant(other).orElse("not constant"));
                }
            }
        });
        final Map<String, Method> realMethods = real.methods();
        ours.methods().forEach((key, m) -> {
            if (ours.isVisible(m.modifiersTree())) {
                m_members++;
                final Method other = realMethods.get(key);
                if (other != null) {
                    compare(ours, m, real, other);
                } else if (m.isConstructor() || !inherits(real, m)) {
                    differ(ours.m_name + "#" + key, "is not in the real sources");
                }
            }
        });
    }

    private void compare(final Type ours, final Method m, final Type real, final Method other) {
        final String where = ours.m_name + "#" + m.key();
        same(where, "modifiers", m.modifiers(), other.modifiers());
        if (m.m_tree == null || other.m_tree == null) {
            return;
        }
        same(where, "annotations", ours.annotations(m.m_tree.getModifiers()), real.annotations(other.m_tree.getModifiers()));
        same(where, "type parameters", m.typeParameters(), other.typeParameters());
        same(where, "result", m.result(), other.result());
        same(where, "parameters", m.parameters(), other.parameters());
        same(where, "exceptions", m.exceptions(), other.exceptions());
        same(where, "default", m.annotationDefault(), other.annotationDefault());
    }

    /** Whether a method that the real class does not declare is one it inherits: then it may be overridden. */
    private boolean inherits(final Type real, final Method m) {
        for (Tree t : real.directSupertypes()) {
            final String name = raw(real.name(t));
            final Optional<Type> s = m_real.find(name);
            if (s.isPresent()) {
                final boolean declared = s.get().methods().values().stream()
                    .anyMatch(x -> x.name().equals(m.name()) && x.m_arity == m.m_arity && s.get().isVisible(x.modifiersTree()));
                if (declared || inherits(s.get(), m)) {
                    return true;
                }
            } else if (jdkHas(name, m)) {
                return true;
            }
        }
        return jdkHas("java.lang.Object", m);
    }

    private static boolean jdkHas(final String name, final Method m) {
        try {
            final Class<?> c = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
            for (Class<?> k = c; k != null; k = k.getSuperclass()) {
                if (Stream.concat(Arrays.stream(k.getDeclaredMethods()), Arrays.stream(k.getMethods()))
                    .anyMatch((Executable e) -> e.getName().equals(m.name()) && e.getParameterCount() == m.m_arity)) {
                    return true;
                }
            }
        } catch (ClassNotFoundException e) { // NOSONAR not of the JDK: unknown
            return false;
        }
        return false;
    }

    // ----------------------------------------------------------------------------------------------------------- sources

    /** Java files found by the names of their types. */
    private static final class Sources {

        private static final Pattern PACKAGE = Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

        private final Map<String, Path> m_files = new LinkedHashMap<>();

        private final Map<String, Path> m_folders = new HashMap<>();

        private final Map<String, SourceFile> m_parsed = new HashMap<>();

        private final Set<String> m_packages = new HashSet<>();

        void addFolder(final Path folder) throws IOException {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path p : walk.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                    final String file = p.getFileName().toString();
                    if (file.equals("package-info.java") || file.equals("module-info.java")) {
                        continue;
                    }
                    final Matcher m = PACKAGE.matcher(Files.readString(p));
                    if (m.find()) {
                        m_packages.add(m.group(1));
                        final String name = m.group(1) + "." + file.substring(0, file.length() - ".java".length());
                        m_files.putIfAbsent(name, p);
                        m_folders.putIfAbsent(name, folder);
                    }
                }
            }
        }

        Map<Path, List<String>> namesByFolder() {
            final Map<Path, List<String>> byFolder = new TreeMap<>();
            m_files.forEach((name, file) -> byFolder.computeIfAbsent(m_folders.get(name), f -> new ArrayList<>()).add(name));
            return byFolder;
        }

        Set<Path> foldersOf(final String packageName) {
            return m_folders.entrySet().stream().filter(e -> e.getKey().substring(0, e.getKey().lastIndexOf('.')).equals(packageName))
                .map(Map.Entry::getValue).collect(Collectors.toSet());
        }

        boolean hasPackage(final String name) {
            return m_packages.contains(name);
        }

        /** Whether a file imports a type, or one of the same package names it with a dot behind. */
        boolean uses(final String name) {
            final int dot = name.lastIndexOf('.');
            final Pattern imported = Pattern.compile("^\\s*import\\s+(static\\s+)?" + Pattern.quote(name) + "[.;]", Pattern.MULTILINE);
            final Pattern named = Pattern.compile("\\b" + name.substring(dot + 1) + "\\s*\\.");
            return m_files.entrySet().stream().anyMatch(e -> {
                try {
                    final String text = Files.readString(e.getValue()).replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "");
                    return imported.matcher(text).find()
                        || e.getKey().substring(0, e.getKey().lastIndexOf('.')).equals(name.substring(0, dot))
                            && named.matcher(text).find();
                } catch (IOException x) {
                    throw new UncheckedIOException(x);
                }
            });
        }

        Optional<Type> find(final String name) {
            String file = name;
            while (!m_files.containsKey(file)) {
                final int dot = file.lastIndexOf('.');
                if (dot < 0) {
                    return Optional.empty();
                }
                file = file.substring(0, dot);
            }
            final SourceFile source = m_parsed.computeIfAbsent(file, n -> new SourceFile(this, m_files.get(n)));
            return Optional.ofNullable(source.m_types.get(name));
        }
    }

    /** A file with its types. */
    private static final class SourceFile {

        private final Sources m_sources;

        private final String m_package;

        private final Map<String, String> m_imports = new HashMap<>();

        private final List<String> m_onDemand = new ArrayList<>();

        private final Map<String, Type> m_types = new LinkedHashMap<>();

        SourceFile(final Sources sources, final Path path) {
            m_sources = sources;
            final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
            final CompilationUnitTree unit;
            try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
                final var task = (JavacTask)javac.getTask(null, files, d -> {
                    // only the declarations are of interest
                }, List.of("-proc:none"), null, files.getJavaFileObjects(path));
                unit = task.parse().iterator().next();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            m_package = unit.getPackageName().toString();
            for (ImportTree i : unit.getImports()) {
                final String name = i.getQualifiedIdentifier().toString();
                if (name.endsWith(".*")) {
                    m_onDemand.add(name.substring(0, name.length() - 2));
                } else {
                    m_imports.put(name.substring(name.lastIndexOf('.') + 1), name);
                }
            }
            for (Tree t : unit.getTypeDecls()) {
                if (t instanceof ClassTree c) {
                    add(new Type(this, null, c));
                }
            }
        }

        private void add(final Type type) {
            m_types.put(type.m_name, type);
            type.nested().forEach(this::add);
        }
    }

    /** A class, interface, enum, record or annotation. */
    private static final class Type {

        private final SourceFile m_file;

        private final Type m_outer;

        private final ClassTree m_tree;

        private final String m_name;

        private List<Type> m_nested;

        Type(final SourceFile file, final Type outer, final ClassTree tree) {
            m_file = file;
            m_outer = outer;
            m_tree = tree;
            m_name = (outer == null ? file.m_package : outer.m_name) + "." + tree.getSimpleName();
        }

        List<Type> nested() {
            if (m_nested == null) {
                m_nested = m_tree.getMembers().stream().filter(ClassTree.class::isInstance)
                    .map(t -> new Type(m_file, this, (ClassTree)t)).toList();
            }
            return m_nested;
        }

        boolean isInterface() {
            return m_tree.getKind() == Kind.INTERFACE || m_tree.getKind() == Kind.ANNOTATION_TYPE;
        }

        boolean isVisible() {
            return m_outer == null ? m_tree.getModifiers().getFlags().contains(Modifier.PUBLIC)
                : m_outer.isVisible() && m_outer.isVisible(m_tree.getModifiers());
        }

        /** Whether a member with these modifiers can be seen outside of the package. */
        boolean isVisible(final ModifiersTree m) {
            if (m == null) { // a constructor that is not written has the access of its class
                return modifiers().contains("public") || modifiers().contains("protected");
            }
            return isInterface() && !m.getFlags().contains(Modifier.PRIVATE) || m.getFlags().contains(Modifier.PUBLIC)
                || m.getFlags().contains(Modifier.PROTECTED);
        }

        Set<String> modifiers() {
            final Set<String> set = flags(m_tree.getModifiers());
            final Kind kind = m_tree.getKind();
            if (isInterface()) {
                set.add("abstract");
            }
            if (m_outer != null && m_outer.isInterface()) {
                set.add("public");
            }
            if (m_outer != null && (m_outer.isInterface() || isInterface() || kind == Kind.ENUM || kind == Kind.RECORD)) {
                set.add("static");
            }
            if (kind == Kind.RECORD || kind == Kind.ENUM && m_tree.getMembers().stream().noneMatch(this::isConstantWithBody)) {
                set.add("final");
            }
            return set;
        }

        private boolean isConstantWithBody(final Tree t) {
            return t instanceof VariableTree v && isEnumConstant(v) && v.getInitializer() instanceof com.sun.source.tree.NewClassTree n
                && n.getClassBody() != null;
        }

        private boolean isEnumConstant(final VariableTree v) {
            return m_tree.getKind() == Kind.ENUM && v.getModifiers().getFlags().contains(Modifier.STATIC)
                && v.getInitializer() instanceof com.sun.source.tree.NewClassTree
                && v.getType().toString().equals(m_tree.getSimpleName().toString());
        }

        Set<String> modifiers(final VariableTree field) {
            final Set<String> set = flags(field.getModifiers());
            if (isInterface()) {
                set.addAll(List.of("public", "static", "final"));
            }
            return set;
        }

        static Set<String> flags(final ModifiersTree m) {
            return m.getFlags().stream().filter(COMPARED::contains).map(Modifier::toString).collect(Collectors.toCollection(TreeSet::new));
        }

        List<Tree> directSupertypes() {
            final List<Tree> all = new ArrayList<>();
            if (m_tree.getExtendsClause() != null) {
                all.add(m_tree.getExtendsClause());
            }
            all.addAll(m_tree.getImplementsClause());
            return all;
        }

        List<String> enumConstants() {
            return m_tree.getMembers().stream().filter(t -> t instanceof VariableTree v && isEnumConstant(v))
                .map(t -> ((VariableTree)t).getName().toString()).toList();
        }

        List<String> components() {
            return m_tree.getMembers().stream()
                .filter(t -> t instanceof VariableTree v && !v.getModifiers().getFlags().contains(Modifier.STATIC))
                .map(t -> name(((VariableTree)t).getType()) + " " + ((VariableTree)t).getName()).toList();
        }

        Map<String, VariableTree> fields() {
            final Map<String, VariableTree> fields = new LinkedHashMap<>();
            for (Tree t : m_tree.getMembers()) {
                if (t instanceof VariableTree v && !isEnumConstant(v)) {
                    fields.put(v.getName().toString(), v);
                }
            }
            return fields;
        }

        Map<String, Method> methods() {
            final Map<String, Method> methods = new LinkedHashMap<>();
            for (Tree t : m_tree.getMembers()) {
                if (t instanceof MethodTree m) {
                    final var method = new Method(this, m);
                    methods.put(method.key(), method);
                }
            }
            if (m_tree.getKind() == Kind.CLASS && methods.values().stream().noneMatch(Method::isConstructor)) {
                final var method = new Method(this, null);
                methods.put(method.key(), method);
            }
            return methods;
        }

        // -------------------------------------------------------------------------------------------------------- names

        Set<String> annotations(final ModifiersTree m) {
            final Set<String> all = new TreeSet<>();
            for (AnnotationTree a : m.getAnnotations()) {
                final String name = name(a.getAnnotationType());
                if (ANNOTATIONS.contains(name)) {
                    final Set<String> arguments = new TreeSet<>();
                    for (ExpressionTree e : a.getArguments()) {
                        arguments.add(
                            e instanceof AssignmentTree s ? s.getVariable() + "=" + value(s.getExpression()) : "value=" + value(e));
                    }
                    all.add("@" + name + arguments);
                }
            }
            return all;
        }

        /** A value of an annotation: constants without the class they are of, arrays of one without braces. */
        String value(final Tree t) {
            if (t == null) {
                return "none";
            } else if (t instanceof NewArrayTree a) {
                final List<String> parts = a.getInitializers().stream().map(this::value).toList();
                return parts.size() == 1 ? parts.get(0) : parts.toString();
            } else if (t instanceof MemberSelectTree s) {
                return s.getIdentifier().contentEquals("class") ? name(s.getExpression()) + ".class" : s.getIdentifier().toString();
            }
            return evaluate(t).map(Object::toString).orElse(t.toString());
        }

        List<String> names(final List<? extends Tree> types) {
            return types.stream().map(this::name).toList();
        }

        List<String> typeParameters(final List<? extends TypeParameterTree> parameters) {
            return parameters.stream().map(p -> p.getName() + " extends " + names(p.getBounds())).toList();
        }

        private boolean isTypeParameter(final String name) {
            return m_tree.getTypeParameters().stream().anyMatch(p -> p.getName().contentEquals(name))
                || m_outer != null && m_outer.isTypeParameter(name);
        }

        /** A type as it is written, with all names resolved. */
        String name(final Tree t) {
            return name(t, Set.of());
        }

        String name(final Tree t, final Set<String> typeParameters) {
            if (t == null) {
                return "none";
            } else if (t instanceof PrimitiveTypeTree) {
                return t.toString();
            } else if (t instanceof ArrayTypeTree a) {
                return name(a.getType(), typeParameters) + "[]";
            } else if (t instanceof AnnotatedTypeTree a) {
                return name(a.getUnderlyingType(), typeParameters);
            } else if (t instanceof ParameterizedTypeTree p) {
                return name(p.getType(), typeParameters) + p.getTypeArguments().stream().map(x -> name(x, typeParameters))
                    .collect(Collectors.joining(",", "<", ">"));
            } else if (t instanceof WildcardTree w) {
                return switch (w.getKind()) {
                    case EXTENDS_WILDCARD -> "? extends " + name(w.getBound(), typeParameters);
                    case SUPER_WILDCARD -> "? super " + name(w.getBound(), typeParameters);
                    default -> "?";
                };
            } else if (t instanceof MemberSelectTree s) {
                final String text = s.toString();
                return Character.isUpperCase(text.charAt(0)) ? name(s.getExpression(), typeParameters) + "." + s.getIdentifier() : text;
            } else if (t instanceof IdentifierTree i) {
                final String name = i.getName().toString();
                return typeParameters.contains(name) || isTypeParameter(name) ? name : resolve(name);
            }
            return t.toString();
        }

        private String resolve(final String name) {
            for (Type t = this; t != null; t = t.m_outer) {
                if (t.m_tree.getSimpleName().contentEquals(name)) {
                    return t.m_name;
                }
                final Optional<String> member = t.memberType(name, new HashSet<>());
                if (member.isPresent()) {
                    return member.get();
                }
            }
            if (m_file.m_imports.containsKey(name)) {
                return m_file.m_imports.get(name);
            }
            final String samePackage = m_file.m_package + "." + name;
            if (m_file.m_types.containsKey(samePackage) || m_file.m_sources.m_files.containsKey(samePackage)) {
                return samePackage;
            }
            if (isOfJdk("java.lang." + name)) {
                return "java.lang." + name;
            }
            for (String p : m_file.m_onDemand) {
                if (m_file.m_sources.m_files.containsKey(p + "." + name) || isOfJdk(p + "." + name)) {
                    return p + "." + name;
                }
            }
            return samePackage;
        }

        private static boolean isOfJdk(final String name) {
            try {
                Class.forName(name, false, ClassLoader.getPlatformClassLoader());
                return true;
            } catch (ClassNotFoundException | LinkageError e) { // NOSONAR that is the answer
                return false;
            }
        }

        /** A type that is declared in this one or inherited by it. */
        private Optional<String> memberType(final String name, final Set<Type> seen) {
            if (!seen.add(this)) {
                return Optional.empty();
            }
            for (Type n : nested()) {
                if (n.m_tree.getSimpleName().contentEquals(name)) {
                    return Optional.of(n.m_name);
                }
            }
            for (Tree t : directSupertypes()) {
                Tree raw = t instanceof ParameterizedTypeTree p ? p.getType() : t;
                final String text = raw.toString();
                final String first = text.contains(".") ? text.substring(0, text.indexOf('.')) : text;
                if (first.equals(name)) {
                    continue;
                }
                final String s = m_file.m_imports.getOrDefault(first, m_file.m_package + "." + first)
                    + text.substring(first.length());
                final Optional<Type> type = m_file.m_sources.find(Character.isLowerCase(text.charAt(0)) ? text : s)
                    .or(() -> Optional.ofNullable(m_outer).flatMap(o -> m_file.m_sources.find(o.m_name + "." + text)));
                final Optional<String> member = type.flatMap(x -> x.memberType(name, seen));
                if (member.isPresent()) {
                    return member;
                }
            }
            return Optional.empty();
        }

        // ---------------------------------------------------------------------------------------------------- constants

        /** The value of a compile-time constant as it is compared: in the field's own type. */
        Optional<Object> constant(final VariableTree field) {
            final String type = name(field.getType());
            if (field.getInitializer() == null || !(type.equals("java.lang.String") || field.getType() instanceof PrimitiveTypeTree)) {
                return Optional.empty();
            }
            return evaluate(field.getInitializer()).map(v -> switch (type) {
                case "int" -> v instanceof Character c ? (int)c : ((Number)v).intValue();
                case "long" -> v instanceof Character c ? (long)c : ((Number)v).longValue();
                case "double" -> ((Number)v).doubleValue();
                case "float" -> ((Number)v).floatValue();
                case "short" -> ((Number)v).shortValue();
                case "byte" -> ((Number)v).byteValue();
                case "char" -> v instanceof Number n ? (char)n.intValue() : v;
                default -> v;
            });
        }

        private Optional<Object> evaluate(final Tree t) {
            if (t instanceof LiteralTree l) {
                return Optional.ofNullable(l.getValue());
            } else if (t instanceof ParenthesizedTree p) {
                return evaluate(p.getExpression());
            } else if (t instanceof TypeCastTree c) {
                return evaluate(c.getExpression());
            } else if (t instanceof IdentifierTree i) {
                return named(i.getName().toString());
            } else if (t instanceof MemberSelectTree s) {
                final String owner = name(s.getExpression());
                final Optional<Object> ours = m_file.m_sources.find(owner)
                    .flatMap(o -> Optional.ofNullable(o.fields().get(s.getIdentifier().toString())).flatMap(o::constant));
                return ours.or(() -> jdkConstant(owner, s.getIdentifier().toString()));
            } else if (t instanceof UnaryTree u) {
                return evaluate(u.getExpression()).map(v -> unary(u.getKind(), v));
            } else if (t instanceof BinaryTree b) {
                final Optional<Object> left = evaluate(b.getLeftOperand());
                final Optional<Object> right = evaluate(b.getRightOperand());
                return left.isEmpty() || right.isEmpty() ? Optional.empty()
                    : Optional.ofNullable(binary(b.getKind(), left.get(), right.get()));
            }
            return Optional.empty();
        }

        private Optional<Object> named(final String name) {
            for (Type t = this; t != null; t = t.m_outer) {
                final VariableTree f = t.fields().get(name);
                if (f != null) {
                    return t.modifiers(f).contains("final") ? t.constant(f) : Optional.empty();
                }
            }
            return Optional.empty();
        }

        private static Optional<Object> jdkConstant(final String owner, final String name) {
            try {
                final Object v = Class.forName(owner, false, ClassLoader.getPlatformClassLoader()).getField(name).get(null);
                return v instanceof Number || v instanceof String || v instanceof Boolean || v instanceof Character ? Optional.of(v)
                    : Optional.empty();
            } catch (ReflectiveOperationException | LinkageError | NullPointerException e) { // NOSONAR then it is none
                return Optional.empty();
            }
        }

        private static Object unary(final Kind kind, final Object v) {
            return switch (kind) {
                case UNARY_MINUS -> v instanceof Double d ? (Object)(-d) : v instanceof Float f ? (Object)(-f)
                    : v instanceof Long l ? (Object)(-l) : (Object)(-((Number)v).intValue());
                case BITWISE_COMPLEMENT -> v instanceof Long l ? (Object)(~l) : (Object)(~((Number)v).intValue());
                case LOGICAL_COMPLEMENT -> !(Boolean)v;
                default -> v;
            };
        }

        private static Object binary(final Kind kind, final Object a, final Object b) {
            if (kind == Kind.PLUS && (a instanceof String || b instanceof String)) {
                return a.toString() + b;
            } else if (!(a instanceof Number) || !(b instanceof Number)) {
                return null;
            }
            final Number x = (Number)a;
            final Number y = (Number)b;
            if (x instanceof Double || y instanceof Double) {
                return switch (kind) {
                    case PLUS -> x.doubleValue() + y.doubleValue();
                    case MINUS -> x.doubleValue() - y.doubleValue();
                    case MULTIPLY -> x.doubleValue() * y.doubleValue();
                    case DIVIDE -> x.doubleValue() / y.doubleValue();
                    default -> null;
                };
            }
            final long l = x.longValue();
            final long r = y.longValue();
            if (kind == Kind.DIVIDE && r == 0) {
                return null;
            }
            final Long value = switch (kind) {
                case PLUS -> l + r;
                case MINUS -> l - r;
                case MULTIPLY -> l * r;
                case DIVIDE -> l / r;
                case LEFT_SHIFT -> x instanceof Long ? l << r : (long)((int)l << r);
                case RIGHT_SHIFT -> l >> r;
                case OR -> l | r;
                case AND -> l & r;
                case XOR -> l ^ r;
                default -> null;
            };
            return value == null || x instanceof Long || y instanceof Long ? value : (Object)value.intValue();
        }
    }

    /** A method or constructor; without a tree the constructor that is not written. */
    private static final class Method {

        private final Type m_type;

        private final MethodTree m_tree;

        private final int m_arity;

        private final Set<String> m_typeParameters;

        Method(final Type type, final MethodTree tree) {
            m_type = type;
            m_tree = tree;
            m_arity = tree == null ? 0 : tree.getParameters().size();
            m_typeParameters = tree == null ? Set.of()
                : tree.getTypeParameters().stream().map(p -> p.getName().toString()).collect(Collectors.toSet());
        }

        boolean isConstructor() {
            return m_tree == null || m_tree.getReturnType() == null && m_tree.getName().contentEquals("<init>");
        }

        String name() {
            return m_tree == null ? "<init>" : m_tree.getName().toString();
        }

        ModifiersTree modifiersTree() {
            return m_tree == null ? null : m_tree.getModifiers();
        }

        /** Name and erased parameters, which tell overloads apart. */
        String key() {
            if (m_tree == null) {
                return "<init>()";
            }
            final Map<String, String> bounds = new HashMap<>();
            for (TypeParameterTree p : m_tree.getTypeParameters()) {
                bounds.put(p.getName().toString(), p.getBounds().isEmpty() ? "java.lang.Object" : type(p.getBounds().get(0)));
            }
            return name() + m_tree.getParameters().stream().map(p -> {
                final String t = type(p.getType());
                String erased = t;
                while (erased.contains("<")) {
                    erased = erased.replaceAll("<[^<>]*>", "");
                }
                final String element = erased.replace("[]", "");
                return bounds.containsKey(element) ? raw(bounds.get(element)) + erased.substring(element.length()) : erased;
            }).collect(Collectors.joining(",", "(", ")"));
        }

        private String type(final Tree t) {
            return m_type.name(t, m_typeParameters);
        }

        Set<String> modifiers() {
            if (m_tree == null) {
                return m_type.modifiers().stream().filter(f -> f.equals("public") || f.equals("protected"))
                    .collect(Collectors.toCollection(TreeSet::new));
            }
            final Set<String> set = Type.flags(m_tree.getModifiers());
            if (m_type.isInterface()) {
                set.add("public");
                if (m_tree.getBody() == null) {
                    set.add("abstract");
                }
            }
            if (m_tree.getModifiers().getFlags().contains(Modifier.STATIC)
                || m_type.modifiers().contains("final") && !isConstructor()) {
                set.remove("final"); // nobody can override it in any case
            }
            return set;
        }

        List<String> typeParameters() {
            return m_tree.getTypeParameters().stream()
                .map(p -> p.getName() + " extends " + p.getBounds().stream().map(this::type).toList()).toList();
        }

        String result() {
            return m_tree.getReturnType() == null ? "none" : type(m_tree.getReturnType());
        }

        List<String> parameters() {
            final List<String> types = new ArrayList<>();
            for (VariableTree p : m_tree.getParameters()) {
                final boolean varargs = p.toString().contains("...");
                final String t = type(p.getType());
                types.add(varargs ? t.substring(0, t.length() - 2) + "..." : t);
            }
            return types;
        }

        Set<String> exceptions() {
            return m_tree.getThrows().stream().map(this::type).collect(Collectors.toCollection(TreeSet::new));
        }

        String annotationDefault() {
            return m_type.value(m_tree.getDefaultValue());
        }
    }
}
