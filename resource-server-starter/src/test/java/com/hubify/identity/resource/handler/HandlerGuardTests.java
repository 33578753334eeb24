package com.hubify.identity.resource.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.demand.CallerParameters;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.web.DemandJudge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.web.method.HandlerMethod;

class HandlerGuardTests {

    // Mapped at run time, or by something else than annotations: nobody read it at start, and a promise that is not
    // kept would let the revoked in.
    @Test
    void opensNoHandlerWhoseBoundTheServiceCannotKeep() throws Exception {
        HandlerGuard guard = guard(Map.of());
        HandlerMethod late = new HandlerMethod(new Late(), "handle");

        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> guard.demand(late))
                .withMessageStartingWith("hubify.resource.client-id is not set although @MaxStaleness is on");
    }

    @Test
    void opensItWhereTheServiceCan() throws Exception {
        HandlerGuard guard =
                guard(Map.of("hubify.resource.client-id", "service", "hubify.resource.client-secret", "secret"));

        assertThat(guard.demand(new HandlerMethod(new Late(), "handle")).staleness())
                .isNotNull();
    }

    private static HandlerGuard guard(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("hubify.resource.issuer-uri", "http://localhost:9000"));
        all.putAll(settings);
        return new HandlerGuard(
                new Binder(new MapConfigurationPropertySource(all))
                        .bind("hubify.resource", ResourceServerProperties.class)
                        .get(),
                new CallerParameters(List::of),
                new DemandJudge(null));
    }

    static class Late {

        @MaxStaleness("2s")
        public void handle() {}
    }
}
