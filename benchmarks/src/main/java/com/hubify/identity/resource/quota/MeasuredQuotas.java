package com.hubify.identity.resource.quota;

import com.hubify.identity.resource.demand.ThreadCaller;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Mono;

/**
 * A service's limits, settled by its own thread with an identity server in memory that grants everything. In the starter's
 * package because there it is hidden.
 */
public final class MeasuredQuotas implements AutoCloseable {

    private static final long PLENTY = 1_000_000_000_000L;
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Quotas quotas;
    private final SettlerThread settler;

    /** @param isOn whether requests are counted */
    public MeasuredQuotas(boolean isOn) {
        Clock clock = Clock.systemUTC();
        quotas = new Quotas(clock, isOn);
        settler = new SettlerThread(
                isOn ? Optional.of(new Settler(quotas, MeasuredQuotas::grant, clock, 10)) : Optional.empty(),
                quotas,
                INTERVAL);
        settler.start();
    }

    /** The filter of servlet services. */
    public ServletQuota servlet() {
        return new ServletQuota(
                quotas, new ThreadCaller(new StaticListableBeanFactory()), (request, response, refusal) -> {
                    throw new IllegalStateException("refused");
                });
    }

    /** The filter of reactive services. */
    public WebFluxQuota reactive() {
        return new WebFluxQuota(quotas, (exchange, refusal) -> Mono.error(new IllegalStateException("refused")));
    }

    @Override
    public void close() {
        settler.stop();
    }

    private static Map<String, Map<String, Object>> grant(List<Claim> claims) {
        Map<String, Map<String, Object>> answers = new HashMap<>();
        for (Claim claim : claims) {
            answers.put(
                    claim.budget().name(),
                    Map.of("granted", claim.wanted(), "holders", 1, "minute", window(MINUTE), "day", window(DAY)));
        }
        return answers;
    }

    private static Map<String, Object> window(long millis) {
        return Map.of("limit", PLENTY, "remaining", PLENTY, "reset_ms", millis);
    }
}
