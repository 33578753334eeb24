package com.hubify.identity.benchmarks.http;

import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The service that is measured: one handler, and whatever protection its class path and settings bring. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class MeasuredService {

    static final String PATH = "/hello";

    /** Starts it. The first two arguments are a {@link Stack} and a {@link Protection}, the others Spring's. */
    public static void main(String[] arguments) {
        Stack stack = Stack.valueOf(arguments[0]);
        boolean bareChain = Protection.CHAIN.name().equals(arguments[1]);
        String[] settings = Arrays.copyOfRange(arguments, 2, arguments.length);
        SpringApplication.run(bareChain ? sources(stack) : new Class<?>[] {MeasuredService.class}, settings);
    }

    // Named here one by one: a class for the other stack could not even be loaded.
    private static Class<?>[] sources(Stack stack) {
        return switch (stack) {
            case SERVLET -> new Class<?>[] {MeasuredService.class, BareServletChain.class};
            case REACTIVE -> new Class<?>[] {MeasuredService.class, BareReactiveChain.class};
        };
    }

    @GetMapping(PATH)
    String hello() {
        return "hello";
    }
}
