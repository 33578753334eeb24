package com.hubify.identity.benchmarks;

import java.io.File;
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
