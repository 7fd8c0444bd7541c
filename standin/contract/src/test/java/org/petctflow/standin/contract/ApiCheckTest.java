package org.petctflow.standin.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** verify/api-check, with small sources that differ in one thing each. */
final class ApiCheckTest {

    private static final String REAL = """
        package org.example;

        import java.io.IOException;
        import java.util.List;
        import java.util.Map.Entry;

        /** Real. */
        public abstract class Real<T extends Comparable<T>> implements Comparable<Real<T>> {
            public static final int SIZE = 2 * 4;
            public static final String NAME = "a" + 1;
            protected Real(final int size) { }
            public final List<? extends T> list(final Entry<String, T>[] entries, final int... more) throws IOException { return null; }
            protected abstract void run() throws IOException;
            public void left() { }
            public enum Kind { ONE, TWO }
            public @interface Mark { int value() default 1; }
            public interface Inner { default void go() { } }
            public record Pair(int a, String b) { }
        }
        """;

    @TempDir
    Path m_folder;

    private record Result(int exit, List<String> lines) {
    }

    private Result check(final String ours) throws IOException, InterruptedException {
        final Path real = Files.createDirectories(m_folder.resolve("real/org/example"));
        Files.writeString(real.resolve("Real.java"), REAL);
        Files.writeString(real.resolve("Uses.java"),
            "package org.example; import org.other.Generated; class Uses { int i = Generated.I + Made.I; }");
        final Path standin = Files.createDirectories(m_folder.resolve("standin/module/src/org/example"));
        Files.writeString(standin.resolve("Real.java"), ours);
        Files.writeString(standin.resolve("Made.java"), "package org.example; public class Made { public static final int I = 1; }");
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("verify/ApiCheck.java"))) {
            root = root.getParent();
        }
        final Process p = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dstandins=" + m_folder.resolve("standin"), root.resolve("verify/ApiCheck.java").toString(),
            m_folder.resolve("real").toString()).redirectErrorStream(true).start();
        final String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(p.waitFor(), Arrays.asList(out.split("\\R")));
    }

    /** What a stand-in may do: leave out, write names otherwise, have other bodies, parameters and private things. */
    @Test
    void findsNothingWhereNothingDiffers() throws Exception {
        final Result r = check("""
            package org.example;

            public abstract class Real<T extends Comparable<T>> implements Comparable<Real<T>> {
                private int m_size;
                public static final int SIZE = 8;
                public static final java.lang.String NAME = "a1";
                protected Real(int n) { m_size = n; }
                public final java.util.List<? extends T> list(java.util.Map.Entry<java.lang.String, T>[] e, int... x)
                    throws java.io.IOException { return java.util.List.of(); }
                @Override public String toString() { return "mine"; }
                public static enum Kind { ONE, TWO }
                public static @interface Mark { public int value() default 1; }
                public record Pair(int a, String b) { }
            }
            """);
        assertEquals(List.of("not compared: org.example.Made is used by the given sources but not in them: their build makes it (1 type)",
            "4 types with 6 members compared, 0 differences"), r.lines());
        assertEquals(0, r.exit());
    }

    @Test
    void findsEveryDifference() throws Exception {
        final Result r = check("""
            package org.example;

            import java.util.List;

            public class Real<T> {
                public static final int SIZE = 9;
                public static String NAME = "a1";
                public Real(int n) { }
                public List<T> list(java.util.Map.Entry<String, T>[] e, int[] more) { return null; }
                protected void run() { }
                public int left() { return 0; }
                public void added() { }
                public enum Kind { ONE }
                public @interface Mark { int value() default 2; }
                public interface Inner { void go(); }
                public record Pair(int a) { }
                public static class Added { }
            }
            """);
        final String all = String.join("\n", r.lines());
        for (String expected : List.of("org.example.Real: modifiers here [public], there [abstract, public]",
            "org.example.Real: type parameters here [T extends []], there [T extends [java.lang.Comparable<T>]]",
            "org.example.Real: supertypes here [], there [java.lang.Comparable<org.example.Real<T>>]",
            "org.example.Real#SIZE: value here 9, there 8",
            "org.example.Real#NAME: modifiers here [public, static], there [final, public, static]",
            "org.example.Real#<init>(int): modifiers here [public], there [protected]",
            "org.example.Real#list(java.util.Map.Entry[],int[]): modifiers here [public], there [final, public]",
            "org.example.Real#list(java.util.Map.Entry[],int[]): result here java.util.List<T>, there java.util.List<? extends T>",
            "org.example.Real#list(java.util.Map.Entry[],int[]): exceptions here [], there [java.io.IOException]",
            "int[]], there [java.util.Map.Entry<java.lang.String,T>[], int...]",
            "org.example.Real#run(): modifiers here [protected], there [abstract, protected]",
            "org.example.Real#left(): result here int, there void", "org.example.Real#added(): is not in the real sources",
            "org.example.Real.Kind: constants here [ONE], there [ONE, TWO]",
            "org.example.Real.Mark#value(): default here 2, there 1",
            "org.example.Real.Inner#go(): modifiers here [abstract, public], there [default, public]",
            "org.example.Real.Pair: components here [int a], there [int a, java.lang.String b]",
            "org.example.Real.Added: is not in the real sources")) {
            assertTrue(all.contains(expected), () -> "not found: " + expected + "\nin\n" + all);
        }
        assertEquals(1, r.exit());
    }
}
