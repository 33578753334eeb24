package com.hubify.identity.parts;

import com.hubify.identity.parts.openbao.OpenBao;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a real OpenBao, initialised and unsealed, with an empty transit engine at {@code transit/}.
 *
 * <p>A parameter of type {@link OpenBao} receives it. In a Spring test {@code hubify.parts.openbao.url} and
 * {@code hubify.parts.openbao.token} (its root token) point at it. One server serves the whole JVM, with a fresh
 * transit engine for each class; a class that stops, pauses or kills it asks for its {@link #own() own}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(OpenBaoExtension.class)
public @interface OpenBaoServer {

    /** Whether to start a server for this class alone, which the tests may stop and break. */
    boolean own() default false;
}
