package com.hubify.identity.keys;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.Security;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.ClassUtils;

@ExtendWith(OutputCaptureExtension.class)
class SignatureProviderTests {

    private static final String LIBRARY = System.mapLibraryName("amazonCorrettoCryptoProvider");

    @Test
    @DisabledOnOs(value = OS.MAC, architectures = "x86_64", disabledReason = "Corretto is not built for it")
    void isCorrettoWhereServiceHasIt(CapturedOutput log) {
        assertThat(SignatureProvider.find(getClass().getClassLoader())).contains(AmazonCorrettoCryptoProvider.INSTANCE);
        assertThat(log).containsOnlyOnce("Signatures are verified by AmazonCorrettoCryptoProvider 2.");
    }

    // Registered, it would also encrypt the service's connections and read its key stores.
    @Test
    void isNotRegisteredForWholeService() {
        SignatureProvider.find(getClass().getClassLoader());

        assertThat(Security.getProviders()).doesNotHaveAnyElementsOfTypes(AmazonCorrettoCryptoProvider.class);
    }

    @Test
    void isJdkWhereServiceHasNoCorretto(CapturedOutput log) throws Exception {
        try (URLClassLoader without = classes()) {
            assertThat(findIn(without)).isEmpty();
        }
        assertThat(log).containsOnlyOnce("Signatures are verified by the JDK");
    }

    // As with the jar for another system or processor.
    @Test
    void isJdkWhereNativeLibraryCannotBeLoaded(CapturedOutput log) throws Exception {
        try (URLClassLoader unfit = classes(AmazonCorrettoCryptoProvider.class)) {
            assertThat(findIn(unfit)).isEmpty();
        }
        assertThat(log)
                .containsOnlyOnce("Amazon Corretto Crypto Provider is on the class path but does not work here")
                .containsOnlyOnce("Signatures are verified by the JDK");
    }

    /** The class under test and what it needs, loaded anew and without native libraries. */
    private static URLClassLoader classes(Class<?>... more) {
        Stream<Class<?>> needed = Stream.of(
                SignatureProvider.class,
                Logger.class,
                LoggerContext.class,
                Context.class,
                ClassUtils.class,
                LogFactory.class);
        URL[] jars = Stream.concat(needed, Stream.of(more))
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader()) {
            @Override
            public @Nullable URL getResource(String name) {
                return name.endsWith(LIBRARY) ? null : super.getResource(name);
            }
        };
    }

    private static Optional<?> findIn(ClassLoader classes) throws Exception {
        Method find = classes.loadClass(SignatureProvider.class.getName()).getDeclaredMethod("find", ClassLoader.class);
        find.setAccessible(true);
        return (Optional<?>) find.invoke(null, classes);
    }
}
