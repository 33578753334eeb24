package com.hubify.identity.server.limit.guard;

import com.hubify.identity.server.limit.Limit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The limits of this node's endpoints, as operators see them. */
@Component
public class LimitsInForce {

    private final List<Limit> all;

    LimitsInForce(Places places, LimitProperties properties) {
        LimitProperties.Failures failures = properties.failures();
        this.all = Stream.concat(
                        places.limits(),
                        Stream.of(
                                Rates.limit("failures.client", failures.client()),
                                Rates.limit("failures.network", failures.network())))
                .sorted(Comparator.comparing(Limit::name))
                .toList();
    }

    /** By name. */
    public List<Limit> all() {
        return all;
    }
}
