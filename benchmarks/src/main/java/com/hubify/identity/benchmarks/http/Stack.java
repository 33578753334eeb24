package com.hubify.identity.benchmarks.http;

import com.hubify.identity.benchmarks.ClassPath;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which of Spring's two web stacks a service runs on. */
enum Stack {
    SERVLET("webflux|reactor-netty|/netty-"),
    REACTIVE("webmvc|tomcat|spring-boot-servlet");

    private final Pattern other;

    Stack(String other) {
        this.other = Pattern.compile(other);
    }

    /** The class path without the other stack: with both, Spring Boot would decide. */
    ClassPath of(ClassPath all) {
        return all.without(other);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
