package com.hubify.identity.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** This program's class path, or what is left of it without some jars: services differ by what they have on it. */
public record ClassPath(String value) {

    private static final Pattern NATIVE_CRYPTO = Pattern.compile("AmazonCorrettoCryptoProvider");

    /** As this program was started. */
    public static ClassPath own() {
        return new ClassPath(System.getProperty("java.class.path"));
    }

    /** This program's own classes, and the jars that the build has listed in a file. */
    public static ClassPath ownAnd(Path list) {
        try {
            return new ClassPath(
                    self() + File.pathSeparator + Files.readString(list).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where this program's own classes are. */
    static String self() {
        return System.getProperty("java.class.path").split(File.pathSeparator, 2)[0];
    }

    /** Without the jars and folders in whose path the pattern is found. */
    public ClassPath without(Pattern unwanted) {
        return new ClassPath(Arrays.stream(value.split(File.pathSeparator))
                .filter(path -> !unwanted.matcher(path).find())
                .collect(Collectors.joining(File.pathSeparator)));
    }

    /** So that signatures are verified by the JDK. */
    public ClassPath withoutNativeCrypto() {
        return without(NATIVE_CRYPTO);
    }
}
